-- A statement's updated_at says when anything of it changed, whoever writes: its own columns, its themes, its relays.
-- Conditional writes (If-Match) and pages that ask what is new since they last asked rest on it.

-- Who gets the turn notes when: what bears a later time was stamped in this very transaction.
CREATE OR REPLACE FUNCTION archive_acquire_write_lock() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('archive_search'));
    IF COALESCE(current_setting('archive.locked_at', TRUE), '') = '' THEN
        PERFORM set_config('archive.locked_at', clock_timestamp()::text, TRUE);
    END IF;
END $$;

-- Writes that did not think of it: bulk updates, merges, moved anchors, raw SQL.
CREATE FUNCTION archive_stamp_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER archive_stamp_update BEFORE UPDATE ON archive_statement
    FOR EACH ROW WHEN (NEW.updated_at = OLD.updated_at AND NEW IS DISTINCT FROM OLD)
    EXECUTE FUNCTION archive_stamp_update();

-- What hangs on it. A statement that was saved in this transaction, as forms do, is stamped already.
CREATE FUNCTION archive_touch_statements(ids bigint[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    UPDATE archive_statement SET updated_at = clock_timestamp()
        WHERE id = ANY (ids) AND updated_at < current_setting('archive.locked_at')::timestamptz;
END;
CREATE FUNCTION archive_touch_statements_of_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM archive_touch_statements(ARRAY(SELECT DISTINCT statement_id FROM changed_rows));
    RETURN NULL;
END $$;
CREATE FUNCTION archive_touch_statements_of_updated_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM archive_touch_statements(ARRAY(
        SELECT DISTINCT side.statement_id FROM old_rows o JOIN changed_rows n USING (id)
        CROSS JOIN LATERAL (VALUES (o.statement_id), (n.statement_id)) AS side(statement_id)
        WHERE o IS DISTINCT FROM n
    ));
    RETURN NULL;
END $$;
-- Relays are in no search table, so nobody has taken the turn for them yet.
CREATE TRIGGER archive_write_lock BEFORE INSERT OR UPDATE OR DELETE ON archive_relay
    FOR EACH STATEMENT EXECUTE FUNCTION archive_lock_before_write();
DO $$
DECLARE
    hanging text;
BEGIN
    FOREACH hanging IN ARRAY ARRAY['archive_statementtheme', 'archive_relay'] LOOP
        EXECUTE format('CREATE TRIGGER archive_touch_statements_insert AFTER INSERT ON %I
            REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows()', hanging);
        EXECUTE format('CREATE TRIGGER archive_touch_statements_delete AFTER DELETE ON %I
            REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows()', hanging);
        EXECUTE format('CREATE TRIGGER archive_touch_statements_update AFTER UPDATE ON %I
            REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_updated_rows()', hanging);
    END LOOP;
END $$;
