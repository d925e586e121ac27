"""Labels and messages in plainer words; nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0003_listed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="next_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="next e-mail"),
        ),
    ]
