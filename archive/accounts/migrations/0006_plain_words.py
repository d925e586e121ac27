"""Labels and messages in plainer words; nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_external_identities"),
    ]

    operations = [
        migrations.AlterField(
            model_name="securityevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sign_in", "Signed in"),
                    ("sign_in_failed", "Wrong password"),
                    ("sign_out", "Signed out"),
                    ("sessions_ended", "Sessions ended"),
                    ("password_changed", "Password changed"),
                    ("password_reset", "Password reset requested"),
                    ("factor_added", "Second factor added"),
                    ("factor_removed", "Second factor removed"),
                    ("factor_failed", "Wrong second factor"),
                    ("factor_passed", "Second factor passed"),
                    ("account", "Account changed"),
                    ("permission", "Permission changed"),
                    ("published", "Published"),
                    ("unpublished", "No longer published"),
                    ("export", "Exported"),
                ],
                max_length=20,
                verbose_name="event",
            ),
        ),
    ]
