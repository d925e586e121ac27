-- See archive_begin_writes.
CREATE OR REPLACE FUNCTION archive_end_writes(former text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('archive.writes', former, TRUE);
END $$;
