"""Pairs of statements that may report one utterance."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0031_batches"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("undecided", "Undecided"),
                            ("confirmed", "Confirmed"),
                            ("rejected", "Rejected"),
                        ],
                        default="undecided",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        blank=True, help_text="What suggested it.", max_length=60, verbose_name="rule"
                    ),
                ),
                ("score", models.FloatField(blank=True, null=True, verbose_name="score")),
                ("threshold", models.FloatField(blank=True, null=True, verbose_name="threshold")),
                ("evidence", models.JSONField(blank=True, default=dict, verbose_name="reason")),
                ("words_hash", models.CharField(editable=False, max_length=32)),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "suggested_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="suggested"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="archive.statement",
                        verbose_name="statement",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="archive.statement",
                        verbose_name="other statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "pair of reports",
                "verbose_name_plural": "pairs of reports",
                "ordering": ["-score", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReportPairEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("undecided", "Undecided"),
                            ("confirmed", "Confirmed"),
                            ("rejected", "Rejected"),
                        ],
                        default="undecided",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        blank=True, help_text="What suggested it.", max_length=60, verbose_name="rule"
                    ),
                ),
                ("score", models.FloatField(blank=True, null=True, verbose_name="score")),
                ("threshold", models.FloatField(blank=True, null=True, verbose_name="threshold")),
                ("evidence", models.JSONField(blank=True, default=dict, verbose_name="reason")),
                ("words_hash", models.CharField(editable=False, max_length=32)),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "suggested_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="suggested"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
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
                (
                    "first",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.statement",
                        verbose_name="statement",
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
                        to="archive.reportpair",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.statement",
                        verbose_name="other statement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="reportpair",
            index=models.Index(
                models.OrderBy(models.F("score"), descending=True),
                models.F("id"),
                condition=models.Q(("status", "undecided")),
                name="report_pair_undecided",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["undecided", "confirmed", "rejected"])),
                name="report_pair_status_is_a_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpair",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="report_pair_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="reportpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="report_pair_is_of_two_statements"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("status", "undecided")),
                    models.Q(models.Q(("status", "undecided"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="report_pair_decision_has_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpair",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_reportpairevent" ("decided_at", "decided_by_id", "evidence", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "score", "second_id", "status", "suggested_at", "threshold", "words_hash") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."evidence", NEW."first_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule", NEW."score", NEW."second_id", NEW."status", NEW."suggested_at", NEW."threshold", NEW."words_hash"); RETURN NULL;',
                    hash="67a9ba2c143867a5dc3136804a49f4111c5c85e8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2b853",
                    table="archive_reportpair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpair",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_reportpairevent" ("decided_at", "decided_by_id", "evidence", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "score", "second_id", "status", "suggested_at", "threshold", "words_hash") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."evidence", NEW."first_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule", NEW."score", NEW."second_id", NEW."status", NEW."suggested_at", NEW."threshold", NEW."words_hash"); RETURN NULL;',
                    hash="b4ba1dd35f32b839b2394a4429ed8b6f7f48ef2e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_199e5",
                    table="archive_reportpair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpair",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_reportpairevent" ("decided_at", "decided_by_id", "evidence", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "score", "second_id", "status", "suggested_at", "threshold", "words_hash") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."evidence", OLD."first_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rule", OLD."score", OLD."second_id", OLD."status", OLD."suggested_at", OLD."threshold", OLD."words_hash"); RETURN NULL;',
                    hash="89b82b1e5e39105fc6ab937a6542d4797d4b0172",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b8e34",
                    table="archive_reportpair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpairevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="036387a90a6273d4a474ebdc79d2db8c6b8e8423",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_085bf",
                    table="archive_reportpairevent",
                    when="BEFORE",
                ),
            ),
        ),
        ApplySQL(__name__),
    ]
