-- These themes and all below them, as a sorted array of ids.
CREATE OR REPLACE FUNCTION archive_theme_descendants(ids bigint[]) RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE family(id) AS (
        SELECT unnest(ids)
        UNION
        SELECT t.id FROM archive_theme t JOIN family ON t.parent_id = family.id
    )
    SELECT COALESCE(array_agg(id ORDER BY id), '{}') FROM family WHERE id IS NOT NULL;
END;
