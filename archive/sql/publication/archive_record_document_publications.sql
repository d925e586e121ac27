-- Documents, with the statements in them and what these are about.
CREATE OR REPLACE FUNCTION archive_record_document_publications() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    moved bigint[];
    statements bigint[];
    events bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id), array_agg(DISTINCT event_id) INTO ids, events FROM new_rows WHERE state = 'published';
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(id), array_agg(DISTINCT event_id) INTO ids, events FROM old_rows WHERE state = 'published';
    ELSE
        SELECT array_agg(o.id), array_agg(o.id) FILTER (WHERE o.state <> n.state),
               array_agg(DISTINCT o.event_id) || array_agg(DISTINCT n.event_id)
            INTO ids, moved, events
            FROM old_rows o JOIN new_rows n USING (id)
            WHERE 'published' IN (o.state, n.state) AND o IS DISTINCT FROM n;
    END IF;
    PERFORM archive_record_publications('document', ids);
    PERFORM archive_record_event_publications(array_remove(events, NULL));
    IF moved IS NOT NULL THEN
        SELECT array_agg(id) INTO statements FROM archive_statement WHERE document_id = ANY (moved) AND state = 'published';
        PERFORM archive_record_publications('statement', statements);
        PERFORM archive_record_publications_around(statements);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_record_publications_insert AFTER INSERT ON archive_document
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_document_publications();
CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_document
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_document_publications();
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_document
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_document_publications();
