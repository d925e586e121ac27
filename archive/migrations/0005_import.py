"""What importing a text adds: times of a recording, what is unknown, the place of a part."""

import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_states"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="document",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="document",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="document",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="passage",
            name="update_update",
        ),
        migrations.AddField(
            model_name="document",
            name="part_first",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Where it stands in the document it is part of; empty where that is unknown.",
                null=True,
                verbose_name="first paragraph there",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="part_last",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="last paragraph there"),
        ),
        migrations.AddField(
            model_name="documentevent",
            name="part_first",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Where it stands in the document it is part of; empty where that is unknown.",
                null=True,
                verbose_name="first paragraph there",
            ),
        ),
        migrations.AddField(
            model_name="documentevent",
            name="part_last",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="last paragraph there"),
        ),
        migrations.AddField(
            model_name="passage",
            name="time",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Hours, minutes and seconds, such as 00:01:12.",
                max_length=12,
                verbose_name="time in the recording",
            ),
        ),
        migrations.AddField(
            model_name="passageevent",
            name="time",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Hours, minutes and seconds, such as 00:01:12.",
                max_length=12,
                verbose_name="time in the recording",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("speech", "Speech"),
                    ("readout", "Official readout"),
                    ("press_conference", "Press conference"),
                    ("news_report", "News report"),
                    ("commentary", "Commentary"),
                    ("joint_statement", "Joint statement"),
                    ("press_release", "Press release"),
                    ("policy", "Policy"),
                    ("transcript", "Transcript"),
                    ("report", "Report"),
                    ("unknown", "Unknown kind"),
                ],
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="language",
            field=models.CharField(
                default="und",
                help_text="A language code such as en, zh-Hans or fr; und where it is unknown.",
                max_length=20,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="documentevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("speech", "Speech"),
                    ("readout", "Official readout"),
                    ("press_conference", "Press conference"),
                    ("news_report", "News report"),
                    ("commentary", "Commentary"),
                    ("joint_statement", "Joint statement"),
                    ("press_release", "Press release"),
                    ("policy", "Policy"),
                    ("transcript", "Transcript"),
                    ("report", "Report"),
                    ("unknown", "Unknown kind"),
                ],
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="documentevent",
            name="language",
            field=models.CharField(
                default="und",
                help_text="A language code such as en, zh-Hans or fr; und where it is unknown.",
                max_length=20,
                verbose_name="language",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(django.db.models.functions.text.MD5("text"), name="correction_text_hash"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_documentevent" ("annotated_by_id", "checked_by_id", "coverage", "created_at", "date", "date_precision", "date_uncertain", "editor_note", "event_id", "id", "kind", "language", "original_title", "part_first", "part_last", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_note", "published_at", "rights_note", "slug", "source_id", "state", "text", "text_version", "title", "translation_checked", "translation_of_id", "translator", "translator_name", "updated_at", "url") VALUES (NEW."annotated_by_id", NEW."checked_by_id", NEW."coverage", NEW."created_at", NEW."date", NEW."date_precision", NEW."date_uncertain", NEW."editor_note", NEW."event_id", NEW."id", NEW."kind", NEW."language", NEW."original_title", NEW."part_first", NEW."part_last", NEW."part_of_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_note", NEW."published_at", NEW."rights_note", NEW."slug", NEW."source_id", NEW."state", NEW."text", NEW."text_version", NEW."title", NEW."translation_checked", NEW."translation_of_id", NEW."translator", NEW."translator_name", NEW."updated_at", NEW."url"); RETURN NULL;',
                    hash="d82d4057d5fcb442194ec4cfc03922cf54766b49",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7c16a",
                    table="archive_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."annotated_by_id" IS DISTINCT FROM (NEW."annotated_by_id") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."coverage" IS DISTINCT FROM (NEW."coverage") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."date_precision" IS DISTINCT FROM (NEW."date_precision") OR OLD."date_uncertain" IS DISTINCT FROM (NEW."date_uncertain") OR OLD."editor_note" IS DISTINCT FROM (NEW."editor_note") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."original_title" IS DISTINCT FROM (NEW."original_title") OR OLD."part_first" IS DISTINCT FROM (NEW."part_first") OR OLD."part_last" IS DISTINCT FROM (NEW."part_last") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."public_note" IS DISTINCT FROM (NEW."public_note") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."rights_note" IS DISTINCT FROM (NEW."rights_note") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."text_version" IS DISTINCT FROM (NEW."text_version") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."translation_checked" IS DISTINCT FROM (NEW."translation_checked") OR OLD."translation_of_id" IS DISTINCT FROM (NEW."translation_of_id") OR OLD."translator" IS DISTINCT FROM (NEW."translator") OR OLD."translator_name" IS DISTINCT FROM (NEW."translator_name") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                    func='INSERT INTO "archive_documentevent" ("annotated_by_id", "checked_by_id", "coverage", "created_at", "date", "date_precision", "date_uncertain", "editor_note", "event_id", "id", "kind", "language", "original_title", "part_first", "part_last", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_note", "published_at", "rights_note", "slug", "source_id", "state", "text", "text_version", "title", "translation_checked", "translation_of_id", "translator", "translator_name", "updated_at", "url") VALUES (NEW."annotated_by_id", NEW."checked_by_id", NEW."coverage", NEW."created_at", NEW."date", NEW."date_precision", NEW."date_uncertain", NEW."editor_note", NEW."event_id", NEW."id", NEW."kind", NEW."language", NEW."original_title", NEW."part_first", NEW."part_last", NEW."part_of_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_note", NEW."published_at", NEW."rights_note", NEW."slug", NEW."source_id", NEW."state", NEW."text", NEW."text_version", NEW."title", NEW."translation_checked", NEW."translation_of_id", NEW."translator", NEW."translator_name", NEW."updated_at", NEW."url"); RETURN NULL;',
                    hash="f6be6523b62c148d55f0f0db91bc2b2390486b08",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_67762",
                    table="archive_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_documentevent" ("annotated_by_id", "checked_by_id", "coverage", "created_at", "date", "date_precision", "date_uncertain", "editor_note", "event_id", "id", "kind", "language", "original_title", "part_first", "part_last", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_note", "published_at", "rights_note", "slug", "source_id", "state", "text", "text_version", "title", "translation_checked", "translation_of_id", "translator", "translator_name", "updated_at", "url") VALUES (OLD."annotated_by_id", OLD."checked_by_id", OLD."coverage", OLD."created_at", OLD."date", OLD."date_precision", OLD."date_uncertain", OLD."editor_note", OLD."event_id", OLD."id", OLD."kind", OLD."language", OLD."original_title", OLD."part_first", OLD."part_last", OLD."part_of_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_note", OLD."published_at", OLD."rights_note", OLD."slug", OLD."source_id", OLD."state", OLD."text", OLD."text_version", OLD."title", OLD."translation_checked", OLD."translation_of_id", OLD."translator", OLD."translator_name", OLD."updated_at", OLD."url"); RETURN NULL;',
                    hash="1fdeaf9f80d34c97fcd3a0c49be0cc17438d25a6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_940d9",
                    table="archive_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."speaker_label" IS DISTINCT FROM (NEW."speaker_label") OR OLD."time" IS DISTINCT FROM (NEW."time"))',
                    func='INSERT INTO "archive_passageevent" ("document_id", "end", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_label", "start", "text", "time") VALUES (NEW."document_id", NEW."end", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."speaker_label", NEW."start", NEW."text", NEW."time"); RETURN NULL;',
                    hash="fe18064b946411cc7af31bacae603a01235b9aca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_046fd",
                    table="archive_passage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part_first__isnull", True), ("part_last__isnull", True)),
                    models.Q(
                        ("part_first__gte", 1),
                        ("part_first__isnull", False),
                        ("part_last__gte", models.F("part_first")),
                        ("part_last__isnull", False),
                        ("part_of__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="document_part_has_range",
                violation_error_message="Give both paragraphs, the first before the last, and the document it is part of; or neither.",
            ),
        ),
        ApplySQL(__name__),
    ]
