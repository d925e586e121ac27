-- The words of what many search rows depend on: names, titles and labels, prepared once for all rows. A theme has the
-- labels of the themes above it, too, and their ids. Editors find a document by more words than readers do. A border ends
-- the words, so that those of other names can follow. The table archive_search_name is always equal to this view.
DROP VIEW IF EXISTS archive_search_name_definition;
CREATE VIEW archive_search_name_definition AS
SELECT
    model_name, object_id, family,
    archive_search_lexemes(words || archive_search_border()) AS vector,
    to_tsvector('archive_simple', archive_search_exact(archive_search_text(editorial))) AS editorial
FROM (
    SELECT
        'speaker' AS model_name,
        p.id AS object_id,
        archive_search_text(concat_ws(archive_search_border(), p.name,
            (SELECT string_agg(n.name, archive_search_border() ORDER BY n.id) FROM archive_speakername n WHERE n.speaker_id = p.id)
        )) AS words,
        '{}'::bigint[] AS family,
        NULL::text AS editorial
    FROM archive_speaker p
    UNION ALL
    SELECT
        'event',
        e.id,
        archive_search_text(concat_ws(archive_search_border(), e.name,
            (SELECT string_agg(n.name, archive_search_border() ORDER BY n.id) FROM archive_eventname n WHERE n.event_id = e.id)
        )),
        '{}',
        NULL
    FROM archive_event e
    UNION ALL
    SELECT
        'theme',
        t.id,
        archive_search_text(concat_ws(archive_search_border(),
            (SELECT string_agg(a.label, archive_search_border() ORDER BY a.id) FROM archive_theme a WHERE a.id = ANY (family.ids)),
            (SELECT string_agg(l.text, archive_search_border() ORDER BY l.id) FROM archive_themelabel l WHERE l.theme_id = ANY (family.ids))
        )),
        family.ids,
        NULL
    FROM archive_theme t CROSS JOIN LATERAL (SELECT archive_theme_ancestors(ARRAY[t.id]) AS ids) family
    UNION ALL
    SELECT
        'document',
        d.id,
        archive_search_text(d.title),
        '{}',
        concat_ws(archive_search_border(), d.title, d.original_title, d.slug, d.url)
    FROM archive_document d
) AS name;
