-- One writer at a time, from before its first write to its commit. Two transactions may change what one search row depends
-- on, and neither would see the part of the other; with the lock no search row is stale and there are no deadlocks. The
-- time is kept because whatever has a later updated_at was stamped in this transaction (archive_touch_statements).
CREATE OR REPLACE FUNCTION archive_acquire_write_lock() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('archive_search'));
    IF COALESCE(current_setting('archive.locked_at', TRUE), '') = '' THEN
        PERFORM set_config('archive.locked_at', clock_timestamp()::text, TRUE);
    END IF;
END $$;
