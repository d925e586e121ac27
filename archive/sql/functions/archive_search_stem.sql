-- The stem that a folded word has in texts of a language; where the language has no stemmer, and of numbers, the word itself.
-- The stemmers of Spanish and Portuguese know the singulars of -ciones and -ções by their accents, which folding takes away.
CREATE OR REPLACE FUNCTION archive_search_stem(language text, word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN word ~ '^[0-9]+$' THEN word
    ELSE CASE archive_search_language(language)
        WHEN 'en' THEN archive_search_english_stem(COALESCE((ts_lexize('archive_english', word))[1], word), word)
        WHEN 'es' THEN COALESCE((ts_lexize('archive_spanish', regexp_replace(word, '([cs])ion$', '\1iones')))[1], word)
        WHEN 'pt' THEN COALESCE((ts_lexize('archive_portuguese', regexp_replace(word, '([cs])ao$', '\1oes')))[1], word)
        ELSE COALESCE((ts_lexize(archive_search_config(language)::text::regdictionary, word))[1], word)
    END
END;
