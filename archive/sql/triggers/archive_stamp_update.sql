-- A statement's updated_at says when anything of it changed, whoever writes: its own columns here, its themes and relays in
-- archive_touch_statements. Conditional writes (If-Match) and pages that ask what is new rely on it. This is for writes
-- that did not set it: bulk updates, merges, moved anchors, SQL by hand.
CREATE OR REPLACE FUNCTION archive_stamp_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER archive_stamp_update BEFORE UPDATE ON archive_statement
    FOR EACH ROW WHEN (NEW.updated_at = OLD.updated_at AND NEW IS DISTINCT FROM OLD)
    EXECUTE FUNCTION archive_stamp_update();
