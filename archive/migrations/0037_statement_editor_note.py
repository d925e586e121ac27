"""A note for the next editor of a statement; the public never sees it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0028_word_forms"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="statement",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statement",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="statement",
            name="editor_note",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="For the next editor; never shown to readers.",
                verbose_name="note for editors",
            ),
        ),
        migrations.AddField(
            model_name="statementevent",
            name="editor_note",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="For the next editor; never shown to readers.",
                verbose_name="note for editors",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_statementevent" ("attribution", "certain", "created_at", "date", "date_precision", "date_uncertain", "document_id", "editor_note", "end", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "published_at", "role_as_printed", "role_id", "speaker_id", "start", "state", "suffix", "text", "updated_at", "voice", "voice_label") VALUES (NEW."attribution", NEW."certain", NEW."created_at", NEW."date", NEW."date_precision", NEW."date_uncertain", NEW."document_id", NEW."editor_note", NEW."end", NEW."event_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prefix", NEW."published_at", NEW."role_as_printed", NEW."role_id", NEW."speaker_id", NEW."start", NEW."state", NEW."suffix", NEW."text", NEW."updated_at", NEW."voice", NEW."voice_label"); RETURN NULL;',
                    hash="b756b32ea27e929428a938fa22b2477904ae276e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ff81a",
                    table="archive_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_statementevent" ("attribution", "certain", "created_at", "date", "date_precision", "date_uncertain", "document_id", "editor_note", "end", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "published_at", "role_as_printed", "role_id", "speaker_id", "start", "state", "suffix", "text", "updated_at", "voice", "voice_label") VALUES (NEW."attribution", NEW."certain", NEW."created_at", NEW."date", NEW."date_precision", NEW."date_uncertain", NEW."document_id", NEW."editor_note", NEW."end", NEW."event_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."published_at", NEW."role_as_printed", NEW."role_id", NEW."speaker_id", NEW."start", NEW."state", NEW."suffix", NEW."text", NEW."updated_at", NEW."voice", NEW."voice_label"); RETURN NULL;',
                    hash="564dbfea56a8e85c7de098ef29e0c4cbbf57beca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ebbf2",
                    table="archive_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_statementevent" ("attribution", "certain", "created_at", "date", "date_precision", "date_uncertain", "document_id", "editor_note", "end", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "published_at", "role_as_printed", "role_id", "speaker_id", "start", "state", "suffix", "text", "updated_at", "voice", "voice_label") VALUES (OLD."attribution", OLD."certain", OLD."created_at", OLD."date", OLD."date_precision", OLD."date_uncertain", OLD."document_id", OLD."editor_note", OLD."end", OLD."event_id", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."published_at", OLD."role_as_printed", OLD."role_id", OLD."speaker_id", OLD."start", OLD."state", OLD."suffix", OLD."text", OLD."updated_at", OLD."voice", OLD."voice_label"); RETURN NULL;',
                    hash="3e72d72d46c4822ec6731e264809b2066bb25862",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b203",
                    table="archive_statement",
                    when="AFTER",
                ),
            ),
        ),
    ]
