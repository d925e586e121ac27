"""Utterances have periods in which they were public; what was public before 0020 is read from the history.

The comment above PUBLIC in 0020 promised this of "the next migration", and none did it: what an editor had taken back
or deleted before that upgrade answered 404. Here one period is recorded for each such object, from its first public
moment in the history to its last, with its last public state.
"""

from django.db import migrations, models

from archive.sql.operations import ApplySQL

MODEL_NAMES = [
    ("statement", "Statement"),
    ("document", "Document"),
    ("speaker", "Speaker"),
    ("event", "Event"),
    ("theme", "Theme"),
    ("utterance", "Utterance"),
]
# Periods of the history: from a row to the next of the same object.
STATES = """
CREATE TEMPORARY TABLE former_document ON COMMIT DROP AS
SELECT * FROM (
    SELECT pgh_obj_id AS id, pgh_id, slug, event_id, text_version, state, pgh_label, pgh_created_at AS since,
           COALESCE(lead(pgh_created_at) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id), 'infinity') AS until
    FROM archive_documentevent
) period WHERE state = 'published' AND pgh_label <> 'delete' AND since < until;

CREATE TEMPORARY TABLE former_statement ON COMMIT DROP AS
SELECT s.id, s.pgh_id, s.text, s.speaker_id, s.event_id, d.text_version,
       greatest(s.since, d.since) AS since, least(s.until, d.until) AS until
FROM (
    SELECT pgh_obj_id AS id, pgh_id, text, document_id, speaker_id, event_id, state, pgh_label, pgh_created_at AS since,
           COALESCE(lead(pgh_created_at) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id), 'infinity') AS until
    FROM archive_statementevent
) s JOIN former_document d ON d.id = s.document_id AND d.since < s.until AND s.since < d.until
WHERE s.state = 'published' AND s.pgh_label <> 'delete' AND s.since < s.until;

CREATE TEMPORARY TABLE former_page ON COMMIT DROP AS
SELECT 'statement' AS model_name, id, pgh_id AS history_id, md5(text) AS wording, text_version, since, until FROM former_statement
UNION ALL SELECT 'document', id, pgh_id, '', text_version, since, until FROM former_document
UNION ALL SELECT 'speaker', speaker_id, NULL, '', NULL, since, until FROM former_statement WHERE speaker_id IS NOT NULL
UNION ALL SELECT 'event', event_id, NULL, '', NULL, since, until FROM former_statement WHERE event_id IS NOT NULL
UNION ALL SELECT 'event', event_id, NULL, '', NULL, since, until FROM former_document WHERE event_id IS NOT NULL
UNION ALL
SELECT 'theme', t.theme_id, NULL, '', NULL, greatest(s.since, t.since), least(s.until, t.until)
FROM (
    SELECT theme_id, statement_id, pgh_label, pgh_created_at AS since,
           COALESCE(lead(pgh_created_at) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id), 'infinity') AS until
    FROM archive_statementthemeevent
) t JOIN former_statement s ON s.id = t.statement_id AND s.since < t.until AND t.since < s.until
WHERE t.pgh_label <> 'delete'
UNION ALL
SELECT 'utterance', r.utterance_id, NULL, '', NULL, greatest(s.since, r.since), least(s.until, r.until)
FROM (
    SELECT utterance_id, statement_id, status, pgh_label, pgh_created_at AS since,
           COALESCE(lead(pgh_created_at) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id), 'infinity') AS until
    FROM archive_reportevent
) r JOIN former_statement s ON s.id = r.statement_id AND s.since < r.until AND r.since < s.until
WHERE r.pgh_label <> 'delete' AND r.status = 'confirmed';

-- Of speakers, events, themes and utterances the last row of their history in that period, with the slug of then.
UPDATE former_page p SET history_id = CASE p.model_name
    WHEN 'speaker' THEN (SELECT max(pgh_id) FROM archive_speakerevent WHERE pgh_obj_id = p.id AND pgh_created_at < p.until AND pgh_label <> 'delete')
    WHEN 'event' THEN (SELECT max(pgh_id) FROM archive_eventevent WHERE pgh_obj_id = p.id AND pgh_created_at < p.until AND pgh_label <> 'delete')
    WHEN 'theme' THEN (SELECT max(pgh_id) FROM archive_themeevent WHERE pgh_obj_id = p.id AND pgh_created_at < p.until AND pgh_label <> 'delete')
    ELSE (SELECT max(pgh_id) FROM archive_utteranceevent WHERE pgh_obj_id = p.id AND pgh_created_at < p.until AND pgh_label <> 'delete')
END WHERE p.history_id IS NULL;
"""
FORMER = """
SELECT set_config('archive.writes', 'archive_publication', TRUE);
INSERT INTO archive_publication
    (model_name, object_id, slug, wording, history_id, since, until, first_version, last_version)
SELECT last.model_name, last.id, COALESCE(CASE last.model_name
        WHEN 'document' THEN (SELECT slug FROM archive_documentevent WHERE pgh_id = last.history_id)
        WHEN 'speaker' THEN (SELECT slug FROM archive_speakerevent WHERE pgh_id = last.history_id)
        WHEN 'event' THEN (SELECT slug FROM archive_eventevent WHERE pgh_id = last.history_id)
        WHEN 'theme' THEN (SELECT slug FROM archive_themeevent WHERE pgh_id = last.history_id)
    END, ''), last.wording, last.history_id, whole.since, NULLIF(whole.until, 'infinity'),
    whole.first_version, CASE WHEN whole.until < 'infinity' THEN last.text_version END
FROM (
    SELECT DISTINCT ON (model_name, id) * FROM former_page ORDER BY model_name, id, until DESC, history_id DESC NULLS LAST
) last JOIN (
    SELECT model_name, id, min(since) AS since, max(until) AS until, min(text_version) AS first_version
    FROM former_page GROUP BY 1, 2
) whole USING (model_name, id)
WHERE NOT EXISTS (SELECT FROM archive_publication p WHERE p.model_name = last.model_name AND p.object_id = last.id)
    -- What is public now and not recorded so is an utterance.
    AND (whole.until < 'infinity' OR last.model_name = 'utterance');
SELECT set_config('archive.writes', '', TRUE);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0037_statement_editor_note"),
    ]

    operations = [
        *(
            migrations.AlterField(
                model_name=name,
                name="model_name",
                field=models.CharField(choices=MODEL_NAMES, max_length=9, verbose_name="kind of entity"),
            )
            for name in ("publication", "withholding", "withholdingevent")
        ),
        migrations.RunSQL(STATES),
        migrations.RunSQL(FORMER),
        ApplySQL(__name__),
    ]
