-- The stem that a folded word has in texts of a language; where the language has no stemmer, and of numbers, the word itself.
CREATE OR REPLACE FUNCTION archive_search_stem(language text, word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN word ~ '^[0-9]+$' THEN word
    WHEN archive_search_language(language) = 'en' THEN
        archive_search_english_stem(COALESCE((ts_lexize('archive_english', word))[1], word), word)
    ELSE COALESCE((ts_lexize(archive_search_config(language)::text::regdictionary, word))[1], word)
END;
