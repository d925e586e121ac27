-- What a correction leaves behind: the earlier text, and statements without a place (archive/models/correction.py).

-- Every earlier text stays readable, whichever way the text was changed.
CREATE FUNCTION archive_record_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_correction (document_id, version, text, corrected_at, reason, public_note)
        VALUES (OLD.id, OLD.text_version, OLD.text, now(), '', '');
    RETURN NULL;
END $$;
CREATE TRIGGER archive_record_correction AFTER UPDATE OF text ON archive_document
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION archive_record_correction();

-- Rule 1 for statements that have a place. One that has none keeps its words and offsets in an earlier version, and
-- cannot be moved without being given a place. The text is read once: to unpack 600,000 characters and count to a place
-- in them takes 5 ms.
CREATE OR REPLACE FUNCTION archive_check_statement_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    near text;
    before int := least(NEW.start, 40);
    long int := NEW."end" - NEW.start;
BEGIN
    IF NEW.start >= NEW."end" THEN
        RAISE EXCEPTION 'a statement ends after it starts, not at %–%', NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_end_is_after_start', TABLE = 'archive_statement';
    END IF;
    IF NEW.state = 'orphaned' THEN
        IF TG_OP = 'INSERT' OR (NEW.document_id, NEW.start, NEW."end", NEW.text)
                IS DISTINCT FROM (OLD.document_id, OLD.start, OLD."end", OLD.text) THEN
            RAISE EXCEPTION 'statement % has no place: it is given one, or stays as it was', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'orphaned_statement_keeps_its_span', TABLE = 'archive_statement';
        END IF;
        NEW.prefix := OLD.prefix;
        NEW.suffix := OLD.suffix;
        RETURN NEW;
    END IF;
    SELECT substr(text, NEW.start - before + 1, before + long + 40) INTO near
        FROM archive_document WHERE id = NEW.document_id FOR SHARE;
    IF FOUND AND substr(near, before + 1, long) IS DISTINCT FROM NEW.text THEN
        RAISE EXCEPTION 'the words of the statement are not those of document % at %–%', NEW.document_id, NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_text_matches_document', TABLE = 'archive_statement';
    END IF;
    NEW.prefix := left(near, before);
    NEW.suffix := substr(near, before + long + 1);
    RETURN NEW;
END $$;
CREATE TRIGGER archive_check_statement_text_anchored BEFORE UPDATE OF state ON archive_statement FOR EACH ROW
    WHEN (OLD.state = 'orphaned' AND NEW.state <> 'orphaned') EXECUTE FUNCTION archive_check_statement_text();

CREATE OR REPLACE FUNCTION archive_check_document_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lost bigint;
BEGIN
    SELECT s.id INTO lost FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
        WHERE d.id = NEW.id AND s.state <> 'orphaned'
            AND substr(d.text, s.start + 1, s."end" - s.start) IS DISTINCT FROM s.text
        ORDER BY s.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the new text of document % leaves statement % on other words', NEW.id, lost
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_text_matches_document', TABLE = 'archive_document';
    END IF;
    RETURN NULL;
END $$;

-- A statement is without a place exactly when the queue, or the list of the detached, has it.
CREATE FUNCTION archive_delete_orphan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM archive_orphan WHERE statement_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER archive_delete_orphan AFTER UPDATE OF state ON archive_statement FOR EACH ROW
    WHEN (OLD.state = 'orphaned' AND NEW.state <> 'orphaned') EXECUTE FUNCTION archive_delete_orphan();

CREATE FUNCTION archive_check_orphan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_statement bigint := CASE TG_TABLE_NAME WHEN 'archive_orphan' THEN to_jsonb(OLD) ->> 'statement_id' ELSE to_jsonb(NEW) ->> 'id' END;
BEGIN
    IF EXISTS (SELECT FROM archive_statement s WHERE s.id = of_statement AND s.state = 'orphaned')
            AND NOT EXISTS (SELECT FROM archive_orphan o WHERE o.statement_id = of_statement) THEN
        RAISE EXCEPTION 'statement % is without a place and in no list of such', of_statement
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orphaned_statement_has_an_orphan', TABLE = 'archive_statement';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER orphaned_statement_has_an_orphan AFTER INSERT OR UPDATE OF state ON archive_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'orphaned') EXECUTE FUNCTION archive_check_orphan();
CREATE CONSTRAINT TRIGGER orphaned_statement_has_an_orphan AFTER DELETE ON archive_orphan
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION archive_check_orphan();
