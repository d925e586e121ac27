-- A speaker, event, theme, term or utterance itself: its address and name, and the page of what stands above it, before and after.
-- Argument: the model.
CREATE OR REPLACE FUNCTION archive_record_own_publications() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above text := CASE TG_ARGV[0] WHEN 'event' THEN 'part_of_id' WHEN 'theme' THEN 'parent_id' ELSE 'id' END;
    ids bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN -- of what needs nothing else to be public
        SELECT array_agg(id) INTO ids FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT array_agg(id) || array_agg(%I) FROM old_rows', above) INTO ids;
    ELSE
        EXECUTE format('SELECT array_agg(n.id) || array_agg(o.%1$I) || array_agg(n.%1$I)
                        FROM old_rows o JOIN new_rows n USING (id) WHERE o IS DISTINCT FROM n', above) INTO ids;
    END IF;
    ids := array_remove(ids, NULL);
    IF TG_ARGV[0] = 'theme' THEN  -- what was deleted is no ancestor of itself any more
        ids := ids || archive_theme_ancestors(ids);
    END IF;
    PERFORM archive_record_publications(TG_ARGV[0], ids);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_speaker
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('speaker');
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_speaker
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('speaker');

CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_event
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('event');
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_event
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('event');

CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_theme
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('theme');
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_theme
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('theme');

CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_utterance
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('utterance');
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_utterance
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('utterance');

CREATE OR REPLACE TRIGGER archive_record_publications_insert AFTER INSERT ON archive_term
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('term');
CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_term
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('term');
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_term
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_own_publications('term');
