"""What was public stays known; earlier texts are chained; passages and earlier texts refuse to be written by hand."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from archive.sql.operations import ApplySQL

# What was written before is chained in the order of its versions; the definition is that of archive_correction_hash.
CHAIN = """
DO $$
DECLARE
    earlier record;
    previous text := '';
BEGIN
    FOR earlier IN SELECT id, document_id, version, text, corrected_at FROM archive_correction ORDER BY document_id, version LOOP
        IF earlier.version = 1 THEN
            previous := '';
        END IF;
        UPDATE archive_correction SET text_digest = encode(sha256(convert_to(text, 'UTF8')), 'hex') WHERE id = earlier.id;
        previous := encode(sha256(convert_to(concat_ws(E'\\n', previous, earlier.document_id, earlier.version,
            to_char(earlier.corrected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            encode(sha256(convert_to(earlier.text, 'UTF8')), 'hex')), 'UTF8')), 'hex');
        UPDATE archive_correction SET chain_hash = previous WHERE id = earlier.id;
    END LOOP;
END $$;
"""
# Of what is public now, the period since its first publication. The rest is read from the history by the next migration.
PUBLIC = """
INSERT INTO archive_publication (model_name, object_id, slug, wording, history_id, since, first_version)
SELECT 'statement', s.id, '', md5(s.text), (SELECT max(pgh_id) FROM archive_statementevent WHERE pgh_obj_id = s.id),
       COALESCE(greatest(s.published_at, d.published_at), now()), 1 + (
           SELECT count(*) FROM archive_correction c
           WHERE c.document_id = d.id AND c.corrected_at <= greatest(s.published_at, d.published_at))
FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
WHERE s.state = 'published' AND d.state = 'published'
UNION ALL
SELECT 'document', d.id, d.slug, '', (SELECT max(pgh_id) FROM archive_documentevent WHERE pgh_obj_id = d.id),
       COALESCE(d.published_at, now()),
       1 + (SELECT count(*) FROM archive_correction c WHERE c.document_id = d.id AND c.corrected_at <= d.published_at)
FROM archive_document d WHERE d.state = 'published';

CREATE TEMPORARY TABLE public_statement ON COMMIT DROP AS
SELECT s.id, s.speaker_id, s.event_id, greatest(s.published_at, d.published_at) AS since
FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
WHERE s.state = 'published' AND d.state = 'published';

INSERT INTO archive_publication (model_name, object_id, slug, wording, history_id, since)
SELECT 'speaker', p.id, p.slug, '', (SELECT max(pgh_id) FROM archive_speakerevent WHERE pgh_obj_id = p.id),
       COALESCE(min(s.since), now())
FROM archive_speaker p JOIN public_statement s ON s.speaker_id = p.id GROUP BY p.id;

INSERT INTO archive_publication (model_name, object_id, slug, wording, history_id, since)
WITH used AS (
    SELECT event_id, since FROM public_statement
    UNION ALL SELECT event_id, published_at FROM archive_document WHERE state = 'published'
)
SELECT 'event', e.id, e.slug, '', (SELECT max(pgh_id) FROM archive_eventevent WHERE pgh_obj_id = e.id),
       COALESCE(min(used.since), now())
FROM archive_event e JOIN archive_event here ON e.id IN (here.id, here.part_of_id) JOIN used ON used.event_id = here.id
GROUP BY e.id;

INSERT INTO archive_publication (model_name, object_id, slug, wording, history_id, since)
WITH RECURSIVE carried(theme_id, since) AS (
    SELECT st.theme_id, s.since FROM archive_statementtheme st JOIN public_statement s ON s.id = st.statement_id
    UNION
    SELECT t.parent_id, carried.since FROM carried JOIN archive_theme t ON t.id = carried.theme_id
    WHERE t.parent_id IS NOT NULL
)
SELECT 'theme', t.id, t.slug, '', (SELECT max(pgh_id) FROM archive_themeevent WHERE pgh_obj_id = t.id),
       COALESCE(min(carried.since), now())
FROM archive_theme t JOIN carried ON carried.theme_id = t.id GROUP BY t.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0027_list_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WithholdingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "model_name",
                    models.CharField(
                        choices=[
                            ("statement", "Statement"),
                            ("document", "Document"),
                            ("speaker", "Speaker"),
                            ("event", "Event"),
                            ("theme", "Theme"),
                        ],
                        max_length=9,
                        verbose_name="kind of entity",
                    ),
                ),
                (
                    "object_id",
                    models.BigIntegerField(
                        help_text="As in the address of its page here.", verbose_name="its number"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("law", "Required by law or a court"),
                            ("rights", "Requested by the holder of the rights"),
                            ("privacy", "Protection of a person"),
                            ("error", "Published by mistake"),
                        ],
                        help_text="Shown to readers.",
                        max_length=7,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for readers")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="since",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterModelOptions(
            name="correction",
            options={
                "ordering": ["document_id", "-version"],
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
            },
        ),
        migrations.AddField(
            model_name="correction",
            name="chain_hash",
            field=models.CharField(db_default="", default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="correction",
            name="text_digest",
            field=models.CharField(db_default="", default="", editable=False, max_length=64),
        ),
        migrations.AlterField(
            model_name="correction",
            name="corrected_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to=settings.AUTH_USER_MODEL,
                verbose_name="corrected by",
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="document",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="corrections",
                to="archive.document",
                verbose_name="document",
            ),
        ),
        migrations.AlterField(
            model_name="passage",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="passages",
                to="archive.document",
                verbose_name="document",
            ),
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_name",
                    models.CharField(
                        choices=[
                            ("statement", "Statement"),
                            ("document", "Document"),
                            ("speaker", "Speaker"),
                            ("event", "Event"),
                            ("theme", "Theme"),
                        ],
                        max_length=9,
                        verbose_name="kind of entity",
                    ),
                ),
                ("object_id", models.BigIntegerField(verbose_name="its id")),
                ("slug", models.SlugField(blank=True, db_index=False, max_length=120, verbose_name="slug")),
                ("wording", models.CharField(blank=True, max_length=32, verbose_name="hash of the words")),
                ("history_id", models.BigIntegerField(null=True, verbose_name="its last public state")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(null=True, verbose_name="until")),
                (
                    "first_version",
                    models.PositiveIntegerField(null=True, verbose_name="first version of the text"),
                ),
                (
                    "last_version",
                    models.PositiveIntegerField(null=True, verbose_name="last version of the text"),
                ),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["model_name", "object_id", "since", "id"],
                "indexes": [
                    models.Index(fields=["model_name", "object_id"], name="publication_object"),
                    models.Index(
                        condition=models.Q(("slug", ""), _negated=True),
                        fields=["model_name", "slug"],
                        name="publication_slug",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("model_name", "object_id"),
                        name="publication_is_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Withholding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_name",
                    models.CharField(
                        choices=[
                            ("statement", "Statement"),
                            ("document", "Document"),
                            ("speaker", "Speaker"),
                            ("event", "Event"),
                            ("theme", "Theme"),
                        ],
                        max_length=9,
                        verbose_name="kind of entity",
                    ),
                ),
                (
                    "object_id",
                    models.BigIntegerField(
                        help_text="As in the address of its page here.", verbose_name="its number"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("law", "Required by law or a court"),
                            ("rights", "Requested by the holder of the rights"),
                            ("privacy", "Protection of a person"),
                            ("error", "Published by mistake"),
                        ],
                        help_text="Shown to readers.",
                        max_length=7,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for readers")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="since",
                    ),
                ),
            ],
            options={
                "verbose_name": "withholding",
                "verbose_name_plural": "withholdings",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["law", "rights", "privacy", "error"])),
                        name="withholding_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("model_name", "object_id"),
                        name="withholding_is_unique",
                        violation_error_message="Its former words are withheld already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withholding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_withholdingevent" ("created_at", "id", "model_name", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."created_at", NEW."id", NEW."model_name", NEW."note", NEW."object_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="4b7334f7ab1de493488633695f8b4e454d81ec02",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1111",
                    table="archive_withholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withholding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_withholdingevent" ("created_at", "id", "model_name", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."created_at", NEW."id", NEW."model_name", NEW."note", NEW."object_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="d479f2cace0c278289d6320a46802b75ea41f8e5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7fc86",
                    table="archive_withholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withholding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_withholdingevent" ("created_at", "id", "model_name", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."created_at", OLD."id", OLD."model_name", OLD."note", OLD."object_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="9fe36a7130b5d7f28df1210db06a7865cffaa097",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10a01",
                    table="archive_withholding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="withholdingevent",
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
            model_name="withholdingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="archive.withholding",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withholdingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="46cd75b729d921d3dc11b2e97bbfe4e54ad94b2a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e1ecd",
                    table="archive_withholdingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(CHAIN),
        migrations.RunSQL(PUBLIC),
        ApplySQL(__name__),
    ]
