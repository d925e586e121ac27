-- Set updated_at of these statements. One that was saved in this transaction, as forms do, has it already.
CREATE OR REPLACE FUNCTION archive_touch_statements(ids bigint[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    UPDATE archive_statement SET updated_at = clock_timestamp()
        WHERE id = ANY (ids) AND updated_at < current_setting('archive.locked_at')::timestamptz;
END;
