-- Whatever changes what is public is recorded in archive_publication in the same transaction: here statements, whose
-- speakers, events and themes get a page or lose it with them.
CREATE OR REPLACE FUNCTION archive_record_statement_publications() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    moved bigint[];
    speakers bigint[];
    events bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO ids FROM new_rows WHERE state = 'published';
        moved := ids;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(id), array_agg(DISTINCT speaker_id), array_agg(DISTINCT event_id) INTO ids, speakers, events
            FROM old_rows WHERE state = 'published';
    ELSE
        -- A plan is kept from a session's first call: that of a full join is never a nested loop, which takes seconds for
        -- thousands of rows.
        SELECT array_agg(o.id),
               array_agg(o.id) FILTER (WHERE (o.state, o.document_id, o.speaker_id, o.event_id)
                   IS DISTINCT FROM (n.state, n.document_id, n.speaker_id, n.event_id)),
               array_agg(DISTINCT o.speaker_id) FILTER (WHERE o.speaker_id IS DISTINCT FROM n.speaker_id),
               array_agg(DISTINCT o.event_id) FILTER (WHERE o.event_id IS DISTINCT FROM n.event_id)
            INTO ids, moved, speakers, events
            FROM old_rows o FULL JOIN new_rows n USING (id)
            WHERE 'published' IN (o.state, n.state) AND o IS DISTINCT FROM n;
    END IF;
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM archive_record_publications('statement', ids);
    IF moved IS NOT NULL THEN
        PERFORM archive_record_publications_around(moved);
    END IF;
    speakers := array_remove(speakers, NULL);
    IF cardinality(speakers) > 0 THEN
        PERFORM archive_record_publications('speaker', speakers);
    END IF;
    PERFORM archive_record_event_publications(array_remove(events, NULL));
    RETURN NULL;
END $$;

-- Triggers of one statement fire in the order of their names: these after pgtrigger_…, which write the history.
DROP TRIGGER IF EXISTS archive_record_publications_insert ON archive_statement;
DROP TRIGGER IF EXISTS archive_record_publications_update ON archive_statement;
DROP TRIGGER IF EXISTS archive_record_publications_delete ON archive_statement;
CREATE OR REPLACE TRIGGER record_publications_insert AFTER INSERT ON archive_statement
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_statement_publications();
CREATE OR REPLACE TRIGGER record_publications_update AFTER UPDATE ON archive_statement
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_statement_publications();
CREATE OR REPLACE TRIGGER record_publications_delete AFTER DELETE ON archive_statement
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_statement_publications();
