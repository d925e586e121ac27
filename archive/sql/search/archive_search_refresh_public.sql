-- archive_search_refresh for objects of which only the state or the terms that occur in them have changed: words stay, and
-- to make 2,000 vectors anew takes most of a second. The planner leaves out of the view what is not asked for, but not
-- where the view stands beside the table that an UPDATE writes: there it reads whole rows, for which it would make them.
CREATE OR REPLACE FUNCTION archive_search_refresh_public(of_unit smallint, ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    changed_ids bigint[];
BEGIN
    IF ids IS NULL OR cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    WITH wanted AS MATERIALIZED (
        SELECT object_id, public, term_ids FROM archive_search_definition WHERE unit = of_unit AND object_id = ANY (ids)
    ), updated AS (
        UPDATE archive_search t SET (public, term_ids) = (w.public, w.term_ids)
        FROM wanted w WHERE t.unit = of_unit AND t.object_id = w.object_id
            AND (t.public, t.term_ids) IS DISTINCT FROM (w.public, w.term_ids)
        RETURNING t.id
    )
    INSERT INTO archive_search_change (row_ids) SELECT array_agg(id) FROM updated HAVING count(*) > 0
        RETURNING row_ids INTO changed_ids;
    IF FOUND AND of_unit = 2 THEN
        PERFORM archive_search_keep_words(changed_ids, array_fill(''::tsvector, ARRAY[cardinality(changed_ids)]));
    END IF;
END $$;
