"""Changes of what is public that wait for a publisher, and what publishers have looked at."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0048_undo_in_batches"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model_name", models.CharField(max_length=20, verbose_name="kind of entity")),
                ("object_id", models.BigIntegerField(verbose_name="its id")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("rows", models.JSONField(verbose_name="rows")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted"),
                            ("discarded", "Discarded"),
                        ],
                        db_default="waiting",
                        default="waiting",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="proposed",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
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
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "pending change",
                "verbose_name_plural": "pending changes",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PendingChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("model_name", models.CharField(max_length=20, verbose_name="kind of entity")),
                ("object_id", models.BigIntegerField(verbose_name="its id")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("rows", models.JSONField(verbose_name="rows")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted"),
                            ("discarded", "Discarded"),
                        ],
                        db_default="waiting",
                        default="waiting",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="proposed",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
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
                        to="archive.pendingchange",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChangeReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model_name", models.CharField(max_length=20, verbose_name="kind of entity")),
                ("object_id", models.BigIntegerField(verbose_name="its id")),
                ("reviewed_at", models.DateTimeField(verbose_name="seen")),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seen by",
                    ),
                ),
            ],
            options={
                "verbose_name": "review of changes",
                "verbose_name_plural": "reviews of changes",
                "constraints": [
                    models.UniqueConstraint(fields=("model_name", "object_id"), name="change_review_is_one")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="pendingchange",
            index=models.Index(
                condition=models.Q(("status", "waiting")),
                fields=["model_name", "object_id"],
                name="pending_change_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["waiting", "accepted", "discarded"])),
                name="pending_change_has_a_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("status", "waiting")),
                    models.Q(models.Q(("status", "waiting"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="pending_change_is_decided_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendingchange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_pendingchangeevent" ("decided_at", "decided_by_id", "id", "model_name", "name", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "rows", "status") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."model_name", NEW."name", NEW."object_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."rows", NEW."status"); RETURN NULL;',
                    hash="3cf49d42823577a89843eb41c21870cc78033b93",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_48e6d",
                    table="archive_pendingchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendingchange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_pendingchangeevent" ("decided_at", "decided_by_id", "id", "model_name", "name", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "rows", "status") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."model_name", NEW."name", NEW."object_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."rows", NEW."status"); RETURN NULL;',
                    hash="e5faf6d9728e4da8d7a5e1ef98deabaf368d50d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8d978",
                    table="archive_pendingchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendingchange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_pendingchangeevent" ("decided_at", "decided_by_id", "id", "model_name", "name", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "rows", "status") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."model_name", OLD."name", OLD."object_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."rows", OLD."status"); RETURN NULL;',
                    hash="0f6f9851183b0d17d8a929677e4f90916112e808",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aed91",
                    table="archive_pendingchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendingchangeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0086fe1e9e698824bf076ea918501288739d6886",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_69bc7",
                    table="archive_pendingchangeevent",
                    when="BEFORE",
                ),
            ),
        ),
        ApplySQL(__name__),
    ]
