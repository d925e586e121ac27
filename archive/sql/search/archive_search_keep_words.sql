-- Add the words of these rows of archive_search that the table archive_search_word does not have yet; `former` are their
-- vectors before, of which the words are known, empty for a row that is new or was of another language or not public. One
-- that was in no public text when it was added, and is now, gets a new id, by which processes see that it is new. That the
-- words of what is public no more stay costs nothing: whoever offers a word looks for it in the index first.
-- `words` of `of_language` are others, once for each row that has them, and whether they stand in a public text there.
DROP FUNCTION IF EXISTS archive_spelt_words(text);
DROP FUNCTION IF EXISTS archive_search_keep_words(bigint[]);
DROP FUNCTION IF EXISTS archive_search_keep_words(bigint[], tsvector[]);
CREATE OR REPLACE FUNCTION archive_search_keep_words(
    ids bigint[], former tsvector[], of_language text DEFAULT '', words text[] DEFAULT '{}', in_text boolean[] DEFAULT '{}'
) RETURNS void LANGUAGE sql AS $$
    INSERT INTO archive_search_word (language, word, stem, rows)
    SELECT language, word, archive_search_stem(language, word), rows
    FROM (
        SELECT language, word, count(*) FILTER (WHERE in_text) AS rows FROM (
            SELECT found.*
            FROM unnest(ids, former) AS changed(id, former) JOIN archive_search t USING (id),
                LATERAL archive_search_vector_words(t.vector, changed.former, t.language, t.unit = 2 AND t.public) AS found
            UNION ALL
            SELECT archive_search_language(of_language), given.word, given.in_text
            FROM unnest(words, in_text) AS given(word, in_text)
        ) AS of_row(language, word, in_text)
        GROUP BY language, word
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM archive_search_word known
        WHERE known.language = found.language AND known.word = found.word AND (known.rows > 0 OR found.rows = 0)
    )
    ON CONFLICT (language, word) DO UPDATE SET id = EXCLUDED.id, rows = EXCLUDED.rows
$$;
