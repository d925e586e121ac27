-- Every earlier text stays readable, however the text was changed.
CREATE OR REPLACE FUNCTION archive_record_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_correction (document_id, version, text, corrected_at, reason, public_note)
        VALUES (OLD.id, OLD.text_version, OLD.text, now(), '', '');
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_record_correction AFTER UPDATE OF text ON archive_document
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION archive_record_correction();
