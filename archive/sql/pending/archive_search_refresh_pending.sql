-- archive_search_refresh_pending(at_most): the next batch of rows that wait, those of the oldest rename first. Returns how many
-- were looked at, NULL where none wait. The place reached is kept in the same transaction, so a crash costs nothing.
-- The caller has the write lock.
CREATE OR REPLACE FUNCTION archive_search_refresh_pending(at_most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    pending archive_search_pending;
    dependents bigint[];
BEGIN
    SELECT * INTO pending FROM archive_search_pending ORDER BY since, id LIMIT 1;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    dependents := archive_search_dependents(
        pending.model_name, ARRAY[pending.object_id], pending.unit, pending.last_id, at_most
    );
    PERFORM archive_search_refresh(pending.unit, dependents);
    IF cardinality(dependents) < at_most THEN
        DELETE FROM archive_search_pending WHERE id = pending.id;
    ELSE
        UPDATE archive_search_pending SET last_id = dependents[at_most], done = done + at_most WHERE id = pending.id;
    END IF;
    RETURN cardinality(dependents);
END $$;
