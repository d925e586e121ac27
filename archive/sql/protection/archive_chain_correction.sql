-- Every earlier text is chained to the one before, whatever the writer gave as hashes.
CREATE OR REPLACE FUNCTION archive_chain_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.text_digest := encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex');
    NEW.chain_hash := archive_correction_hash(
        (SELECT chain_hash FROM archive_correction WHERE document_id = NEW.document_id AND version = NEW.version - 1),
        NEW.document_id, NEW.version, NEW.corrected_at, NEW.text_digest);
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER archive_chain_correction BEFORE INSERT ON archive_correction
    FOR EACH ROW EXECUTE FUNCTION archive_chain_correction();
