-- What a row in this language must have to have the words one after the other, each in any of its forms: the word itself, or
-- one of archive_search_word that has the same stem.
CREATE OR REPLACE FUNCTION archive_search_forms(language text, words text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT COALESCE(string_agg(format('(%s)', concat_ws(' | ', own, others)), ' <-> ' ORDER BY place), '')::tsquery
    FROM string_to_table(lower(words), ' ') WITH ORDINALITY AS typed(word, place),
        LATERAL (SELECT phraseto_tsquery('archive_simple', archive_search_exact(typed.word))::text AS own) AS itself,
        LATERAL (
            SELECT string_agg(format('''ø%s''', known.word), ' | ' ORDER BY known.word COLLATE "C") AS others
            FROM archive_search_word known
            WHERE known.language = archive_search_language($1) AND known.stem = archive_search_stem($1, typed.word)
                AND known.word <> typed.word
        ) AS forms
$$;
