-- Published words are kept: earlier texts, what was public when, the rows of the history, and the passages that the
-- database derives, are written by the functions of this folder's neighbours and by nobody else. Those name the table in
-- `archive.writes`. How an operator removes something lawfully: docs/operations.md.
CREATE OR REPLACE FUNCTION archive_refuse_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('archive.writes', TRUE) = TG_TABLE_NAME THEN
        RETURN CASE WHEN TG_LEVEL = 'STATEMENT' THEN NULL ELSE NEW END;
    END IF;
    RAISE EXCEPTION '% is refused: the rows of % are kept by the database', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_words_are_kept', TABLE = TG_TABLE_NAME;
END $$;

CREATE OR REPLACE TRIGGER archive_refuse_write BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON archive_publication
    FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_write();

CREATE OR REPLACE TRIGGER archive_refuse_write BEFORE INSERT OR DELETE OR TRUNCATE ON archive_passage
    FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_write();
-- A passage's kind, label and time are an editor's.
CREATE OR REPLACE TRIGGER archive_refuse_change BEFORE UPDATE ON archive_passage
    FOR EACH ROW WHEN ((OLD.id, OLD.document_id, OLD.number, OLD.start, OLD."end", OLD.text)
        IS DISTINCT FROM (NEW.id, NEW.document_id, NEW.number, NEW.start, NEW."end", NEW.text))
    EXECUTE FUNCTION archive_refuse_write();

CREATE OR REPLACE TRIGGER archive_refuse_write BEFORE DELETE OR TRUNCATE ON archive_correction
    FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_write();
-- The note for readers can be changed; who corrected and why is added in the transaction that wrote the row.
CREATE OR REPLACE TRIGGER archive_refuse_change BEFORE UPDATE ON archive_correction
    FOR EACH ROW WHEN (
        (OLD.id, OLD.document_id, OLD.version, OLD.text, OLD.corrected_at, OLD.text_digest, OLD.chain_hash)
            IS DISTINCT FROM (NEW.id, NEW.document_id, NEW.version, NEW.text, NEW.corrected_at, NEW.text_digest, NEW.chain_hash)
        OR ((OLD.reason, OLD.corrected_by_id) IS DISTINCT FROM (NEW.reason, NEW.corrected_by_id)
            AND OLD.corrected_at <> now())
    ) EXECUTE FUNCTION archive_refuse_write();

-- Rows of the history refuse UPDATE and DELETE by a trigger of django-pghistory (append_only). What has a history refuses
-- TRUNCATE, which would leave no event of what it deleted.
DO $$
DECLARE
    history text;
BEGIN
    FOR history IN
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'pgh_obj_id'
        WHERE c.relkind = 'r' AND c.relname LIKE 'archive\_%event'
    LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER archive_refuse_write BEFORE TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_write()', history);
        EXECUTE format('CREATE OR REPLACE TRIGGER archive_refuse_truncate BEFORE TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_write()', regexp_replace(history, 'event$', ''));
    END LOOP;
END $$;
