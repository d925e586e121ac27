-- After TRUNCATE, processes read the whole search table again.
CREATE OR REPLACE FUNCTION archive_search_record_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_search_change (row_ids) VALUES (NULL);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_search_record_truncate AFTER TRUNCATE ON archive_search
    FOR EACH STATEMENT EXECUTE FUNCTION archive_search_record_truncate();
