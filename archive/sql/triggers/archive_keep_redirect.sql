-- Rule 6: addresses are permanent. A changed slug leaves a redirect, and a slug that redirects to a living row is not given
-- to another, nor one under which another was public. Argument: the model name.
CREATE OR REPLACE FUNCTION archive_keep_redirect() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target_id bigint;
    target_exists boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.slug = OLD.slug THEN
        RETURN NEW;
    END IF;
    SELECT target INTO target_id FROM archive_redirect WHERE model_name = TG_ARGV[0] AND slug = NEW.slug;
    IF target_id IS NOT NULL AND target_id <> NEW.id THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1)', TG_TABLE_NAME) INTO target_exists USING target_id;
        IF target_exists THEN
            RAISE EXCEPTION 'the slug % of this % already redirects to % %', NEW.slug, TG_ARGV[0], TG_ARGV[0], target_id
                USING ERRCODE = 'unique_violation', CONSTRAINT = 'slugs_are_permanent', TABLE = TG_TABLE_NAME;
        END IF;
    END IF;
    IF EXISTS (SELECT FROM archive_publication p
               WHERE p.model_name = TG_ARGV[0] AND p.slug = NEW.slug AND p.slug <> '' AND p.object_id <> NEW.id) THEN
        RAISE EXCEPTION 'the slug % was the public address of another %', NEW.slug, TG_ARGV[0]
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'slugs_are_permanent', TABLE = TG_TABLE_NAME;
    END IF;
    DELETE FROM archive_redirect WHERE model_name = TG_ARGV[0] AND slug = NEW.slug;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO archive_redirect (model_name, slug, target) VALUES (TG_ARGV[0], OLD.slug, NEW.id)
            ON CONFLICT (model_name, slug) DO UPDATE SET target = EXCLUDED.target;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_source
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('source');
CREATE OR REPLACE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('document');
CREATE OR REPLACE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_speaker
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('speaker');
CREATE OR REPLACE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_event
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('event');
CREATE OR REPLACE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_theme
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('theme');
CREATE OR REPLACE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_term
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('term');
