"""A feed reads the statements of a broad search in the order in which they were published or changed."""

from django.db import migrations, models
from django.db.models.functions import Greatest


class Migration(migrations.Migration):
    dependencies = [("archive", "0072_pair_lists")]

    operations = [
        migrations.AddIndex(
            "statement",
            models.Index(
                Greatest("updated_at", "published_at").desc(),
                models.F("document").desc(),
                models.F("id").desc(),
                name="statement_recently_changed",
                condition=models.Q(state="published"),
            ),
        ),
    ]
