-- The stem that a folded word has in texts of a language; where the language has no stemmer, and of numbers, the word itself.
CREATE OR REPLACE FUNCTION archive_search_stem(language text, word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN word ~ '^[0-9]+$' THEN word
    ELSE COALESCE((ts_lexize(archive_search_config(language)::text::regdictionary, word))[1], word)
END;
