-- Names the table that a function of the archive is about to write, for archive_refuse_write, and gives what was named
-- before: that is named again by archive_end_writes. A rollback ends it as well. No clause SET of the functions, which
-- only a superuser may give a setting that PostgreSQL does not know.
CREATE OR REPLACE FUNCTION archive_begin_writes(table_name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    former text := COALESCE(current_setting('archive.writes', TRUE), '');
BEGIN
    PERFORM set_config('archive.writes', table_name, TRUE);
    RETURN former;
END $$;
