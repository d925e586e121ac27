-- The words of the texts of these statements (unit 1) or passages (2) that archive_search_word may not have; no row for a text
-- of which archive_search_prepare_texts has not found that out in this transaction.
CREATE OR REPLACE FUNCTION archive_search_unknown_words(of_unit smallint, ids bigint[])
    RETURNS TABLE (object_id bigint, unknown_words text[]) LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF COALESCE(current_setting('archive.prepared_texts', TRUE), '') = ''
            OR current_setting('archive.first_word') IS DISTINCT FROM (SELECT min(id)::text FROM archive_search_word) THEN
        RETURN;
    END IF;
    IF of_unit = 1 THEN
        RETURN QUERY SELECT s.id, p.unknown_words FROM archive_statement s
            JOIN pg_temp.archive_prepared_text p ON p.words = s.text WHERE s.id = ANY (ids);
    ELSE
        RETURN QUERY SELECT g.id, p.unknown_words FROM archive_passage g
            JOIN pg_temp.archive_prepared_text p ON p.words = g.text WHERE g.id = ANY (ids);
    END IF;
END $$;
