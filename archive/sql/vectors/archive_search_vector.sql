-- The vector of a row: the words as they stand of its names (made once for all rows, archive_search_name) and of its text.
-- Weights: A who speaks, B what it is about (event, themes, title), C the words.
CREATE OR REPLACE FUNCTION archive_search_vector(speaker tsvector, subject tsvector, words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ts_delete(setweight(speaker, 'A') || setweight(subject, 'B') || words, 'ø' || btrim(archive_search_border()));
