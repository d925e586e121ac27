-- Borders between what must not be near each other either: paragraphs, and the compounds, which stand apart from the words they
-- are made of. One more than the most words that may lie between (MAX_DISTANCE of archive/search/query/word_notices.py).
CREATE OR REPLACE FUNCTION archive_search_gap() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN repeat(archive_search_border(), 21);
