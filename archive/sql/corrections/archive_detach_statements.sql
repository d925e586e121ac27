-- Puts statements of one document whose words a correction has lost into the queue, each with its reason; `of_version` is the
-- last version of the text that has them.
CREATE OR REPLACE FUNCTION archive_detach_statements(
    of_document bigint, of_version integer, ids bigint[], reasons text[]
) RETURNS void LANGUAGE sql AS $$
    INSERT INTO archive_orphan (statement_id, version, reason, state_before)
        SELECT s.id, of_version, lost.reason, s.state
        FROM unnest(ids, reasons) AS lost(id, reason)
        JOIN archive_statement s ON s.id = lost.id AND s.document_id = of_document;
    SELECT archive_begin_writes('archive_statement');
    UPDATE archive_statement SET state = 'orphaned', updated_at = clock_timestamp()
        WHERE id = ANY (ids) AND document_id = of_document;
    SELECT archive_end_writes('');
$$;
