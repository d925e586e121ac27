-- The words of a row of archive_search, each once, with the language of the row, and whether the word counts as one of a
-- public text: those of public statements stand in public passages, too. Not numbers, nor what U.S. makes (compounds), nor
-- what the row had before (`former`, a vector of the same row, or an empty one).
DROP FUNCTION IF EXISTS archive_search_vector_words(tsvector, tsvector, text, boolean) CASCADE;
CREATE FUNCTION archive_search_vector_words(vector tsvector, former tsvector, of_language text, is_text boolean)
    RETURNS TABLE (language text, word text, in_text boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT known.language, substr(lexeme, 2), part.in_text
    FROM (SELECT archive_search_language(of_language) AS language OFFSET 0) AS known,
        LATERAL (VALUES
            (TRUE, CASE WHEN is_text THEN ts_filter(vector, '{c}') END, ts_filter(former, '{c}')),
            (FALSE, CASE WHEN is_text THEN ts_filter(vector, '{a,b}') ELSE vector END,
                CASE WHEN is_text THEN ts_filter(former, '{a,b}') ELSE former END)
        ) AS part(in_text, present, past),
        unnest(tsvector_to_array(ts_delete(part.present, tsvector_to_array(part.past)))) AS lexeme
    WHERE starts_with(lexeme, 'ø') AND lexeme !~ '^ø([0-9]+$|đ)'
$$;
