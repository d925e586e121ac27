"""After each change of the archive, search reads which documents are fully annotated: by an index, not by all rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0066_cards")]

    operations = [
        migrations.AddIndex(
            "document",
            models.Index(
                fields=["id"],
                name="document_annotated",
                condition=models.Q(state="published") & ~models.Q(coverage=""),
            ),
        ),
    ]
