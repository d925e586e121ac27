-- The different words of a text that may be misspelt: folded, 3 to 24 letters, no digits, not of scripts without spaces.
CREATE OR REPLACE FUNCTION archive_spelt_words(value text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT word FROM unnest(tsvector_to_array(to_tsvector('archive_simple', archive_search_words(left(value, 60000))))) AS word
    WHERE length(word) BETWEEN 3 AND 24 AND word !~ ('[0-9' || archive_unspaced() || ']')
$$;
