-- Rule 1, seen from the document, checked at the end of the transaction: a correction first writes the text and then moves
-- the anchors.
CREATE OR REPLACE FUNCTION archive_check_document_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    WITH anchored AS MATERIALIZED (
        SELECT row_number() OVER () AS number, id, start, "end", text FROM archive_statement
        WHERE document_id = NEW.id AND state <> 'orphaned'
    )
    SELECT anchored.id INTO wrong FROM archive_document d
        CROSS JOIN LATERAL archive_words_at(d.text, ARRAY(SELECT start FROM anchored ORDER BY number),
                                            ARRAY(SELECT "end" FROM anchored ORDER BY number)) AS there
        JOIN anchored USING (number)
        WHERE d.id = NEW.id AND there.words IS DISTINCT FROM anchored.text
        ORDER BY anchored.id LIMIT 1;
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
