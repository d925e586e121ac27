-- Rule 1 for the statements that archive_move_statements moved: their words, and those around, are the document's. As strict
-- as archive_check_statement_text, whoever set `archive.writes`, but the text is read once for all of them.
CREATE OR REPLACE FUNCTION archive_check_moved_statements() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_document bigint;
    whole text;
    wrong bigint;
BEGIN
    FOR of_document IN SELECT DISTINCT document_id FROM new_rows WHERE state <> 'orphaned' ORDER BY 1 LOOP
        SELECT text INTO whole FROM archive_document WHERE id = of_document FOR SHARE;
        CONTINUE WHEN NOT FOUND;
        WITH moved AS MATERIALIZED (
            SELECT row_number() OVER () AS number, id, start, "end", prefix || text || suffix AS words,
                   least(start, 40) = length(prefix) AND length(text) = "end" - start AS is_whole
            FROM new_rows WHERE document_id = of_document AND state <> 'orphaned'
        )
        SELECT id INTO wrong FROM moved JOIN archive_words_at(whole,
                ARRAY(SELECT greatest(start - 40, 0) FROM moved ORDER BY number),
                ARRAY(SELECT "end" + 40 FROM moved ORDER BY number)) AS there USING (number)
            WHERE NOT moved.is_whole OR moved.words IS DISTINCT FROM there.words ORDER BY id LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'the words of statement % are not at its span of document %', wrong, of_document
                USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_text_matches_document', TABLE = 'archive_statement';
        END IF;
    END LOOP;
    SELECT id INTO wrong FROM new_rows
        WHERE state = 'orphaned' AND id NOT IN (SELECT statement_id FROM archive_orphan) ORDER BY id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'statement % is orphaned and has no row in archive_orphan', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orphaned_statement_has_an_orphan', TABLE = 'archive_statement';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_check_moved_statements AFTER UPDATE ON archive_statement
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    WHEN (current_setting('archive.writes', TRUE) = 'archive_statement') EXECUTE FUNCTION archive_check_moved_statements();
