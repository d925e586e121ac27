-- A corrected text has the next version number.
CREATE OR REPLACE FUNCTION archive_increment_text_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.text_version := OLD.text_version + 1;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER archive_increment_text_version BEFORE UPDATE ON archive_document
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION archive_increment_text_version();
