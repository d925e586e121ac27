-- The key of alphabetical lists for readers, who do not sort by code point: folded, without a leading English article.
CREATE OR REPLACE FUNCTION archive_sort_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(btrim(archive_fold(value)), '^(the|an|a)\s+', '');
