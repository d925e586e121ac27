-- The words of names and titles prepared for the search, with the last characters after them.
CREATE OR REPLACE FUNCTION archive_name_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN concat_ws(' ', archive_search_text(value), archive_last_characters(value));
