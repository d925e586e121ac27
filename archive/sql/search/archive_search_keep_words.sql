-- Add the words of these rows of archive_search that the table archive_search_word does not have yet. One that was in no
-- public text when it was added, and is now, gets a new id, by which processes see that it is new. That the words of what is
-- public no more stay costs nothing: whoever offers a word looks for it in the index first.
DROP FUNCTION IF EXISTS archive_spelt_words(text);
DROP FUNCTION IF EXISTS archive_search_keep_words(bigint[]);
CREATE FUNCTION archive_search_keep_words(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO archive_search_word (language, word, stem, rows)
    SELECT language, word, archive_search_stem(language, word), rows
    FROM (
        SELECT language, word, count(*) FILTER (WHERE in_text) AS rows
        FROM archive_search_row_words WHERE row_id = ANY (ids) GROUP BY language, word
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM archive_search_word known
        WHERE known.language = found.language AND known.word = found.word AND (known.rows > 0 OR found.rows = 0)
    )
    ON CONFLICT (language, word) DO UPDATE SET id = EXCLUDED.id, rows = EXCLUDED.rows
$$;
