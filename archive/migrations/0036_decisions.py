"""What editors decided about proposals."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0014_exact_words"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_version", models.PositiveIntegerField(verbose_name="version of the text")),
                ("start", models.PositiveIntegerField(verbose_name="start")),
                ("end", models.PositiveIntegerField(verbose_name="end")),
                ("words", models.TextField(verbose_name="words")),
                ("before", models.CharField(blank=True, max_length=40, verbose_name="words before")),
                ("after", models.CharField(blank=True, max_length=40, verbose_name="words after")),
                ("speaker", models.CharField(blank=True, max_length=250, verbose_name="speaker proposed")),
                ("rule", models.CharField(max_length=100, verbose_name="rule")),
                ("rules_version", models.PositiveIntegerField(verbose_name="version of the rules")),
                ("cue", models.CharField(blank=True, max_length=200, verbose_name="cue")),
                (
                    "score",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="score",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("edited", "Accepted with changes"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="decided",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="archive.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="decisions",
                        to="archive.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision about a proposal",
                "verbose_name_plural": "decisions about proposals",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ProposalDecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text_version", models.PositiveIntegerField(verbose_name="version of the text")),
                ("start", models.PositiveIntegerField(verbose_name="start")),
                ("end", models.PositiveIntegerField(verbose_name="end")),
                ("words", models.TextField(verbose_name="words")),
                ("before", models.CharField(blank=True, max_length=40, verbose_name="words before")),
                ("after", models.CharField(blank=True, max_length=40, verbose_name="words after")),
                ("speaker", models.CharField(blank=True, max_length=250, verbose_name="speaker proposed")),
                ("rule", models.CharField(max_length=100, verbose_name="rule")),
                ("rules_version", models.PositiveIntegerField(verbose_name="version of the rules")),
                ("cue", models.CharField(blank=True, max_length=200, verbose_name="cue")),
                (
                    "score",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="score",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("edited", "Accepted with changes"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="decided",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="archive.proposaldecision",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["accepted", "edited", "rejected"])),
                name="decision_verdict_is_a_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("statement__isnull", True), ("verdict", "rejected")),
                    models.Q(models.Q(("verdict", "rejected"), _negated=True), ("statement__isnull", False)),
                    _connector="OR",
                ),
                name="decision_statement_matches_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
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
                name="decision_span_length_is_words_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 1)), name="decision_score_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.UniqueConstraint(fields=("statement",), name="decision_of_statement_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.UniqueConstraint(
                models.F("document"),
                django.db.models.functions.text.MD5("words"),
                models.F("before"),
                models.F("after"),
                condition=models.Q(("verdict", "rejected")),
                name="decision_rejects_a_place_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposaldecision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_proposaldecisionevent" ("after", "before", "cue", "decided_at", "decided_by_id", "document_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "rules_version", "score", "speaker", "start", "statement_id", "text_version", "verdict", "words") VALUES (NEW."after", NEW."before", NEW."cue", NEW."decided_at", NEW."decided_by_id", NEW."document_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule", NEW."rules_version", NEW."score", NEW."speaker", NEW."start", NEW."statement_id", NEW."text_version", NEW."verdict", NEW."words"); RETURN NULL;',
                    hash="91c3807936908836013ee86cb35e61762dba40f1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a96f8",
                    table="archive_proposaldecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposaldecision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_proposaldecisionevent" ("after", "before", "cue", "decided_at", "decided_by_id", "document_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "rules_version", "score", "speaker", "start", "statement_id", "text_version", "verdict", "words") VALUES (NEW."after", NEW."before", NEW."cue", NEW."decided_at", NEW."decided_by_id", NEW."document_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule", NEW."rules_version", NEW."score", NEW."speaker", NEW."start", NEW."statement_id", NEW."text_version", NEW."verdict", NEW."words"); RETURN NULL;',
                    hash="461a6c8e2aedd2a43e36483a0388674143f93c2d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b3d4f",
                    table="archive_proposaldecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposaldecision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_proposaldecisionevent" ("after", "before", "cue", "decided_at", "decided_by_id", "document_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "rules_version", "score", "speaker", "start", "statement_id", "text_version", "verdict", "words") VALUES (OLD."after", OLD."before", OLD."cue", OLD."decided_at", OLD."decided_by_id", OLD."document_id", OLD."end", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rule", OLD."rules_version", OLD."score", OLD."speaker", OLD."start", OLD."statement_id", OLD."text_version", OLD."verdict", OLD."words"); RETURN NULL;',
                    hash="2906d4fd0ad2bc194ce5d15b32e38aa804740c48",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4811a",
                    table="archive_proposaldecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposaldecisionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eeff084a269053334335148c359976259feb0c85",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_84689",
                    table="archive_proposaldecisionevent",
                    when="BEFORE",
                ),
            ),
        ),
        ApplySQL(__name__),
    ]
