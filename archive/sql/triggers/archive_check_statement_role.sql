-- The role that an editor chose is one of the speaker's, seen from the statement and from the role; checked at the end of
-- the transaction, on the rows as they are then.
CREATE OR REPLACE FUNCTION archive_check_statement_role() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT s.id, s.role_id, s.speaker_id INTO wrong
        FROM archive_statement s JOIN archive_role r ON r.id = s.role_id
        WHERE (CASE WHEN TG_TABLE_NAME = 'archive_role' THEN r.id = NEW.id ELSE s.id = NEW.id END)
            AND r.speaker_id IS DISTINCT FROM s.speaker_id
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'role % of statement % is not a role of speaker %', wrong.role_id, wrong.id, wrong.speaker_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_role_belongs_to_speaker', TABLE = 'archive_statement';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS statement_role_belongs_to_speaker ON archive_statement;
CREATE CONSTRAINT TRIGGER statement_role_belongs_to_speaker AFTER INSERT OR UPDATE OF role_id, speaker_id ON archive_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.role_id IS NOT NULL) EXECUTE FUNCTION archive_check_statement_role();
DROP TRIGGER IF EXISTS statement_role_belongs_to_speaker ON archive_role;
CREATE CONSTRAINT TRIGGER statement_role_belongs_to_speaker AFTER UPDATE OF speaker_id ON archive_role
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.speaker_id <> OLD.speaker_id) EXECUTE FUNCTION archive_check_statement_role();
