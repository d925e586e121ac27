"""The history of statements and of what is public is written for all rows of an SQL statement at once."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0063_words_at_joined"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="orphan",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="orphan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="orphan",
            name="delete_delete",
        ),
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
        pgtrigger.migrations.AddTrigger(
            model_name="orphan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archive_orphanevent" ("detached", "orphaned_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state_before", "statement_id", "version") SELECT new_values."detached", new_values."orphaned_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."statement_id", new_values."reason", new_values."state_before", new_values."statement_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="02072addd7d3289770f60493f7aefdaf649d728b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_657f3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="archive_orphan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orphan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archive_orphanevent" ("detached", "orphaned_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state_before", "statement_id", "version") SELECT new_values."detached", new_values."orphaned_at", _pgh_attached_context.value, NOW(), \'update\', new_values."statement_id", new_values."reason", new_values."state_before", new_values."statement_id", new_values."version" FROM ( SELECT new_values.* FROM (SELECT * FROM new_values EXCEPT ALL SELECT * FROM old_values) AS new_values ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f2a81230dbc4888244e821fc0ac88d6ab77878ed",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e9ad",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="archive_orphan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orphan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archive_orphanevent" ("detached", "orphaned_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state_before", "statement_id", "version") SELECT old_values."detached", old_values."orphaned_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."statement_id", old_values."reason", old_values."state_before", old_values."statement_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="385f7a9b61f3f6ea014387285b2d59ec5fe51f7d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43829",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="archive_orphan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archive_statementevent" ("attribution", "certain", "created_at", "date", "date_precision", "date_uncertain", "document_id", "editor_note", "end", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "published_at", "role_as_printed", "role_id", "speaker_id", "start", "state", "suffix", "text", "updated_at", "voice", "voice_label") SELECT new_values."attribution", new_values."certain", new_values."created_at", new_values."date", new_values."date_precision", new_values."date_uncertain", new_values."document_id", new_values."editor_note", new_values."end", new_values."event_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."published_at", new_values."role_as_printed", new_values."role_id", new_values."speaker_id", new_values."start", new_values."state", new_values."suffix", new_values."text", new_values."updated_at", new_values."voice", new_values."voice_label" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c57fdf795d893571a3ad83f0173eb8e91ca75589",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ff81a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archive_statementevent" ("attribution", "certain", "created_at", "date", "date_precision", "date_uncertain", "document_id", "editor_note", "end", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "published_at", "role_as_printed", "role_id", "speaker_id", "start", "state", "suffix", "text", "updated_at", "voice", "voice_label") SELECT new_values."attribution", new_values."certain", new_values."created_at", new_values."date", new_values."date_precision", new_values."date_uncertain", new_values."document_id", new_values."editor_note", new_values."end", new_values."event_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prefix", new_values."published_at", new_values."role_as_printed", new_values."role_id", new_values."speaker_id", new_values."start", new_values."state", new_values."suffix", new_values."text", new_values."updated_at", new_values."voice", new_values."voice_label" FROM ( SELECT new_values.* FROM (SELECT * FROM new_values EXCEPT ALL SELECT * FROM old_values) AS new_values ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="43e3a1855553775d990cf667568e072ba97b15cd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ebbf2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archive_statementevent" ("attribution", "certain", "created_at", "date", "date_precision", "date_uncertain", "document_id", "editor_note", "end", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "published_at", "role_as_printed", "role_id", "speaker_id", "start", "state", "suffix", "text", "updated_at", "voice", "voice_label") SELECT old_values."attribution", old_values."certain", old_values."created_at", old_values."date", old_values."date_precision", old_values."date_uncertain", old_values."document_id", old_values."editor_note", old_values."end", old_values."event_id", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prefix", old_values."published_at", old_values."role_as_printed", old_values."role_id", old_values."speaker_id", old_values."start", old_values."state", old_values."suffix", old_values."text", old_values."updated_at", old_values."voice", old_values."voice_label" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a8353828ec0f85e3da25493d55794ded19095e8f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b203",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="archive_statement",
                    when="AFTER",
                ),
            ),
        ),
        ApplySQL(__name__),
    ]
