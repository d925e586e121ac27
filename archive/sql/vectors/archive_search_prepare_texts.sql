-- Makes the vectors of texts that the transaction will write, and notes which of their words the table
-- archive_search_word does not have yet. Called before the write lock is taken: this takes a third of the time of the correction of a
-- long text, and nobody waits for it here. `of_language` is that of the document.
DROP FUNCTION IF EXISTS archive_search_prepare_texts(text[]);
CREATE OR REPLACE FUNCTION archive_search_prepare_texts(texts text[], of_language text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('archive.prepared_texts', '', TRUE);
    DROP TABLE IF EXISTS pg_temp.archive_prepared_text;
    CREATE TEMPORARY TABLE archive_prepared_text ON COMMIT DROP AS
        WITH given AS MATERIALIZED (
            SELECT words, archive_search_text_vector(words) AS vector FROM (SELECT DISTINCT unnest(texts) AS words) AS each
        ), used AS MATERIALIZED (
            SELECT given.words, found.word
            FROM given, archive_search_vector_words(given.vector, '', of_language, TRUE) AS found
        ), unknown AS MATERIALIZED (
            SELECT word FROM (SELECT DISTINCT word FROM used) AS each
            WHERE NOT EXISTS (
                SELECT FROM archive_search_word known
                WHERE known.language = archive_search_language(of_language) AND known.word = each.word AND known.rows > 0
            )
        )
        SELECT words, vector, COALESCE(unknown_words, '{}') AS unknown_words
        FROM given LEFT JOIN (
            SELECT words, array_agg(word) AS unknown_words FROM used JOIN unknown USING (word) GROUP BY words
        ) AS has USING (words);
    CREATE INDEX ON pg_temp.archive_prepared_text USING hash (words);
    -- A rebuild of the table of words deletes the oldest: what was noted holds while the first one is the same.
    PERFORM set_config('archive.first_word', COALESCE((SELECT min(id) FROM archive_search_word)::text, ''), TRUE);
    PERFORM set_config('archive.prepared_texts', of_language, TRUE);
END $$;
