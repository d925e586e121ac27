"""The voice of a document’s editor is called so: “The editor” could be read as one of this archive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0075_numbers_with_decimals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="statement",
            name="voice",
            field=models.CharField(
                choices=[
                    ("speaker", "A speaker"),
                    ("unnamed", "An unnamed source"),
                    ("narrator", "The narrator"),
                    ("editor", "The document’s editor"),
                ],
                default="speaker",
                max_length=8,
                verbose_name="voice",
            ),
        ),
        migrations.AlterField(
            model_name="statementevent",
            name="voice",
            field=models.CharField(
                choices=[
                    ("speaker", "A speaker"),
                    ("unnamed", "An unnamed source"),
                    ("narrator", "The narrator"),
                    ("editor", "The document’s editor"),
                ],
                default="speaker",
                max_length=8,
                verbose_name="voice",
            ),
        ),
    ]
