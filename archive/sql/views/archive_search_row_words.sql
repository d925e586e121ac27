-- The words of each row of archive_search, once a row, with the language of the row, and whether the word counts as one of a
-- public text: those of public statements stand in public passages, too. Not numbers, nor what U.S. makes (compounds).
DROP VIEW IF EXISTS archive_search_row_words;
CREATE VIEW archive_search_row_words AS
SELECT t.id AS row_id, known.language, substr(lexeme, 2) AS word, part.in_text
FROM archive_search t,
    LATERAL (SELECT archive_search_language(t.language) AS language, t.unit = 2 AND t.public AS is_text OFFSET 0) AS known,
    LATERAL (VALUES
        (TRUE, CASE WHEN is_text THEN ts_filter(t.vector, '{c}') END),
        (FALSE, CASE WHEN is_text THEN ts_filter(t.vector, '{a,b}') ELSE t.vector END)
    ) AS part(in_text, vector),
    unnest(tsvector_to_array(part.vector)) AS lexeme
WHERE starts_with(lexeme, 'ø') AND lexeme !~ '^ø([0-9]+$|đ)';
