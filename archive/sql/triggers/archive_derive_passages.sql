-- Passages are the paragraphs of the text. Those whose words stay keep their kind, label and time, wherever they moved; of
-- several with the same words, each keeps its own, in order.
CREATE OR REPLACE FUNCTION archive_derive_passages() RETURNS trigger LANGUAGE plpgsql
    SET archive.writes = 'archive_passage' AS $$
DECLARE
    labels jsonb := '[]';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT COALESCE(jsonb_agg(to_jsonb(earlier)), '[]') INTO labels FROM (
            SELECT text AS words, row_number() OVER (PARTITION BY text ORDER BY number) AS nth, kind, speaker_label, time
            FROM archive_passage WHERE document_id = NEW.id
        ) earlier WHERE kind <> 'paragraph' OR speaker_label <> '' OR time <> '';
        DELETE FROM archive_passage WHERE document_id = NEW.id;
    END IF;
    INSERT INTO archive_passage (id, document_id, number, start, "end", text, kind, speaker_label, time)
        SELECT NEW.id * 1000000 + part.number, NEW.id, part.number, part.finish - length(part.words), part.finish,
               part.words, COALESCE(earlier.kind, 'paragraph'), COALESCE(earlier.speaker_label, ''), COALESCE(earlier.time, '')
        FROM (
            SELECT number, words, sum(length(words) + 2) OVER (ORDER BY number) - 2 AS finish,
                   row_number() OVER (PARTITION BY words ORDER BY number) AS nth
            FROM unnest(string_to_array(NEW.text, E'\n\n')) WITH ORDINALITY AS paragraph(words, number)
        ) part
        LEFT JOIN jsonb_to_recordset(labels)
            AS earlier(words text, nth bigint, kind text, speaker_label text, time text)
            ON earlier.words = part.words AND earlier.nth = part.nth;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_derive_passages_insert AFTER INSERT ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_derive_passages();
CREATE OR REPLACE TRIGGER archive_derive_passages_update AFTER UPDATE OF text ON archive_document
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION archive_derive_passages();
