-- The first publication is stamped, and the stamp is kept.
CREATE OR REPLACE FUNCTION archive_stamp_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'published' AND NEW.published_at IS NULL THEN
        NEW.published_at := CASE WHEN TG_OP = 'UPDATE' THEN COALESCE(OLD.published_at, now()) ELSE now() END;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER archive_stamp_publication BEFORE INSERT OR UPDATE ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_stamp_publication();
CREATE OR REPLACE TRIGGER archive_stamp_publication BEFORE INSERT OR UPDATE ON archive_statement
    FOR EACH ROW EXECUTE FUNCTION archive_stamp_publication();
CREATE OR REPLACE TRIGGER archive_stamp_publication BEFORE INSERT OR UPDATE ON archive_term
    FOR EACH ROW EXECUTE FUNCTION archive_stamp_publication();
