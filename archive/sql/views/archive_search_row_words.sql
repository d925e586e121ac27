-- The words of each row of archive_search (archive_search_vector_words).
DROP VIEW IF EXISTS archive_search_row_words;
CREATE VIEW archive_search_row_words AS
SELECT t.id AS row_id, found.language, found.word, found.in_text
FROM archive_search t, LATERAL archive_search_vector_words(t.vector, '', t.language, t.unit = 2 AND t.public) AS found;
