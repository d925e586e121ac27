-- Writers take the write lock before their first write, and every transaction that writes what a public page may show has
-- a number in the change feed: columns and kept pages follow it. A number is drawn under the lock, so the order of numbers
-- is the order of commits, on the primary and on every standby.
CREATE OR REPLACE FUNCTION archive_lock_before_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own bigint;
BEGIN
    PERFORM archive_acquire_write_lock();
    IF TG_TABLE_NAME <> 'archive_search_change' AND COALESCE(current_setting('archive.first_change', TRUE), '') = '' THEN
        INSERT INTO archive_search_change (row_ids) VALUES ('{}') RETURNING number INTO own;
        PERFORM set_config('archive.first_change', own::text, TRUE);
    END IF;
    RETURN NULL;
END $$;

-- All tables of the archive but those that the search derives, what waits for import or for a publisher, and the histories.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT c.relname FROM pg_class c
        WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname LIKE 'archive\_%'
            AND (c.relname NOT LIKE 'archive\_search%' OR c.relname = 'archive_search_change')
            AND c.relname NOT IN ('archive_pendingimport', 'archive_columnmapping', 'archive_pendingchange', 'archive_changereview', 'archive_pendinganalysis')
            AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'pgh_id')
    LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS archive_write_lock ON %I', name);
        EXECUTE format('CREATE TRIGGER archive_write_lock BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION archive_lock_before_write()', name);
    END LOOP;
END $$;
