-- Bring the rows of archive_search_name for these objects in line with the view; a row that is right is not written.
-- One plan for all calls: planning the view takes longer than reading it.
CREATE OR REPLACE FUNCTION archive_search_name_refresh(of_model text, ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    DELETE FROM archive_search_name n WHERE n.model_name = of_model AND n.object_id = ANY (ids) AND NOT EXISTS (
        SELECT FROM archive_search_name_definition w WHERE w.model_name = of_model AND w.object_id = n.object_id
    );
    INSERT INTO archive_search_name AS old (model_name, object_id, family, vector, editorial)
        SELECT w.model_name, w.object_id, w.family, w.vector, w.editorial
        FROM archive_search_name_definition w WHERE w.model_name = of_model AND w.object_id = ANY (ids)
        ON CONFLICT (model_name, object_id) DO UPDATE SET (family, vector, editorial) = (EXCLUDED.family, EXCLUDED.vector, EXCLUDED.editorial)
        WHERE (old.family, old.vector, old.editorial) IS DISTINCT FROM (EXCLUDED.family, EXCLUDED.vector, EXCLUDED.editorial);
END $$;
