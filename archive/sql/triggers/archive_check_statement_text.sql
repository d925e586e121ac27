-- Rule 1, seen from the statement: document.text[start:end] is its text. The row lock keeps the document from being
-- corrected by somebody else between this check and the commit. An orphaned statement keeps the text and offsets of an
-- earlier version and cannot be moved without being anchored again. The document's text is read once: to unpack 600,000
-- characters and count to an offset in them takes 5 ms. What archive_move_statements writes is checked row for row, too, but
-- all at once.
CREATE OR REPLACE FUNCTION archive_check_statement_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    surroundings text;
    before int := least(NEW.start, 40);
    size int := NEW."end" - NEW.start;
BEGIN
    IF NEW.start >= NEW."end" THEN
        RAISE EXCEPTION 'a statement ends after it starts, not at %–%', NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_end_is_after_start', TABLE = 'archive_statement';
    END IF;
    IF NEW.state = 'orphaned' THEN
        IF TG_OP = 'INSERT' OR (NEW.document_id, NEW.start, NEW."end", NEW.text)
                IS DISTINCT FROM (OLD.document_id, OLD.start, OLD."end", OLD.text) THEN
            RAISE EXCEPTION 'statement % is orphaned: it is anchored again, or keeps its span', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'orphaned_statement_keeps_its_span', TABLE = 'archive_statement';
        END IF;
        NEW.prefix := OLD.prefix;
        NEW.suffix := OLD.suffix;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND current_setting('archive.writes', TRUE) = 'archive_statement' THEN
        RETURN NEW;  -- archive_check_moved_statements reads the words before the UPDATE ends
    END IF;
    SELECT substr(text, NEW.start - before + 1, before + size + 40) INTO surroundings
        FROM archive_document WHERE id = NEW.document_id FOR SHARE;
    IF FOUND AND substr(surroundings, before + 1, size) IS DISTINCT FROM NEW.text THEN
        RAISE EXCEPTION 'the text of the statement is not that of document % at %–%', NEW.document_id, NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_text_matches_document', TABLE = 'archive_statement';
    END IF;
    NEW.prefix := left(surroundings, before);
    NEW.suffix := substr(surroundings, before + size + 1);
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER archive_check_statement_text BEFORE INSERT OR UPDATE OF document_id, start, "end", text, prefix, suffix
    ON archive_statement FOR EACH ROW EXECUTE FUNCTION archive_check_statement_text();
CREATE OR REPLACE TRIGGER archive_check_statement_text_anchored BEFORE UPDATE OF state ON archive_statement
    FOR EACH ROW WHEN (OLD.state = 'orphaned' AND NEW.state <> 'orphaned') EXECUTE FUNCTION archive_check_statement_text();
