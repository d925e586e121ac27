-- The themes that statements are given and lose.
CREATE OR REPLACE FUNCTION archive_record_theme_choice_publications() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT theme_id) INTO ids FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT theme_id) INTO ids FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT side.theme_id) INTO ids FROM old_rows o JOIN new_rows n USING (id)
            CROSS JOIN LATERAL (VALUES (o.theme_id), (n.theme_id)) AS side(theme_id);
    END IF;
    PERFORM archive_record_publications('theme', archive_theme_ancestors(ids));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_record_publications_insert AFTER INSERT ON archive_statementtheme
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_theme_choice_publications();
CREATE OR REPLACE TRIGGER archive_record_publications_update AFTER UPDATE ON archive_statementtheme
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_theme_choice_publications();
CREATE OR REPLACE TRIGGER archive_record_publications_delete AFTER DELETE ON archive_statementtheme
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_record_theme_choice_publications();
