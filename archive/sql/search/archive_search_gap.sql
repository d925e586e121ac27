-- Borders between what must not be near each other either: paragraphs, and the compounds, which stand apart from the words they
-- are made of. One more than the most words that may lie between (MAX_DISTANCE of archive/search/query/word_notices.py). One
-- space between them: archive_search_exact would take two for an empty word.
CREATE OR REPLACE FUNCTION archive_search_gap() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN repeat(rtrim(archive_search_border()), 21) || ' ';
