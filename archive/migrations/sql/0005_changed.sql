-- A statement's updated_at says when anything of it changed, whoever writes: its own columns, its themes, its relays.
-- Conditional writes (If-Match) and pages that ask what is new since they last asked rest on it.

-- Who gets the turn notes when: what bears a later time was stamped in this very transaction.
CREATE OR REPLACE FUNCTION archive_search_turn() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('archive_search'));
    IF COALESCE(current_setting('archive.turn', TRUE), '') = '' THEN
        PERFORM set_config('archive.turn', clock_timestamp()::text, TRUE);
    END IF;
END $$;

-- Writes that did not think of it: bulk updates, merges, moved anchors, raw SQL.
CREATE FUNCTION archive_statement_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER archive_statement_changed BEFORE UPDATE ON archive_statement
    FOR EACH ROW WHEN (NEW.updated_at = OLD.updated_at AND NEW IS DISTINCT FROM OLD)
    EXECUTE FUNCTION archive_statement_changed();

-- What hangs on it. A statement that was saved in this transaction, as forms do, is stamped already.
CREATE FUNCTION archive_statements_touch(ids bigint[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    UPDATE archive_statement SET updated_at = clock_timestamp()
        WHERE id = ANY (ids) AND updated_at < current_setting('archive.turn')::timestamptz;
END;
CREATE FUNCTION archive_statement_rows_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM archive_statements_touch(ARRAY(SELECT DISTINCT statement_id FROM changed_rows));
    RETURN NULL;
END $$;
CREATE FUNCTION archive_statement_rows_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM archive_statements_touch(ARRAY(
        SELECT DISTINCT side.statement_id FROM old_rows o JOIN changed_rows n USING (id)
        CROSS JOIN LATERAL (VALUES (o.statement_id), (n.statement_id)) AS side(statement_id)
        WHERE o IS DISTINCT FROM n
    ));
    RETURN NULL;
END $$;
-- Relays are in no search table, so nobody has taken the turn for them yet.
CREATE TRIGGER archive_search_turn BEFORE INSERT OR UPDATE OR DELETE ON archive_relay
    FOR EACH STATEMENT EXECUTE FUNCTION archive_search_before_write();
DO $$
DECLARE
    hanging text;
BEGIN
    FOREACH hanging IN ARRAY ARRAY['archive_statementtheme', 'archive_relay'] LOOP
        EXECUTE format('CREATE TRIGGER archive_statement_rows_insert AFTER INSERT ON %I
            REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_statement_rows_changed()', hanging);
        EXECUTE format('CREATE TRIGGER archive_statement_rows_delete AFTER DELETE ON %I
            REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_statement_rows_changed()', hanging);
        EXECUTE format('CREATE TRIGGER archive_statement_rows_update AFTER UPDATE ON %I
            REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_statement_rows_moved()', hanging);
    END LOOP;
END $$;

-- Rule 1 as before (0003), reading a long text once and not three times: to unpack 600,000 characters and count to a
-- place in them takes 5 ms.
CREATE OR REPLACE FUNCTION archive_check_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    near text;
    before int := least(NEW.start, 40);
    long int := NEW."end" - NEW.start;
BEGIN
    IF NEW.start >= NEW."end" THEN
        RAISE EXCEPTION 'a statement ends after it starts, not at %–%', NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_span_runs_forward', TABLE = 'archive_statement';
    END IF;
    SELECT substr(text, NEW.start - before + 1, before + long + 40) INTO near
        FROM archive_document WHERE id = NEW.document_id FOR SHARE;
    IF FOUND AND substr(near, before + 1, long) IS DISTINCT FROM NEW.text THEN
        RAISE EXCEPTION 'the words of the statement are not those of document % at %–%', NEW.document_id, NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_words_are_the_documents', TABLE = 'archive_statement';
    END IF;
    NEW.prefix := left(near, before);
    NEW.suffix := substr(near, before + long + 1);
    RETURN NEW;
END $$;
