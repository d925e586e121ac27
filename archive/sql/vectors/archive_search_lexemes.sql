-- The vector of prepared text, empty for none.
CREATE OR REPLACE FUNCTION archive_search_lexemes(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(to_tsvector('archive_simple', archive_search_exact(words)), '');
