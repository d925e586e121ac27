"""What operators’ commands did, for the page of the archive’s state."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MaintenanceRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("backup", "Backup"),
                            ("check", "Check of the archive"),
                            ("index_check", "Check of the search tables"),
                            ("restore", "Restore"),
                        ],
                        max_length=20,
                        verbose_name="command",
                    ),
                ),
                ("started", models.DateTimeField(verbose_name="started")),
                (
                    "finished",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="finished"
                    ),
                ),
                ("succeeded", models.BooleanField(verbose_name="succeeded")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="summary")),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "-started"], name="maintenance_run_newest")],
            },
        ),
    ]
