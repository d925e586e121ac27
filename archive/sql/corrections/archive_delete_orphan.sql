-- A statement that is anchored again leaves the queue.
CREATE OR REPLACE FUNCTION archive_delete_orphan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM archive_orphan WHERE statement_id = NEW.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_delete_orphan AFTER UPDATE OF state ON archive_statement
    FOR EACH ROW WHEN (OLD.state = 'orphaned' AND NEW.state <> 'orphaned') EXECUTE FUNCTION archive_delete_orphan();
