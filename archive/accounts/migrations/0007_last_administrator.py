"""The last account that can administer the archive stays one, whichever way accounts are changed."""

from django.db import migrations

KEEP = r"""
-- Who can sign in, with a password or at the identity provider.
CREATE FUNCTION accounts_is_administrator(account auth_user) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT account.is_active AND account.is_staff AND account.is_superuser AND (
        account.password NOT LIKE '!%'
        OR EXISTS (SELECT FROM accounts_externalidentity WHERE user_id = account.id))
$$;

CREATE FUNCTION accounts_keep_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'accounts_externalidentity' THEN
        IF NOT EXISTS (SELECT FROM auth_user WHERE id = OLD.user_id AND is_active AND is_staff AND is_superuser) THEN
            RETURN NULL;
        END IF;
    END IF;
    -- Two who remove each other take turns: the query after the lock sees what the first has committed.
    PERFORM pg_advisory_xact_lock(hashtext('accounts_keep_administrator'));
    IF NOT EXISTS (SELECT FROM auth_user WHERE accounts_is_administrator(auth_user)) THEN
        RAISE EXCEPTION 'this is the last administrator who can sign in: make another account an administrator first'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'an_administrator_is_left', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER accounts_keep_administrator AFTER UPDATE ON auth_user FOR EACH ROW
    WHEN (accounts_is_administrator(OLD) AND NOT accounts_is_administrator(NEW))
    EXECUTE FUNCTION accounts_keep_administrator();
CREATE TRIGGER accounts_keep_administrator_account AFTER DELETE ON auth_user FOR EACH ROW
    WHEN (accounts_is_administrator(OLD)) EXECUTE FUNCTION accounts_keep_administrator();
CREATE TRIGGER accounts_keep_administrator AFTER UPDATE OR DELETE ON accounts_externalidentity
    FOR EACH ROW EXECUTE FUNCTION accounts_keep_administrator();
"""
REMOVE = """
DROP TRIGGER accounts_keep_administrator ON auth_user;
DROP TRIGGER accounts_keep_administrator_account ON auth_user;
DROP TRIGGER accounts_keep_administrator ON accounts_externalidentity;
DROP FUNCTION accounts_keep_administrator();
DROP FUNCTION accounts_is_administrator(auth_user);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_plain_words")]
    operations = [migrations.RunSQL(KEEP, REMOVE)]
