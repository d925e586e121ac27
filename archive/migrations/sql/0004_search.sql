-- Rule 4: the search table equals its definition. The view says what every row must be; the refresh, the full
-- rebuild and the check all read it, and triggers call the refresh in the transaction of whoever writes. Weights: A who
-- speaks, B what it is about (event, themes, title), C the words; how they rank is said in search/scan.py. Of a single
-- paragraph the first 60,000 characters are searched: PostgreSQL refuses a vector of more than a megabyte.

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
    family.ids AS theme_ids,
    setweight(to_tsvector('archive', archive_search_text(concat_ws(' ',
        p.name,
        (SELECT string_agg(n.name, ' ' ORDER BY n.id) FROM archive_speakername n WHERE n.speaker_id = s.speaker_id),
        s.voice_label
    ))), 'A')
    || setweight(to_tsvector('archive', archive_search_text(concat_ws(' ',
        e.name,
        (SELECT string_agg(n.name, ' ' ORDER BY n.id) FROM archive_eventname n WHERE n.event_id = s.event_id),
        (SELECT string_agg(t.label, ' ' ORDER BY t.id) FROM archive_theme t WHERE t.id = ANY (family.ids)),
        (SELECT string_agg(l.text, ' ' ORDER BY l.id) FROM archive_themelabel l WHERE l.theme_id = ANY (family.ids)),
        d.title,
        s.role_as_printed
    ))), 'B')
    || setweight(to_tsvector('archive', archive_search_text(left(s.text, 60000))), 'C') AS vector
FROM archive_statement s
JOIN archive_document d ON d.id = s.document_id
LEFT JOIN archive_speaker p ON p.id = s.speaker_id
LEFT JOIN archive_event e ON e.id = s.event_id
CROSS JOIN LATERAL (
    SELECT archive_theme_ancestors(ARRAY(
        SELECT st.theme_id FROM archive_statementtheme st WHERE st.statement_id = s.id
    )) AS ids
) family
UNION ALL
SELECT
    2::smallint,
    g.id,
    g.document_id,
    d.state = 'published',
    NULL,
    d.event_id,
    d.source_id,
    d.kind,
    d.language,
    '',
    COALESCE(d.date, e.start),
    '{}'::bigint[],
    setweight(to_tsvector('archive', archive_search_text(concat_ws(' ',
        e.name,
        (SELECT string_agg(n.name, ' ' ORDER BY n.id) FROM archive_eventname n WHERE n.event_id = d.event_id),
        d.title
    ))), 'B')
    || setweight(to_tsvector('archive', archive_search_text(left(g.text, 60000))), 'C')
FROM archive_passage g
JOIN archive_document d ON d.id = g.document_id
LEFT JOIN archive_event e ON e.id = d.event_id;

-- Two transactions may change what one row follows from. Whoever writes a statement or a passage holds (FOR SHARE)
-- the nouns it follows from, always in this order; whoever changes a noun holds that (FOR NO KEY UPDATE). So one waits
-- for the other, and the later one's refresh sees both.
CREATE FUNCTION archive_search_hold(of_unit smallint, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF of_unit = 1 THEN
        PERFORM FROM archive_document WHERE id IN (SELECT document_id FROM archive_statement WHERE id = ANY (ids))
            ORDER BY id FOR SHARE;
        PERFORM FROM archive_speaker WHERE id IN (SELECT speaker_id FROM archive_statement WHERE id = ANY (ids))
            ORDER BY id FOR SHARE;
        PERFORM FROM archive_event WHERE id IN (SELECT event_id FROM archive_statement WHERE id = ANY (ids))
            ORDER BY id FOR SHARE;
        PERFORM FROM archive_theme WHERE id = ANY (archive_theme_ancestors(ARRAY(
            SELECT theme_id FROM archive_statementtheme WHERE statement_id = ANY (ids)
        ))) ORDER BY id FOR SHARE;
    ELSE
        PERFORM FROM archive_event WHERE id IN (
            SELECT d.event_id FROM archive_document d JOIN archive_passage g ON g.document_id = d.id WHERE g.id = ANY (ids)
        ) ORDER BY id FOR SHARE;
    END IF;
END $$;

-- Make the rows of one unit with these ids what the view says; rows that are right already are not written. The rows
-- are locked first, in order, so that what is then read of the view is not older than what another refresh wrote.
CREATE FUNCTION archive_search_refresh(of_unit smallint, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF ids IS NULL OR cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    PERFORM FROM archive_search WHERE unit = of_unit AND object_id = ANY (ids) ORDER BY object_id FOR UPDATE;
    IF of_unit = 1 THEN
        DELETE FROM archive_search WHERE unit = 1 AND object_id = ANY (ids)
            AND NOT EXISTS (SELECT 1 FROM archive_statement s WHERE s.id = object_id);
    ELSE
        DELETE FROM archive_search WHERE unit = 2 AND object_id = ANY (ids)
            AND NOT EXISTS (SELECT 1 FROM archive_passage g WHERE g.id = object_id);
    END IF;
    INSERT INTO archive_search AS old (
        unit, object_id, document_id, public, speaker_id, event_id, source_id, kind, language, attribution, date,
        theme_ids, vector
    )
    SELECT * FROM archive_search_definition WHERE unit = of_unit AND object_id = ANY (ids) ORDER BY object_id
    ON CONFLICT (unit, object_id) DO UPDATE SET (
        document_id, public, speaker_id, event_id, source_id, kind, language, attribution, date, theme_ids, vector
    ) = (
        EXCLUDED.document_id, EXCLUDED.public, EXCLUDED.speaker_id, EXCLUDED.event_id, EXCLUDED.source_id,
        EXCLUDED.kind, EXCLUDED.language, EXCLUDED.attribution, EXCLUDED.date, EXCLUDED.theme_ids, EXCLUDED.vector
    )
    WHERE (
        old.document_id, old.public, old.speaker_id, old.event_id, old.source_id,
        old.kind, old.language, old.attribution, old.date, old.theme_ids, old.vector
    ) IS DISTINCT FROM (
        EXCLUDED.document_id, EXCLUDED.public, EXCLUDED.speaker_id, EXCLUDED.event_id, EXCLUDED.source_id,
        EXCLUDED.kind, EXCLUDED.language, EXCLUDED.attribution, EXCLUDED.date, EXCLUDED.theme_ids, EXCLUDED.vector
    );
END $$;

-- Which search rows follow from rows of another noun.
CREATE FUNCTION archive_search_follow(noun text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    family bigint[];
BEGIN
    CASE noun
    WHEN 'statement' THEN
        PERFORM archive_search_hold(1::smallint, ids);
        PERFORM archive_search_refresh(1::smallint, ids);
    WHEN 'passage' THEN
        PERFORM archive_search_hold(2::smallint, ids);
        PERFORM archive_search_refresh(2::smallint, ids);
    WHEN 'document' THEN
        PERFORM archive_search_refresh(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE document_id = ANY (ids)));
        PERFORM archive_search_refresh(2::smallint, ARRAY(SELECT id FROM archive_passage WHERE document_id = ANY (ids)));
    WHEN 'speaker' THEN
        PERFORM FROM archive_speaker WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        PERFORM archive_search_refresh(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE speaker_id = ANY (ids)));
    WHEN 'event' THEN
        PERFORM FROM archive_event WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        PERFORM archive_search_refresh(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE event_id = ANY (ids)));
        PERFORM archive_search_refresh(2::smallint, ARRAY(
            SELECT g.id FROM archive_passage g JOIN archive_document d ON d.id = g.document_id WHERE d.event_id = ANY (ids)
        ));
    WHEN 'theme' THEN
        PERFORM FROM archive_theme WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        family := archive_theme_descendants(ids);
        PERFORM archive_search_refresh(1::smallint, ARRAY(
            SELECT DISTINCT statement_id FROM archive_statementtheme WHERE theme_id = ANY (family)
        ));
    END CASE;
END $$;

-- After any write. Arguments: the column that names the followed rows, their noun, and (for updates) the columns
-- that matter, blank-separated; an update of anything else costs one comparison. Transition tables make a
-- write of many rows one refresh.
CREATE FUNCTION archive_search_after_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    before_columns text;
    after_columns text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %I) FROM new_rows', TG_ARGV[0]) INTO ids;
    ELSIF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %I) FROM old_rows', TG_ARGV[0]) INTO ids;
    ELSE
        SELECT string_agg(format('o.%I', name), ', '), string_agg(format('n.%I', name), ', ')
            INTO before_columns, after_columns FROM unnest(string_to_array(TG_ARGV[2], ' ')) AS name;
        EXECUTE format(
            'SELECT array_agg(DISTINCT followed) FROM old_rows o FULL JOIN new_rows n USING (id)
             CROSS JOIN LATERAL (VALUES (o.%1$I), (n.%1$I)) AS side(followed)
             WHERE followed IS NOT NULL AND ROW(%2$s) IS DISTINCT FROM ROW(%3$s)',
            TG_ARGV[0], before_columns, after_columns
        ) INTO ids;
    END IF;
    PERFORM archive_search_follow(TG_ARGV[1], ids);
    RETURN NULL;
END $$;

DO $$
DECLARE
    followed record;
BEGIN
    FOR followed IN SELECT * FROM (VALUES
        ('archive_statement', 'id', 'statement', 'document_id text state speaker_id event_id attribution date voice_label role_as_printed'),
        ('archive_statementtheme', 'statement_id', 'statement', 'statement_id theme_id'),
        ('archive_passage', 'id', 'passage', 'document_id text'),
        ('archive_document', 'id', 'document', 'title state source_id kind language event_id date'),
        ('archive_speaker', 'id', 'speaker', 'name'),
        ('archive_speakername', 'speaker_id', 'speaker', 'speaker_id name'),
        ('archive_event', 'id', 'event', 'name start'),
        ('archive_eventname', 'event_id', 'event', 'event_id name'),
        ('archive_theme', 'id', 'theme', 'label parent_id'),
        ('archive_themelabel', 'theme_id', 'theme', 'theme_id text')
    ) AS t(source, key, noun, columns) LOOP
        EXECUTE format('CREATE TRIGGER archive_search_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_after_write(%L, %L)', followed.source, followed.key, followed.noun);
        EXECUTE format('CREATE TRIGGER archive_search_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_after_write(%L, %L, %L)',
            followed.source, followed.key, followed.noun, followed.columns);
        EXECUTE format('CREATE TRIGGER archive_search_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_after_write(%L, %L)', followed.source, followed.key, followed.noun);
    END LOOP;
END $$;
