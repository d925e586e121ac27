-- archive_search_refresh(of_unit, ids): bring the rows of archive_search for these objects in line with the view
-- archive_search_definition; a row that is right is not written. The lists of columns are those of the view, so a facet
-- needs a column of the table and of the view, and nothing here. The function is written once, when this file is applied,
-- and has one plan for all calls: planning the view takes longer than writing the rows of a document, and a statement put
-- together with EXECUTE would be planned at every call.
DO $build$
DECLARE
    columns text; -- all but the key: speaker_id, event_id …
    old_values text; -- t.speaker_id, t.event_id …
    new_values text; -- w.speaker_id, w.event_id …
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
           string_agg('t.' || quote_ident(attname), ', ' ORDER BY attnum),
           string_agg('w.' || quote_ident(attname), ', ' ORDER BY attnum)
        INTO columns, old_values, new_values
        FROM pg_attribute
        WHERE attrelid = 'archive_search_definition'::regclass AND attnum > 0 AND attname NOT IN ('unit', 'object_id');
    EXECUTE format($template$
        CREATE OR REPLACE FUNCTION archive_search_refresh(of_unit smallint, ids bigint[]) RETURNS void LANGUAGE plpgsql
        SET plan_cache_mode = force_generic_plan AS $function$
        DECLARE
            changed_ids bigint[];
        BEGIN
            IF ids IS NULL OR cardinality(ids) = 0 THEN
                RETURN;
            END IF;
            WITH wanted AS MATERIALIZED (
                SELECT * FROM archive_search_definition WHERE unit = of_unit AND object_id = ANY (ids)
            ), deleted AS (
                DELETE FROM archive_search t WHERE unit = of_unit AND object_id = ANY (ids)
                    AND NOT EXISTS (SELECT FROM wanted w WHERE w.object_id = t.object_id)
                RETURNING id
            ), updated AS (
                UPDATE archive_search t SET (%1$s) = (%3$s)
                FROM wanted w WHERE t.unit = of_unit AND t.object_id = w.object_id AND (%2$s) IS DISTINCT FROM (%3$s)
                RETURNING t.id
            ), inserted AS (
                INSERT INTO archive_search (unit, object_id, %1$s)
                SELECT w.unit, w.object_id, %3$s FROM wanted w
                    WHERE NOT EXISTS (SELECT FROM archive_search t WHERE t.unit = of_unit AND t.object_id = w.object_id)
                    ORDER BY w.object_id
                RETURNING id
            )
            INSERT INTO archive_search_change (row_ids)
                SELECT array_agg(id) FROM (TABLE deleted UNION ALL TABLE updated UNION ALL TABLE inserted) AS changed
                HAVING count(*) > 0
                RETURNING row_ids INTO changed_ids;
            IF FOUND THEN
                PERFORM archive_search_keep_words(changed_ids);
            END IF;
        END $function$
    $template$, columns, old_values, new_values);
END $build$;
