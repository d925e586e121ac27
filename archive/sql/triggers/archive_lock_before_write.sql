-- Writers take the write lock before their first write. The tables that the search depends on get this trigger in
-- archive_search_refresh_after_write; relays are in no search row, but stamp their statement.
CREATE OR REPLACE FUNCTION archive_lock_before_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM archive_acquire_write_lock();
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_write_lock BEFORE INSERT OR UPDATE OR DELETE ON archive_relay
    FOR EACH STATEMENT EXECUTE FUNCTION archive_lock_before_write();
