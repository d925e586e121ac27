-- The vector of a row: the words as they stand of its names (made once for all rows, archive_search_name) and of its text.
-- Weights: A who speaks, B what it is about (event, themes, title), C the words.
DROP FUNCTION IF EXISTS archive_search_vector(text, text, text, text, tsvector, tsvector);
CREATE OR REPLACE FUNCTION archive_search_vector(speaker tsvector, subject tsvector, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ts_delete(
    setweight(speaker, 'A') || setweight(subject, 'B') || setweight(archive_search_lexemes(words || archive_search_border()), 'C'),
    'ø' || btrim(archive_search_border())
);
