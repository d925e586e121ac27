-- Of the speakers, events (with those they are part of), themes (with those above) and utterances of these statements.
CREATE OR REPLACE FUNCTION archive_record_publications_around(statements bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    speakers bigint[];
    events bigint[];
    themes bigint[];
    utterances bigint[];
BEGIN
    SELECT array_agg(DISTINCT speaker_id) FILTER (WHERE speaker_id IS NOT NULL),
           array_agg(DISTINCT event_id) FILTER (WHERE event_id IS NOT NULL)
        INTO speakers, events FROM archive_statement WHERE id = ANY (statements);
    SELECT array_agg(DISTINCT theme_id) INTO themes FROM archive_statementtheme WHERE statement_id = ANY (statements);
    SELECT array_agg(DISTINCT utterance_id) INTO utterances FROM archive_report WHERE statement_id = ANY (statements);
    IF speakers IS NOT NULL THEN
        PERFORM archive_record_publications('speaker', speakers);
    END IF;
    PERFORM archive_record_event_publications(events);
    IF themes IS NOT NULL THEN
        PERFORM archive_record_publications('theme', archive_theme_ancestors(themes));
    END IF;
    IF utterances IS NOT NULL THEN
        PERFORM archive_record_publications('utterance', utterances);
    END IF;
END $$;
