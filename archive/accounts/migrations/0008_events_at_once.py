"""What one SQL statement publishes or takes back is recorded, and sent to the log, at once and not row by row."""

from django.db import migrations

LOG = r"""
CREATE OR REPLACE FUNCTION accounts_log_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows) THEN
        RAISE NOTICE 'security events %', (SELECT jsonb_agg(to_jsonb(event) ORDER BY event.id) FROM new_rows AS event);
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER accounts_log_event ON accounts_securityevent;
CREATE TRIGGER accounts_log_event AFTER INSERT ON accounts_securityevent
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_log_event();
"""
# A trigger with transition tables names no columns, so it is called for every update of statements.
PUBLICATION = r"""
CREATE FUNCTION accounts_record_statement_publications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH context(metadata) AS (
        SELECT coalesce(nullif(current_setting('pghistory.context_metadata', TRUE), ''), '{}')::jsonb
    ), actor AS (
        SELECT auth_user.id, auth_user.username FROM auth_user, context WHERE auth_user.id::text = metadata->>'user'
    ), changed AS (
        SELECT id, max(state) FILTER (WHERE is_new) AS state
        FROM (SELECT id, state, FALSE AS is_new FROM old_rows UNION ALL SELECT id, state, TRUE FROM new_rows) AS side
        GROUP BY id
        HAVING bool_or(state = 'published') FILTER (WHERE NOT is_new) <> bool_or(state = 'published') FILTER (WHERE is_new)
    )
    INSERT INTO accounts_securityevent (kind, subject, details, user_id, username)
    SELECT CASE state WHEN 'published' THEN 'published' ELSE 'unpublished' END, format('statement %s', changed.id),
        jsonb_build_object('state', state), actor.id, coalesce(actor.username, '')
    FROM changed LEFT JOIN actor ON TRUE ORDER BY changed.id;
    RETURN NULL;
END $$;
DROP TRIGGER accounts_record_publication ON archive_statement;
CREATE TRIGGER accounts_record_publication AFTER UPDATE ON archive_statement
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_record_statement_publications();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_last_administrator"), ("archive", "0036_decisions")]
    operations = [migrations.RunSQL(LOG), migrations.RunSQL(PUBLICATION)]
