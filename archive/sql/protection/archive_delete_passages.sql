-- Passages go with their document; nobody else deletes them.
CREATE OR REPLACE FUNCTION archive_delete_passages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    writes text := archive_begin_writes('archive_passage');
BEGIN
    DELETE FROM archive_passage WHERE document_id = OLD.id;
    PERFORM archive_end_writes(writes);
    RETURN OLD;
END $$;

CREATE OR REPLACE TRIGGER archive_delete_passages BEFORE DELETE ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_delete_passages();
