-- The utterances that statements are linked to as reports, and those whose reports change or go.
CREATE OR REPLACE FUNCTION archive_record_report_publications() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT utterance_id) INTO ids FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT utterance_id) INTO ids FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT utterance_id) INTO ids FROM (TABLE old_rows UNION ALL TABLE new_rows) AS rows;
    END IF;
    PERFORM archive_record_publications('utterance', ids);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_record_publications_insert AFTER INSERT ON archive_report
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_report_publications();
CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_report
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_report_publications();
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_report
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_report_publications();
