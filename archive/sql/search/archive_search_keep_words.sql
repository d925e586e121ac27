-- Add the words of these passages that the table archive_search_word does not have yet, if they are public. The words of
-- public statements stand in public passages, too. That the words of what is public no more stay costs nothing: whoever
-- offers a word looks for it in the index first.
CREATE OR REPLACE FUNCTION archive_search_keep_words(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO archive_search_word (word, rows)
    SELECT spelt.word, count(*) FROM archive_search t JOIN archive_passage p ON p.id = t.object_id,
        LATERAL archive_spelt_words(p.text) AS spelt(word)
    WHERE t.unit = 2 AND t.public AND t.object_id = ANY (ids)
        AND NOT EXISTS (SELECT FROM archive_search_word known WHERE known.word = spelt.word)
    GROUP BY spelt.word ON CONFLICT DO NOTHING
$$;
