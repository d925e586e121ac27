"""Which rows a merge wrote, so that it can be undone."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0020_publications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_name",
                    models.CharField(
                        choices=[("speaker", "Speaker"), ("event", "Event"), ("theme", "Theme")],
                        max_length=7,
                        verbose_name="kind of entity",
                    ),
                ),
                ("survivor", models.BigIntegerField(verbose_name="survivor")),
                ("duplicate", models.BigIntegerField(verbose_name="duplicate")),
                ("duplicate_name", models.CharField(max_length=250, verbose_name="name of the duplicate")),
                (
                    "merged_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="merged",
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "merged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="merged by",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="MergedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                ("model_name", models.CharField(max_length=20, verbose_name="kind of row")),
                ("history_id", models.BigIntegerField(verbose_name="row of the history")),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="archive.merge",
                        verbose_name="merge",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a merge",
                "verbose_name_plural": "rows of merges",
                "ordering": ["merge_id", "position"],
            },
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["model_name", "survivor"], name="merge_survivor"),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["model_name", "duplicate"], name="merge_duplicate"),
        ),
        migrations.AddConstraint(
            model_name="mergedrow",
            constraint=models.UniqueConstraint(
                fields=("merge", "position"), name="merged_row_position_is_unique"
            ),
        ),
        ApplySQL(__name__),
    ]
