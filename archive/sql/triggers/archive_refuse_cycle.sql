-- Part of, translation of, parent: nothing stands above itself. Arguments: the column and the name of the rule. The lock
-- lets one transaction at a time change a tree, so that two cannot close a loop between them.
CREATE OR REPLACE FUNCTION archive_refuse_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parent bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    is_loop boolean;
BEGIN
    IF parent IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext(TG_ARGV[1]));
    EXECUTE format(
        'WITH RECURSIVE line(id) AS (SELECT $1 UNION SELECT t.%1$I FROM %2$I t JOIN line USING (id) WHERE t.%1$I IS NOT NULL)
         SELECT EXISTS (SELECT FROM line WHERE id = $2)', TG_ARGV[0], TG_TABLE_NAME
    ) INTO is_loop USING parent, NEW.id;
    IF is_loop THEN
        RAISE EXCEPTION '% % cannot stand above itself', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[1], TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS document_parts_form_a_tree ON archive_document;
CREATE CONSTRAINT TRIGGER document_parts_form_a_tree AFTER INSERT OR UPDATE OF part_of_id ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('part_of_id', 'document_parts_form_a_tree');
DROP TRIGGER IF EXISTS document_translations_form_a_tree ON archive_document;
CREATE CONSTRAINT TRIGGER document_translations_form_a_tree AFTER INSERT OR UPDATE OF translation_of_id ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('translation_of_id', 'document_translations_form_a_tree');
DROP TRIGGER IF EXISTS event_parts_form_a_tree ON archive_event;
CREATE CONSTRAINT TRIGGER event_parts_form_a_tree AFTER INSERT OR UPDATE OF part_of_id ON archive_event
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('part_of_id', 'event_parts_form_a_tree');
DROP TRIGGER IF EXISTS themes_form_a_tree ON archive_theme;
CREATE CONSTRAINT TRIGGER themes_form_a_tree AFTER INSERT OR UPDATE OF parent_id ON archive_theme
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('parent_id', 'themes_form_a_tree');
