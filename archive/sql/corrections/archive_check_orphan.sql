-- An orphaned statement has a row in archive_orphan: it is in the queue, or on the list of the detached. Those of
-- archive_detach_statements are checked all at once by archive_check_moved_statements.
CREATE OR REPLACE FUNCTION archive_check_orphan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_statement bigint;
BEGIN
    IF TG_TABLE_NAME = 'archive_orphan' THEN
        of_statement := OLD.statement_id;
    ELSE
        of_statement := NEW.id;
    END IF;
    IF EXISTS (SELECT FROM archive_statement s WHERE s.id = of_statement AND s.state = 'orphaned')
            AND NOT EXISTS (SELECT FROM archive_orphan o WHERE o.statement_id = of_statement) THEN
        RAISE EXCEPTION 'statement % is orphaned and has no row in archive_orphan', of_statement
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orphaned_statement_has_an_orphan', TABLE = 'archive_statement';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS orphaned_statement_has_an_orphan ON archive_statement;
CREATE CONSTRAINT TRIGGER orphaned_statement_has_an_orphan AFTER INSERT OR UPDATE OF state ON archive_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.state = 'orphaned' AND current_setting('archive.writes', TRUE) IS DISTINCT FROM 'archive_statement')
    EXECUTE FUNCTION archive_check_orphan();
DROP TRIGGER IF EXISTS orphaned_statement_has_an_orphan ON archive_orphan;
CREATE CONSTRAINT TRIGGER orphaned_statement_has_an_orphan AFTER DELETE ON archive_orphan
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION archive_check_orphan();
