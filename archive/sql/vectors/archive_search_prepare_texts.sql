-- Makes the vectors of texts that the transaction will write. Called before the write lock is taken: the vectors of a long
-- text take a third of the time of its correction, and nobody waits for them here.
CREATE OR REPLACE FUNCTION archive_search_prepare_texts(texts text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('archive.prepared_texts', '', TRUE);
    DROP TABLE IF EXISTS pg_temp.archive_prepared_text;
    CREATE TEMPORARY TABLE archive_prepared_text ON COMMIT DROP AS
        SELECT words, archive_search_text_vector(words) AS vector FROM (SELECT DISTINCT unnest(texts) AS words) AS given;
    CREATE INDEX ON pg_temp.archive_prepared_text USING hash (words);
    PERFORM set_config('archive.prepared_texts', 'on', TRUE);
END $$;
