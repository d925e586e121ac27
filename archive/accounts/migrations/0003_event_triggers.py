"""What writes security events whichever way a row was changed, and what keeps them."""

from django.db import migrations

RECORD = r"""
-- Who did it is known where pghistory's middleware says so, as for every change made through the admin.
CREATE FUNCTION accounts_record(kind text, subject text, details jsonb) RETURNS void LANGUAGE sql AS $$
    WITH context(metadata) AS (
        SELECT coalesce(nullif(current_setting('pghistory.context_metadata', TRUE), ''), '{}')::jsonb
    ), actor AS (
        SELECT id, auth_user.username FROM auth_user, context WHERE id::text = metadata->>'user'
    )
    INSERT INTO accounts_securityevent (kind, subject, details, user_id, username)
    SELECT $1, left($2, 200), $3, (SELECT id FROM actor), coalesce((SELECT username FROM actor), '')
$$;

CREATE FUNCTION accounts_log_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'security event %', to_jsonb(NEW);
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_log_event AFTER INSERT ON accounts_securityevent
    FOR EACH ROW EXECUTE FUNCTION accounts_log_event();

CREATE FUNCTION accounts_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is refused: security events are kept', TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'security_events_are_kept', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER accounts_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_securityevent
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse_change();
"""

PUBLICATION = r"""
CREATE FUNCTION accounts_record_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    is_public boolean := TG_OP <> 'DELETE' AND changed.state = 'published';
BEGIN
    PERFORM accounts_record(
        CASE WHEN is_public THEN 'published' ELSE 'unpublished' END,
        format('%s %s', substr(TG_TABLE_NAME, 9), changed.id),
        jsonb_build_object('state', CASE WHEN TG_OP = 'DELETE' THEN 'deleted' ELSE changed.state END));
    RETURN NULL;
END $$;
"""
PUBLICATION_TRIGGERS = r"""
CREATE TRIGGER accounts_record_publication AFTER UPDATE OF state ON archive_{0} FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'published' IN (OLD.state, NEW.state))
    EXECUTE FUNCTION accounts_record_publication();
CREATE TRIGGER accounts_record_first_publication AFTER INSERT ON archive_{0} FOR EACH ROW
    WHEN (NEW.state = 'published') EXECUTE FUNCTION accounts_record_publication();
CREATE TRIGGER accounts_record_deletion AFTER DELETE ON archive_{0} FOR EACH ROW
    WHEN (OLD.state = 'published') EXECUTE FUNCTION accounts_record_publication();
"""

ACCOUNT = r"""
CREATE FUNCTION accounts_record_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    PERFORM accounts_record('account', changed.username, jsonb_build_object(
        'change', lower(TG_OP), 'active', changed.is_active, 'staff', changed.is_staff,
        'administrator', changed.is_superuser));
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_record_account AFTER INSERT OR DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION accounts_record_account();
CREATE TRIGGER accounts_record_account_change AFTER UPDATE ON auth_user FOR EACH ROW
    WHEN ((OLD.username, OLD.is_active, OLD.is_staff, OLD.is_superuser, OLD.email)
        IS DISTINCT FROM (NEW.username, NEW.is_active, NEW.is_staff, NEW.is_superuser, NEW.email))
    EXECUTE FUNCTION accounts_record_account();
"""

# Of each statement one event for each account or group: a group gets hundreds of permissions at once.
PERMISSION = r"""
CREATE FUNCTION accounts_record_permissions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    change text := CASE TG_OP WHEN 'INSERT' THEN 'given' ELSE 'taken' END;
    one record;
BEGIN
    IF TG_TABLE_NAME = 'auth_user_groups' THEN
        FOR one IN SELECT u.username AS subject, jsonb_agg(g.name ORDER BY g.name) AS names
            FROM changed c LEFT JOIN auth_user u ON u.id = c.user_id LEFT JOIN auth_group g ON g.id = c.group_id GROUP BY 1
        LOOP
            PERFORM accounts_record('permission', coalesce(one.subject, '?'), jsonb_build_object('groups ' || change, one.names));
        END LOOP;
    ELSIF TG_TABLE_NAME = 'auth_user_user_permissions' THEN
        FOR one IN SELECT u.username AS subject, jsonb_agg(p.codename ORDER BY p.codename) AS names
            FROM changed c LEFT JOIN auth_user u ON u.id = c.user_id
            LEFT JOIN auth_permission p ON p.id = c.permission_id GROUP BY 1
        LOOP
            PERFORM accounts_record('permission', coalesce(one.subject, '?'), jsonb_build_object(change, one.names));
        END LOOP;
    ELSE
        FOR one IN SELECT g.name AS subject, jsonb_agg(p.codename ORDER BY p.codename) AS names
            FROM changed c LEFT JOIN auth_group g ON g.id = c.group_id
            LEFT JOIN auth_permission p ON p.id = c.permission_id GROUP BY 1
        LOOP
            PERFORM accounts_record('permission', 'group ' || coalesce(one.subject, '?'), jsonb_build_object(change, one.names));
        END LOOP;
    END IF;
    RETURN NULL;
END $$;
"""
PERMISSION_TRIGGERS = r"""
CREATE TRIGGER accounts_record_given AFTER INSERT ON {0} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_record_permissions();
CREATE TRIGGER accounts_record_taken AFTER DELETE ON {0} REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_record_permissions();
"""
PERMISSION_TABLES = ("auth_user_groups", "auth_user_user_permissions", "auth_group_permissions")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_events"),
        ("archive", "0036_decisions"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(sql)
        for sql in (
            RECORD,
            PUBLICATION,
            *(PUBLICATION_TRIGGERS.format(model) for model in ("document", "statement")),
            ACCOUNT,
            PERMISSION,
            *(PERMISSION_TRIGGERS.format(table) for table in PERMISSION_TABLES),
        )
    ]
