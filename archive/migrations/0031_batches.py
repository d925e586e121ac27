"""Renames and merges of broad entries go on in batches: where they are."""

from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0032_moved_statements")]

    operations = [
        migrations.AddField(
            model_name="merge",
            name="done",
            field=models.IntegerField(
                db_default=0, default=0, editable=False, verbose_name="rows that went over"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="finished_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="finished"),
        ),
        migrations.AddField(
            model_name="merge",
            name="total",
            field=models.IntegerField(db_default=0, default=0, editable=False, verbose_name="rows in all"),
        ),
        migrations.CreateModel(
            name="PendingRefresh",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model_name", models.CharField(max_length=7)),
                ("object_id", models.BigIntegerField()),
                ("unit", models.SmallIntegerField(choices=[(1, "Statement"), (2, "Passage")])),
                ("last_id", models.BigIntegerField(db_default=0)),
                ("done", models.IntegerField(db_default=0)),
                ("total", models.IntegerField()),
                ("since", models.DateTimeField(db_default=models.functions.Now())),
            ],
            options={
                "db_table": "archive_search_pending",
                "ordering": ["since", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_name", "object_id", "unit"), name="pending_refresh_is_unique"
                    )
                ],
            },
        ),
        migrations.RunSQL("UPDATE archive_merge SET finished_at = merged_at"),
        ApplySQL(__name__),
    ]
