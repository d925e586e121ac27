-- The vector of the words of a statement or passage. What archive_search_prepare_texts made earlier in this transaction is
-- not made again.
CREATE OR REPLACE FUNCTION archive_search_text_vector(value text) RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
DECLARE
    prepared tsvector;
BEGIN
    IF current_setting('archive.prepared_texts', TRUE) <> '' THEN
        SELECT vector INTO prepared FROM pg_temp.archive_prepared_text WHERE words = value;
        IF FOUND THEN
            RETURN prepared;
        END IF;
    END IF;
    RETURN setweight(archive_search_lexemes(archive_search_paragraphs(value) || archive_search_border()), 'C');
END $$;
