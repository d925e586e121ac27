-- After TRUNCATE, of the search table or of the feed itself, processes read the whole search table again. The feed is
-- never empty: readers would have nothing to remember.
CREATE OR REPLACE FUNCTION archive_search_record_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_search_change (row_ids, names) VALUES (NULL, TRUE);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_search_record_truncate AFTER TRUNCATE ON archive_search
    FOR EACH STATEMENT EXECUTE FUNCTION archive_search_record_truncate();
CREATE OR REPLACE TRIGGER archive_search_record_truncate AFTER TRUNCATE ON archive_search_change
    FOR EACH STATEMENT EXECUTE FUNCTION archive_search_record_truncate();
