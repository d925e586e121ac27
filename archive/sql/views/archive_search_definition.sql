-- What every row of the table archive_search must be; the refresh, the full rebuild and the check all read it, and triggers
-- refresh in the transaction of the writer. archive/search/engine/order.py says how the weights
-- rank. A new column goes to both halves, in the same order.
-- The paragraphs that a published part has for itself are found in the part alone, so that the same words count once.
DROP VIEW IF EXISTS archive_search_definition;
CREATE VIEW archive_search_definition AS
SELECT
    1::smallint AS unit,
    s.id AS object_id,
    s.document_id,
    (s.state = 'published' AND d.state = 'published') AS public,
    s.speaker_id,
    s.event_id,
    d.source_id,
    d.kind,
    d.language,
    s.attribution,
    COALESCE(s.date, e.start, d.date) AS date,
    (d.translator = 'machine') AS machine,
    d.translator AS translation,
    (SELECT r.utterance_id FROM archive_report r WHERE r.statement_id = s.id AND r.status = 'confirmed') AS utterance_id,
    ARRAY(SELECT DISTINCT unnest(t.families) ORDER BY 1) AS theme_ids,
    ARRAY(
        SELECT DISTINCT o.term_id FROM archive_termoccurrence o JOIN archive_term term ON term.id = o.term_id
        WHERE o.statement_id = s.id AND o.status = 'confirmed' AND term.state = 'published'
            AND substr(s.text, o.start + 1, o."end" - o.start) = o.words ORDER BY 1
    ) AS term_ids,
    archive_search_vector(
        COALESCE(speaker.vector, '')
            || archive_search_lexemes(archive_search_text(NULLIF(s.voice_label, '')) || archive_search_border()),
        COALESCE(event.vector, '') || t.vector || COALESCE(title.vector, '')
            || archive_search_lexemes(archive_search_text(NULLIF(s.role_as_printed, '')) || archive_search_border()),
        archive_search_text_vector(s.text)
    ) AS vector
FROM archive_statement s
JOIN archive_document d ON d.id = s.document_id
JOIN archive_search_name title ON title.model_name = 'document' AND title.object_id = s.document_id
LEFT JOIN archive_event e ON e.id = s.event_id
LEFT JOIN archive_search_name speaker ON speaker.model_name = 'speaker' AND speaker.object_id = s.speaker_id
LEFT JOIN archive_search_name event ON event.model_name = 'event' AND event.object_id = s.event_id
CROSS JOIN LATERAL (
    SELECT archive_join(n.vector ORDER BY n.object_id) AS vector,
           COALESCE(string_to_array(string_agg(array_to_string(n.family, ' '), ' '), ' ')::bigint[], '{}') AS families
    FROM archive_statementtheme st JOIN archive_search_name n ON n.model_name = 'theme' AND n.object_id = st.theme_id
    WHERE st.statement_id = s.id
) t
UNION ALL
SELECT
    2::smallint,
    g.id,
    g.document_id,
    d.state = 'published' AND NOT EXISTS (
        SELECT FROM archive_document part
        WHERE part.part_of_id = d.id AND part.state = 'published' AND g.number BETWEEN part.part_first AND part.part_last
    ),
    NULL,
    d.event_id,
    d.source_id,
    d.kind,
    d.language,
    '',
    COALESCE(d.date, e.start),
    (d.translator = 'machine'),
    d.translator,
    NULL,
    '{}'::bigint[],
    '{}'::bigint[],
    archive_search_vector(
        '', COALESCE(event.vector, '') || COALESCE(title.vector, ''), archive_search_text_vector(g.text)
    )
FROM archive_passage g
JOIN archive_document d ON d.id = g.document_id
JOIN archive_search_name title ON title.model_name = 'document' AND title.object_id = g.document_id
LEFT JOIN archive_event e ON e.id = d.event_id
LEFT JOIN archive_search_name event ON event.model_name = 'event' AND event.object_id = d.event_id;
