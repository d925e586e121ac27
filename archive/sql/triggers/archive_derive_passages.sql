-- Passages are the paragraphs of the text. Those whose words stay keep their kind, label and time, wherever they moved; of
-- several with the same words, each keeps its own, in order. A row of which nothing changes is not written again, and where
-- only its offsets do, the search has nothing to do with it.
CREATE OR REPLACE FUNCTION archive_derive_passages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    writes text := archive_begin_writes('archive_passage');
    labels jsonb := '[]';
    paragraphs text[] := string_to_array(NEW.text, E'\n\n');
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT COALESCE(jsonb_agg(to_jsonb(earlier)), '[]') INTO labels FROM (
            SELECT text AS words, row_number() OVER (PARTITION BY text ORDER BY number) AS nth, kind, speaker_label, time
            FROM archive_passage WHERE document_id = NEW.id
        ) earlier WHERE kind <> 'paragraph' OR speaker_label <> '' OR time <> '';
        -- A label that moves on to another row is not changed by anybody: where there are labels, rows are made anew.
        DELETE FROM archive_passage WHERE document_id = NEW.id
            AND (number > cardinality(paragraphs) OR (labels <> '[]' AND text <> paragraphs[number]));
    END IF;
    WITH part AS MATERIALIZED (
        SELECT place.number, place.finish - length(place.words) AS start, place.finish, place.words,
               COALESCE(earlier.kind, 'paragraph') AS kind, COALESCE(earlier.speaker_label, '') AS speaker_label,
               COALESCE(earlier.time, '') AS time
        FROM (
            SELECT number, words, sum(length(words) + 2) OVER (ORDER BY number) - 2 AS finish,
                   row_number() OVER (PARTITION BY words ORDER BY number) AS nth
            FROM unnest(paragraphs) WITH ORDINALITY AS paragraph(words, number)
        ) place
        LEFT JOIN jsonb_to_recordset(labels)
            AS earlier(words text, nth bigint, kind text, speaker_label text, time text)
            ON earlier.words = place.words AND earlier.nth = place.nth
    ), moved AS (
        UPDATE archive_passage p
            SET start = part.start, "end" = part.finish, text = part.words, kind = part.kind,
                speaker_label = part.speaker_label, time = part.time
            FROM part WHERE p.document_id = NEW.id AND p.number = part.number
                AND (p.start, p.text, p.kind, p.speaker_label, p.time)
                    IS DISTINCT FROM (part.start, part.words, part.kind, part.speaker_label, part.time)
    )
    INSERT INTO archive_passage (id, document_id, number, start, "end", text, kind, speaker_label, time)
        SELECT NEW.id * 1000000 + number, NEW.id, number, start, finish, words, kind, speaker_label, time
        FROM part
        WHERE NOT EXISTS (SELECT FROM archive_passage p WHERE p.document_id = NEW.id AND p.number = part.number);
    PERFORM archive_end_writes(writes);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_derive_passages_insert AFTER INSERT ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_derive_passages();
CREATE OR REPLACE TRIGGER archive_derive_passages_update AFTER UPDATE OF text ON archive_document
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION archive_derive_passages();
