-- What a list shows of these statements, of those that are public: a function, whose plan stays with the connection, since to
-- plan this query takes as long as to run it. Its columns are those of CARD_FIELDS (archive/search/page/cards.py), and the
-- fields of themes and roles those of THEME_FIELDS and ROLE_FIELDS. Roles: the one an editor chose, else all that the speaker ever
-- held, in the order of Role.Meta.
CREATE OR REPLACE FUNCTION archive_search_cards(ids bigint[]) RETURNS TABLE (
    statement_id bigint, statement_document_id bigint, statement_start integer, statement_end integer, statement_text text,
    statement_voice varchar, statement_voice_label varchar, statement_speaker_id bigint, statement_attribution varchar,
    statement_role_as_printed varchar, statement_role_id bigint, statement_event_id bigint, statement_certain boolean,
    statement_state varchar, statement_date date, statement_date_precision varchar, statement_date_uncertain boolean,
    document_id bigint, document_slug varchar, document_title varchar, document_language varchar, document_translator varchar,
    document_source_id bigint, document_event_id bigint, document_state varchar, document_date date,
    document_date_precision varchar, document_date_uncertain boolean,
    source_id bigint, source_slug varchar, source_name varchar,
    speaker_id bigint, speaker_slug varchar, speaker_name varchar,
    event_id bigint, event_slug varchar, event_name varchar, event_start date, event_start_precision varchar,
    event_date_uncertain boolean,
    themes jsonb, roles jsonb
) LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN QUERY SELECT
        statement.id, statement.document_id, statement.start, statement."end", statement.text, statement.voice,
        statement.voice_label, statement.speaker_id, statement.attribution, statement.role_as_printed, statement.role_id,
        statement.event_id, statement.certain, statement.state, statement.date, statement.date_precision,
        statement.date_uncertain,
        document.id, document.slug, document.title, document.language, document.translator, document.source_id,
        document.event_id, document.state, document.date, document.date_precision, document.date_uncertain,
        source.id, source.slug, source.name,
        speaker.id, speaker.slug, speaker.name,
        event.id, event.slug, event.name, event.start, event.start_precision, event.date_uncertain,
        (SELECT jsonb_agg(jsonb_build_array(t.id, t.slug, t.label) ORDER BY t.sort_key)
         FROM archive_statementtheme st JOIN archive_theme t ON t.id = st.theme_id WHERE st.statement_id = statement.id),
        (SELECT jsonb_agg(
            jsonb_build_array(r.id, r.title, r.organisation, r.start, r.start_precision, r."end", r.end_precision)
            ORDER BY r.start NULLS FIRST, r.id)
         FROM archive_role r
         WHERE r.id = statement.role_id OR statement.role_id IS NULL AND r.speaker_id = statement.speaker_id)
    FROM archive_statement statement
    JOIN archive_document document ON document.id = statement.document_id
    JOIN archive_source source ON source.id = document.source_id
    LEFT JOIN archive_speaker speaker ON speaker.id = statement.speaker_id
    LEFT JOIN archive_event event ON event.id = statement.event_id
    WHERE statement.id = ANY (ids) AND statement.state = 'published' AND document.state = 'published';
END $$;
