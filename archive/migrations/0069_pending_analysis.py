"""What has still to be looked for in saved statements: reports of the same words, and terms."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0068_faster_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingAnalysis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("reports", "Reports"), ("terms", "Terms")], max_length=7),
                ),
                ("statement_id", models.BigIntegerField()),
                ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
            },
        ),
    ]
