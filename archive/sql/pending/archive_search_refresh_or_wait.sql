-- archive_search_refresh_or_wait(of_model, of_unit, ids): refresh the rows that depend on these entities, at once where they are
-- few. Those of a broad one wait in archive_search_pending and follow in batches, with the write lock let go between them;
-- one that is renamed again before its rows are done begins anew.
CREATE OR REPLACE FUNCTION archive_search_refresh_or_wait(of_model text, of_unit smallint, ids bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    few CONSTANT integer := COALESCE(NULLIF(current_setting('archive.few_rows', TRUE), ''), '1000')::integer;
    dependents bigint[];
    entity bigint;
BEGIN
    dependents := archive_search_dependents(of_model, ids, of_unit, 0, few + 1);
    IF cardinality(dependents) <= few THEN
        PERFORM archive_search_refresh(of_unit, dependents);
        RETURN;
    END IF;
    FOREACH entity IN ARRAY ids LOOP
        INSERT INTO archive_search_pending AS pending (model_name, object_id, unit, total)
            VALUES (of_model, entity, of_unit, archive_search_count_dependents(of_model, entity, of_unit))
            ON CONFLICT (model_name, object_id, unit) DO UPDATE SET (last_id, done, total, since) = (0, 0, EXCLUDED.total, now());
    END LOOP;
END $$;
