-- Everything that has a public page now. `wording` tells one wording from another, where another begins a new period
-- (archive_record_publications); a document's versions are kept in archive_correction.
CREATE OR REPLACE VIEW archive_publication_definition AS
SELECT 'statement' AS model_name, s.id AS object_id, '' AS slug, md5(s.text) AS wording, d.text_version
FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
WHERE s.state = 'published' AND d.state = 'published'
UNION ALL
SELECT 'document', d.id, d.slug, '', d.text_version FROM archive_document d WHERE d.state = 'published'
UNION ALL
SELECT 'speaker', p.id, p.slug, '', NULL FROM archive_speaker p
WHERE EXISTS (
    SELECT FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
    WHERE s.speaker_id = p.id AND s.state = 'published' AND d.state = 'published'
)
UNION ALL
SELECT 'event', e.id, e.slug, '', NULL FROM archive_event e
WHERE EXISTS (
    SELECT FROM archive_event here JOIN archive_document d ON d.event_id = here.id
    WHERE (here.id = e.id OR here.part_of_id = e.id) AND d.state = 'published'
) OR EXISTS (
    SELECT FROM archive_event here JOIN archive_statement s ON s.event_id = here.id
    JOIN archive_document d ON d.id = s.document_id
    WHERE (here.id = e.id OR here.part_of_id = e.id) AND s.state = 'published' AND d.state = 'published'
)
UNION ALL
SELECT 'theme', t.id, t.slug, '', NULL FROM archive_theme t
WHERE EXISTS (
    SELECT FROM archive_statementtheme carried JOIN archive_statement s ON s.id = carried.statement_id
    JOIN archive_document d ON d.id = s.document_id
    WHERE carried.theme_id = ANY (archive_theme_descendants(ARRAY[t.id])) AND s.state = 'published' AND d.state = 'published'
)
UNION ALL
SELECT 'term', t.id, t.slug, '', NULL FROM archive_term t WHERE t.state = 'published'
UNION ALL
SELECT 'utterance', u.id, '', '', NULL FROM archive_utterance u
WHERE EXISTS (
    SELECT FROM archive_report r JOIN archive_statement s ON s.id = r.statement_id JOIN archive_document d ON d.id = s.document_id
    WHERE r.utterance_id = u.id AND r.status = 'confirmed' AND s.state = 'published' AND d.state = 'published'
);
