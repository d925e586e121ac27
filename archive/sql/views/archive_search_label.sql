-- What processes keep in memory of speakers, events, themes, published terms and sources: addresses, names and other names
-- for facets, fields (speaker:Xi) and suggestions, what to call them in the language of a page (by tag in small letters), and the words
-- that are called the same (archive/search/engine/store/names.py).
DROP VIEW IF EXISTS archive_search_label;
CREATE VIEW archive_search_label AS
SELECT
    'speaker' AS model_name,
    s.id AS object_id,
    s.slug,
    s.name,
    s.sort_key,
    NULL::bigint AS parent_id,
    ARRAY(SELECT n.name FROM archive_speakername n WHERE n.speaker_id = s.id ORDER BY n.id) AS other_names,
    (SELECT jsonb_object_agg(lower(n.language), n.name ORDER BY n.kind = 'native', n.id DESC) FROM archive_speakername n
     WHERE n.speaker_id = s.id AND n.language <> '' AND n.kind IN ('native', 'alias')) AS labels
FROM archive_speaker s
UNION ALL
SELECT
    'event', e.id, e.slug, e.name, e.sort_key, NULL,
    ARRAY(SELECT n.name FROM archive_eventname n WHERE n.event_id = e.id ORDER BY n.id),
    (SELECT jsonb_object_agg(lower(n.language), n.name ORDER BY n.id DESC) FROM archive_eventname n
     WHERE n.event_id = e.id AND n.language <> '')
FROM archive_event e
UNION ALL
SELECT
    'theme', t.id, t.slug, t.label, t.sort_key, t.parent_id,
    ARRAY(SELECT l.text FROM archive_themelabel l WHERE l.theme_id = t.id ORDER BY l.id),
    (SELECT jsonb_object_agg(lower(l.language), l.text ORDER BY l.id DESC) FROM archive_themelabel l
     WHERE l.theme_id = t.id AND l.language <> '')
FROM archive_theme t
UNION ALL
SELECT
    'term', t.id, t.slug,
    concat_ws(' · ', t.original, (
        SELECT w.text FROM archive_termwording w WHERE w.term_id = t.id AND w.kind = 'rendering' ORDER BY w.id LIMIT 1
    )),
    t.sort_key, NULL,
    t.original::text || ARRAY(SELECT w.text::text FROM archive_termwording w WHERE w.term_id = t.id ORDER BY w.id),
    COALESCE((SELECT jsonb_object_agg(lower(w.language), w.text ORDER BY w.id DESC) FROM archive_termwording w
              WHERE w.term_id = t.id AND w.kind = 'rendering'), '{}') || jsonb_build_object(lower(t.language), t.original)
FROM archive_term t WHERE t.state = 'published'
UNION ALL
SELECT 'source', s.id, s.slug, s.name, s.sort_key, NULL, '{}', NULL FROM archive_source s
UNION ALL
SELECT 'synonym', s.id, '', s.words[1], '', NULL, s.words[2:], NULL FROM archive_synonymset s;
