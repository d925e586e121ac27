-- The change feed prunes itself: it keeps the newest changes of 50,000 rows. Who has read none of them reads the whole
-- search table again, which is quicker than reading so many rows one by one; what is older than a change of everything
-- tells nobody anything. What was the newest change before this transaction always stays: whoever had read everything
-- until then learns which rows it changed, however many, and reads them beside its visitors.
CREATE OR REPLACE FUNCTION archive_search_prune_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- The first change of this transaction (archive_lock_before_write).
    own bigint := COALESCE(NULLIF(current_setting('archive.first_change', TRUE), '')::bigint, NEW.number);
BEGIN
    DELETE FROM archive_search_change WHERE number < (
        SELECT max(number) FROM (
            SELECT number, sum(COALESCE(1 + cardinality(row_ids), 50000)) OVER (ORDER BY number DESC) AS total
            FROM archive_search_change
        ) AS changes WHERE total >= 50000
    ) AND number < (SELECT max(number) FROM archive_search_change WHERE number < own);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_search_prune_changes AFTER INSERT ON archive_search_change
    FOR EACH ROW WHEN (NEW.number % 500 = 0) EXECUTE FUNCTION archive_search_prune_changes();
