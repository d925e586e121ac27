-- Of the speakers, events (with those they are part of), themes (with those above) and utterances of these statements.
CREATE OR REPLACE FUNCTION archive_record_publications_around(statements bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM archive_record_publications('speaker', ARRAY(
        SELECT DISTINCT speaker_id FROM archive_statement WHERE id = ANY (statements) AND speaker_id IS NOT NULL));
    PERFORM archive_record_event_publications(ARRAY(
        SELECT DISTINCT event_id FROM archive_statement WHERE id = ANY (statements) AND event_id IS NOT NULL));
    PERFORM archive_record_publications('theme', archive_theme_ancestors(ARRAY(
        SELECT DISTINCT theme_id FROM archive_statementtheme WHERE statement_id = ANY (statements))));
    PERFORM archive_record_publications('utterance', ARRAY(
        SELECT DISTINCT utterance_id FROM archive_report WHERE statement_id = ANY (statements)));
END $$;
