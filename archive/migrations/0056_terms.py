"""Terms: set phrases with their wordings and occurrences, and a column of the search table for them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import archive.models.base.sorting
import archive.models.vocabulary.term
from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0055_labels_by_language"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TermEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("orphaned", "Orphaned"),
                        ],
                        db_default="draft",
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="first published"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="changed",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=80, verbose_name="slug")),
                (
                    "original",
                    models.CharField(
                        max_length=200,
                        validators=[archive.models.vocabulary.term.validate_wording],
                        verbose_name="original",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="Of the original: a code such as zh-Hans, en or fr.",
                        max_length=20,
                        verbose_name="language",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For readers: what it means, where it comes from, how it is used.",
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermOccurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField(verbose_name="start")),
                ("end", models.PositiveIntegerField(verbose_name="end")),
                ("words", models.TextField(verbose_name="words")),
                ("before", models.CharField(blank=True, max_length=40, verbose_name="words before")),
                ("after", models.CharField(blank=True, max_length=40, verbose_name="words after")),
                ("wording", models.CharField(max_length=200, verbose_name="wording")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("undecided", "Undecided"),
                            ("confirmed", "Confirmed"),
                            ("rejected", "Rejected"),
                        ],
                        db_default="undecided",
                        default="undecided",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
            ],
            options={
                "verbose_name": "occurrence of a term",
                "verbose_name_plural": "occurrences of terms",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TermOccurrenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("start", models.PositiveIntegerField(verbose_name="start")),
                ("end", models.PositiveIntegerField(verbose_name="end")),
                ("words", models.TextField(verbose_name="words")),
                ("before", models.CharField(blank=True, max_length=40, verbose_name="words before")),
                ("after", models.CharField(blank=True, max_length=40, verbose_name="words after")),
                ("wording", models.CharField(max_length=200, verbose_name="wording")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("undecided", "Undecided"),
                            ("confirmed", "Confirmed"),
                            ("rejected", "Rejected"),
                        ],
                        db_default="undecided",
                        default="undecided",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        max_length=200,
                        validators=[archive.models.vocabulary.term.validate_wording],
                        verbose_name="wording",
                    ),
                ),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                (
                    "kind",
                    models.CharField(
                        choices=[("rendering", "Rendering in another language"), ("variant", "Variant")],
                        default="rendering",
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "wording of a term",
                "verbose_name_plural": "wordings of terms",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TermWordingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "text",
                    models.CharField(
                        max_length=200,
                        validators=[archive.models.vocabulary.term.validate_wording],
                        verbose_name="wording",
                    ),
                ),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                (
                    "kind",
                    models.CharField(
                        choices=[("rendering", "Rendering in another language"), ("variant", "Variant")],
                        default="rendering",
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="searchrow",
            name="term_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="model_name",
            field=models.CharField(
                choices=[
                    ("statement", "Statement"),
                    ("document", "Document"),
                    ("speaker", "Speaker"),
                    ("event", "Event"),
                    ("theme", "Theme"),
                    ("term", "Term"),
                    ("utterance", "Utterance"),
                ],
                max_length=9,
                verbose_name="kind of entity",
            ),
        ),
        migrations.AlterField(
            model_name="redirect",
            name="model_name",
            field=models.CharField(
                choices=[
                    ("source", "Source"),
                    ("document", "Document"),
                    ("speaker", "Speaker"),
                    ("event", "Event"),
                    ("theme", "Theme"),
                    ("term", "Term"),
                ],
                max_length=8,
                verbose_name="kind of entity",
            ),
        ),
        migrations.AlterField(
            model_name="redirectevent",
            name="model_name",
            field=models.CharField(
                choices=[
                    ("source", "Source"),
                    ("document", "Document"),
                    ("speaker", "Speaker"),
                    ("event", "Event"),
                    ("theme", "Theme"),
                    ("term", "Term"),
                ],
                max_length=8,
                verbose_name="kind of entity",
            ),
        ),
        migrations.AlterField(
            model_name="withholding",
            name="model_name",
            field=models.CharField(
                choices=[
                    ("statement", "Statement"),
                    ("document", "Document"),
                    ("speaker", "Speaker"),
                    ("event", "Event"),
                    ("theme", "Theme"),
                    ("term", "Term"),
                    ("utterance", "Utterance"),
                ],
                max_length=9,
                verbose_name="kind of entity",
            ),
        ),
        migrations.AlterField(
            model_name="withholdingevent",
            name="model_name",
            field=models.CharField(
                choices=[
                    ("statement", "Statement"),
                    ("document", "Document"),
                    ("speaker", "Speaker"),
                    ("event", "Event"),
                    ("theme", "Theme"),
                    ("term", "Term"),
                    ("utterance", "Utterance"),
                ],
                max_length=9,
                verbose_name="kind of entity",
            ),
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("orphaned", "Orphaned"),
                        ],
                        db_default="draft",
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="first published"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="changed",
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                (
                    "original",
                    models.CharField(
                        max_length=200,
                        validators=[archive.models.vocabulary.term.validate_wording],
                        verbose_name="original",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="Of the original: a code such as zh-Hans, en or fr.",
                        max_length=20,
                        verbose_name="language",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For readers: what it means, where it comes from, how it is used.",
                        verbose_name="note",
                    ),
                ),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_index=True,
                        db_persist=True,
                        expression=archive.models.base.sorting.SortKey(models.F("original")),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": ["sort_key", "id"],
                "permissions": [("publish_term", "Can publish and unpublish terms")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "review", "published"])),
                        name="term_state_is_a_state",
                    ),
                    models.UniqueConstraint(
                        archive.models.base.sorting.SortKey("original"),
                        models.F("language"),
                        name="term_original_is_unique",
                        violation_error_message="There is a term with this original in this language already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_termevent" ("created_at", "id", "language", "note", "original", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "slug", "state", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."language", NEW."note", NEW."original", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."slug", NEW."state", NEW."updated_at"); RETURN NULL;',
                    hash="07e10deafc8382f09594f8f0b3417cc31eb2552d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ddeb8",
                    table="archive_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."original" IS DISTINCT FROM (NEW."original") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                    func='INSERT INTO "archive_termevent" ("created_at", "id", "language", "note", "original", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "slug", "state", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."language", NEW."note", NEW."original", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."slug", NEW."state", NEW."updated_at"); RETURN NULL;',
                    hash="2372b9d928a4ed436c73378248fccd8d5141b2cb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7e33",
                    table="archive_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_termevent" ("created_at", "id", "language", "note", "original", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "slug", "state", "updated_at") VALUES (OLD."created_at", OLD."id", OLD."language", OLD."note", OLD."original", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."slug", OLD."state", OLD."updated_at"); RETURN NULL;',
                    hash="9709a4281f6c66ab9736b7cf48c639b18a1af5f3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_eebd1",
                    table="archive_term",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="termevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="termevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="archive.term",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrence",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrence",
            name="statement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="term_occurrences",
                to="archive.statement",
                verbose_name="statement",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrence",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="occurrences",
                to="archive.term",
                verbose_name="term",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrenceevent",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrenceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrenceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="archive.termoccurrence",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrenceevent",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="archive.statement",
                verbose_name="statement",
            ),
        ),
        migrations.AddField(
            model_name="termoccurrenceevent",
            name="term",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="archive.term",
                verbose_name="term",
            ),
        ),
        migrations.AddField(
            model_name="termwording",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="wordings",
                to="archive.term",
                verbose_name="term",
            ),
        ),
        migrations.AddField(
            model_name="termwordingevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="termwordingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="archive.termwording",
            ),
        ),
        migrations.AddField(
            model_name="termwordingevent",
            name="term",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="archive.term",
                verbose_name="term",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="36c6b842f15092e8477727920b2e211c2a002412",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_87a4b",
                    table="archive_termevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="termoccurrence",
            index=models.Index(
                condition=models.Q(("status", "undecided")),
                fields=["term", "statement"],
                name="term_occurrence_undecided",
            ),
        ),
        migrations.AddConstraint(
            model_name="termoccurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["undecided", "confirmed", "rejected"])),
                name="term_occurrence_status_is_a_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="termoccurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start__lt", models.F("end")),
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"), "+", django.db.models.functions.text.Length("words")
                        ),
                    ),
                ),
                name="term_occurrence_span_is_of_its_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="termoccurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("status", "undecided")),
                    models.Q(models.Q(("status", "undecided"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="term_occurrence_decision_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="termoccurrence",
            constraint=models.UniqueConstraint(
                fields=("statement", "term", "start"), name="term_occurrence_is_unique"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termoccurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_termoccurrenceevent" ("after", "before", "decided_at", "decided_by_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "statement_id", "status", "term_id", "wording", "words") VALUES (NEW."after", NEW."before", NEW."decided_at", NEW."decided_by_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."start", NEW."statement_id", NEW."status", NEW."term_id", NEW."wording", NEW."words"); RETURN NULL;',
                    hash="0e1b369124eb6f2f2c6652ca2ad45654da8cc497",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5880f",
                    table="archive_termoccurrence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termoccurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_termoccurrenceevent" ("after", "before", "decided_at", "decided_by_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "statement_id", "status", "term_id", "wording", "words") VALUES (NEW."after", NEW."before", NEW."decided_at", NEW."decided_by_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."start", NEW."statement_id", NEW."status", NEW."term_id", NEW."wording", NEW."words"); RETURN NULL;',
                    hash="088a3a9c896d32a5ce365ae74f6b9057fee00136",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_952fa",
                    table="archive_termoccurrence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termoccurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_termoccurrenceevent" ("after", "before", "decided_at", "decided_by_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "statement_id", "status", "term_id", "wording", "words") VALUES (OLD."after", OLD."before", OLD."decided_at", OLD."decided_by_id", OLD."end", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."start", OLD."statement_id", OLD."status", OLD."term_id", OLD."wording", OLD."words"); RETURN NULL;',
                    hash="946b5424552ca88a08a16f465f0e2a7257ddc1dd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bf8a",
                    table="archive_termoccurrence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termoccurrenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b97a78890f3fddc948877256548c5b2bedb7dc6d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_96773",
                    table="archive_termoccurrenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="termwording",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["rendering", "variant"])), name="term_wording_kind_is_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="termwording",
            constraint=models.UniqueConstraint(
                fields=("term", "text", "language"),
                name="term_wording_is_unique",
                violation_error_message="This term already has that wording in that language.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termwording",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_termwordingevent" ("id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id", "text") VALUES (NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."term_id", NEW."text"); RETURN NULL;',
                    hash="2ce09efc55c00ee31867a9c4874db17423fd3dd6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a661b",
                    table="archive_termwording",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termwording",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_termwordingevent" ("id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id", "text") VALUES (NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."term_id", NEW."text"); RETURN NULL;',
                    hash="f11cf1b5de0d8a8633593e2e130fad2e750e232f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_03bd7",
                    table="archive_termwording",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termwording",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_termwordingevent" ("id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id", "text") VALUES (OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."term_id", OLD."text"); RETURN NULL;',
                    hash="d5ccc2716bdaee454c177e583f4c7a26266bff08",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_603ac",
                    table="archive_termwording",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termwordingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3a045b51dbd9f6d63c756c856007651e474251c6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_455de",
                    table="archive_termwordingevent",
                    when="BEFORE",
                ),
            ),
        ),
        ApplySQL(__name__),
    ]
