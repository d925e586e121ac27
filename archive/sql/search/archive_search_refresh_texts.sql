-- archive_search_refresh for statements (unit 1) or passages (2) of which only the text has changed. Where
-- archive_search_prepare_texts made their vectors and found their new words earlier in this transaction, nothing else is read or
-- compared: a correction writes thousands of such rows while others wait.
CREATE OR REPLACE FUNCTION archive_search_refresh_texts(of_unit smallint, ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    prepared text := COALESCE(current_setting('archive.prepared_texts', TRUE), '');
    known bigint[];
    of_others bigint[]; -- rows in another language, all of whose words may be new
    new_words text[];
    in_text boolean[];
BEGIN
    IF prepared <> '' THEN
        SELECT array_agg(object_id) INTO known FROM archive_search_unknown_words(of_unit, ids);
    END IF;
    IF known IS NULL THEN
        PERFORM archive_search_refresh(of_unit, ids);
        RETURN;
    END IF;
    WITH wanted AS MATERIALIZED (
        SELECT object_id, vector, term_ids FROM archive_search_definition WHERE unit = of_unit AND object_id = ANY (known)
    ), updated AS (
        UPDATE archive_search t SET (vector, term_ids) = (w.vector, w.term_ids)
        FROM wanted w WHERE t.unit = of_unit AND t.object_id = w.object_id
            AND (t.vector, t.term_ids) IS DISTINCT FROM (w.vector, w.term_ids)
        RETURNING t.id, t.object_id, t.public AND of_unit = 2 AS is_text, t.language = prepared AS is_prepared
    ), recorded AS (
        INSERT INTO archive_search_change (row_ids) SELECT array_agg(id) FROM updated HAVING count(*) > 0
    ), found AS (
        SELECT word, is_text FROM updated JOIN archive_search_unknown_words(of_unit, known) USING (object_id),
            unnest(unknown_words) AS word WHERE is_prepared
    )
    SELECT (SELECT array_agg(id) FROM updated WHERE NOT is_prepared), array_agg(word), array_agg(is_text)
        INTO of_others, new_words, in_text FROM found;
    IF of_others IS NOT NULL OR new_words IS NOT NULL THEN
        PERFORM archive_search_keep_words(
            of_others, array_fill(''::tsvector, ARRAY[COALESCE(cardinality(of_others), 0)]), prepared, new_words, in_text);
    END IF;
    IF cardinality(known) < cardinality(ids) THEN
        PERFORM archive_search_refresh(of_unit, ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(known)));
    END IF;
END $$;
