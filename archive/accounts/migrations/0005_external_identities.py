import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whoever links an identity to an account lets somebody in.
RECORD = """
CREATE FUNCTION accounts_record_identity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    PERFORM accounts_record('account', coalesce((SELECT username FROM auth_user WHERE id = changed.user_id), '?'),
        jsonb_build_object('identity ' || lower(TG_OP), changed.subject, 'issuer', changed.issuer));
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_record_identity AFTER INSERT OR UPDATE OR DELETE ON accounts_externalidentity
    FOR EACH ROW EXECUTE FUNCTION accounts_record_identity();
"""
REMOVE = "DROP TRIGGER accounts_record_identity ON accounts_externalidentity; DROP FUNCTION accounts_record_identity()"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_second_factor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalIdentity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=255, verbose_name="issuer")),
                ("subject", models.CharField(max_length=255, verbose_name="subject")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="external_identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "identity for single sign-on",
                "verbose_name_plural": "identities for single sign-on",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "subject"), name="external_identity_once")
                ],
            },
        ),
        migrations.RunSQL(RECORD, REMOVE),
    ]
