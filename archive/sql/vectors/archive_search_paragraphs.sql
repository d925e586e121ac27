-- The text of a statement or passage prepared for the search, its paragraphs so far apart that words of two are not near
-- each other either. Of one row the first 60,000 characters are indexed:
-- PostgreSQL refuses a vector of more than a megabyte.
CREATE OR REPLACE FUNCTION archive_search_paragraphs(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN archive_search_text(replace(left(value, 60000), E'\n\n', archive_search_gap()));
