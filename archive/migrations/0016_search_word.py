"""The table of words for spelling; `manage.py reindex` fills it for texts that were public before."""

from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0026_document_order_indexes")]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=24, unique=True)),
                ("rows", models.IntegerField()),
            ],
            options={"db_table": "archive_search_word", "default_permissions": ()},
        ),
        ApplySQL(__name__),
    ]
