-- Rule 1, seen from the document, checked at the end of the transaction: a correction first writes the text and then moves
-- the anchors.
CREATE OR REPLACE FUNCTION archive_check_document_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT s.id INTO wrong FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
        WHERE d.id = NEW.id AND s.state <> 'orphaned'
            AND substr(d.text, s.start + 1, s."end" - s.start) IS DISTINCT FROM s.text
        ORDER BY s.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the new text of document % has other words at the span of statement %', NEW.id, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_text_matches_document', TABLE = 'archive_document';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS statement_text_matches_document ON archive_document;
CREATE CONSTRAINT TRIGGER statement_text_matches_document AFTER UPDATE OF text ON archive_document
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text)
    EXECUTE FUNCTION archive_check_document_anchors();
