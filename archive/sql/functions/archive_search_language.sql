-- A language without its script or country: zh for zh-Hans.
CREATE OR REPLACE FUNCTION archive_search_language(language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN split_part(lower(language), '-', 1);
