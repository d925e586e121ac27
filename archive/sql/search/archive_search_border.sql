-- A word that no text has, put between fields, names and paragraphs, so that no phrase crosses them; archive_search_definition
-- takes it out of the vector again and only its positions stay free.
CREATE OR REPLACE FUNCTION archive_search_border() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ' 90817263549081726354 ';
