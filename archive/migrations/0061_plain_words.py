"""Labels and messages in plainer words; nothing in the database changes."""

from django.db import migrations, models

import archive.models.base.sorting


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0060_changes_by_block"),
    ]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="language",
            field=models.CharField(
                default="und",
                help_text="A language code such as en, zh-Hans or fr; und if unknown.",
                max_length=20,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="part_first",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Its position in the document it is part of; leave empty if unknown.",
                null=True,
                verbose_name="first paragraph there",
            ),
        ),
        migrations.AlterField(
            model_name="documentevent",
            name="language",
            field=models.CharField(
                default="und",
                help_text="A language code such as en, zh-Hans or fr; und if unknown.",
                max_length=20,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="documentevent",
            name="part_first",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Its position in the document it is part of; leave empty if unknown.",
                null=True,
                verbose_name="first paragraph there",
            ),
        ),
        migrations.AlterField(
            model_name="guidelines",
            name="text",
            field=models.TextField(
                help_text="Plain text: what you mark, how you name speakers and events, who publishes. Separate paragraphs with a blank line.",
                verbose_name="text",
            ),
        ),
        migrations.AlterField(
            model_name="guidelinesevent",
            name="text",
            field=models.TextField(
                help_text="Plain text: what you mark, how you name speakers and events, who publishes. Separate paragraphs with a blank line.",
                verbose_name="text",
            ),
        ),
        migrations.AlterField(
            model_name="merge",
            name="changed_since",
            field=models.IntegerField(
                db_default=0,
                default=0,
                editable=False,
                verbose_name="rows left because they were changed since",
            ),
        ),
        migrations.AlterField(
            model_name="merge",
            name="done",
            field=models.IntegerField(db_default=0, default=0, editable=False, verbose_name="rows moved"),
        ),
        migrations.AlterField(
            model_name="merge",
            name="undo_started_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="undo started"),
        ),
        migrations.AlterConstraint(
            model_name="synonymset",
            name="synonym_set_is_unique",
            constraint=models.UniqueConstraint(
                fields=("words",),
                name="synonym_set_is_unique",
                violation_error_message="A set with exactly these words already exists.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="term",
            name="term_original_is_unique",
            constraint=models.UniqueConstraint(
                archive.models.base.sorting.SortKey("original"),
                models.F("language"),
                name="term_original_is_unique",
                violation_error_message="A term with this original in this language already exists.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="withholding",
            name="withholding_is_unique",
            constraint=models.UniqueConstraint(
                fields=("model_name", "object_id"),
                name="withholding_is_unique",
                violation_error_message="Its former words are already withheld.",
            ),
        ),
    ]
