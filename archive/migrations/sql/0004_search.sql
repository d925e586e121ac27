-- Rule 4: the search table equals its definition. The view says what every row must be; the refresh, the full
-- rebuild and the check all read it, and triggers call the refresh in the transaction of whoever writes. Weights: A who
-- speaks, B what it is about (event, themes, title), C the words; how they rank is said in search/ordering.py. Of a single
-- paragraph the first 60,000 characters are searched: PostgreSQL refuses a vector of more than a megabyte.

-- First the words of what many rows follow from: names, titles and labels, made ready once for all of them. A theme
-- has the labels of those above it, too, and their ids.
CREATE VIEW archive_search_name_definition AS
SELECT
    'speaker' AS model_name,
    p.id AS object_id,
    archive_name_words(concat_ws(' ', p.name,
        (SELECT string_agg(n.name, ' ' ORDER BY n.id) FROM archive_speakername n WHERE n.speaker_id = p.id)
    )) AS words,
    '{}'::bigint[] AS family
FROM archive_speaker p
UNION ALL
SELECT
    'event',
    e.id,
    archive_name_words(concat_ws(' ', e.name,
        (SELECT string_agg(n.name, ' ' ORDER BY n.id) FROM archive_eventname n WHERE n.event_id = e.id)
    )),
    '{}'
FROM archive_event e
UNION ALL
SELECT
    'theme',
    t.id,
    archive_name_words(concat_ws(' ',
        (SELECT string_agg(a.label, ' ' ORDER BY a.id) FROM archive_theme a WHERE a.id = ANY (family.ids)),
        (SELECT string_agg(l.text, ' ' ORDER BY l.id) FROM archive_themelabel l WHERE l.theme_id = ANY (family.ids))
    )),
    family.ids
FROM archive_theme t CROSS JOIN LATERAL (SELECT archive_theme_ancestors(ARRAY[t.id]) AS ids) family
UNION ALL
SELECT 'document', d.id, archive_name_words(d.title), '{}' FROM archive_document d;

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
    (SELECT r.utterance_id FROM archive_report r WHERE r.statement_id = s.id AND r.status = 'confirmed') AS utterance_id,
    ARRAY(SELECT DISTINCT unnest(t.families) ORDER BY 1) AS theme_ids,
    setweight(to_tsvector(
        archive_search_config(d.language), concat_ws(' ', speaker.words, archive_search_text(NULLIF(s.voice_label, '')))
    ), 'A')
    || setweight(to_tsvector(archive_search_config(d.language), concat_ws(' ',
        event.words, t.words, title.words, archive_search_text(NULLIF(s.role_as_printed, ''))
    )), 'B')
    || setweight(to_tsvector(archive_search_config(d.language), archive_search_text(left(s.text, 60000))), 'C')
    || COALESCE(to_tsvector('archive_simple', archive_last_characters(left(s.text, 60000))), '') AS vector
FROM archive_statement s
JOIN archive_document d ON d.id = s.document_id
JOIN archive_search_name title ON title.model_name = 'document' AND title.object_id = s.document_id
LEFT JOIN archive_event e ON e.id = s.event_id
LEFT JOIN archive_search_name speaker ON speaker.model_name = 'speaker' AND speaker.object_id = s.speaker_id
LEFT JOIN archive_search_name event ON event.model_name = 'event' AND event.object_id = s.event_id
CROSS JOIN LATERAL (
    SELECT string_agg(n.words, ' ' ORDER BY n.object_id) AS words,
           COALESCE(string_to_array(string_agg(array_to_string(n.family, ' '), ' '), ' ')::bigint[], '{}') AS families
    FROM archive_statementtheme st JOIN archive_search_name n ON n.model_name = 'theme' AND n.object_id = st.theme_id
    WHERE st.statement_id = s.id
) t
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
    (d.translator = 'machine'),
    NULL,
    '{}'::bigint[],
    setweight(to_tsvector(archive_search_config(d.language), concat_ws(' ', event.words, title.words)), 'B')
    || setweight(to_tsvector(archive_search_config(d.language), archive_search_text(left(g.text, 60000))), 'C')
    || COALESCE(to_tsvector('archive_simple', archive_last_characters(left(g.text, 60000))), '')
FROM archive_passage g
JOIN archive_document d ON d.id = g.document_id
JOIN archive_search_name title ON title.model_name = 'document' AND title.object_id = g.document_id
LEFT JOIN archive_event e ON e.id = d.event_id
LEFT JOIN archive_search_name event ON event.model_name = 'event' AND event.object_id = d.event_id;


-- The index generation: which rows of the search table a transaction changed. Processes that keep columns of the table
-- in memory remember the snapshot they read and ask for what has become visible since (search/columns.py); numbers
-- drawn from a sequence could be passed over when a lower one is committed later. NULL: read everything anew. And
-- whether something is called otherwise now.
CREATE TABLE archive_search_change (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    row_ids bigint[],
    names boolean NOT NULL DEFAULT FALSE
);
CREATE INDEX archive_search_change_transaction ON archive_search_change (transaction);

-- Ten times as many words are known by their share of the rows; common.py takes its candidates from these.
ALTER TABLE archive_search ALTER COLUMN vector SET STATISTICS 300;

-- The rows of the commonest words as of a snapshot, ids as bits, compressed (search/common.py).
CREATE TABLE archive_search_postings (
    unit smallint NOT NULL,
    word text NOT NULL,
    snapshot pg_snapshot NOT NULL,
    rows bytea NOT NULL,
    PRIMARY KEY (unit, word)
);
ALTER TABLE archive_search_postings ALTER COLUMN rows SET STORAGE EXTERNAL;

CREATE FUNCTION archive_search_record_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_search_change (row_ids) VALUES (NULL);
    RETURN NULL;
END $$;
CREATE TRIGGER archive_search_record_truncate AFTER TRUNCATE ON archive_search
    FOR EACH STATEMENT EXECUTE FUNCTION archive_search_record_truncate();

-- Two transactions may change what one row follows from, and neither would see the other's part. So those who write
-- take turns, from before their first write to their commit: no search row is stale, and no two wait for each other.
-- Who locks rows before the first write takes the turn before that (models/turns.py).
CREATE FUNCTION archive_acquire_write_lock() RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT pg_advisory_xact_lock(hashtext('archive_search'));
END;
CREATE FUNCTION archive_lock_before_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM archive_acquire_write_lock();
    RETURN NULL;
END $$;

-- Make the words of these nouns what the view says; what is right already is not written.
CREATE FUNCTION archive_search_name_refresh(of_model text, ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    DELETE FROM archive_search_name n WHERE n.model_name = of_model AND n.object_id = ANY (ids)
        AND NOT EXISTS (SELECT 1 FROM archive_search_name_definition w WHERE w.model_name = of_model AND w.object_id = n.object_id);
    INSERT INTO archive_search_name AS old (model_name, object_id, words, family)
        SELECT * FROM archive_search_name_definition w WHERE w.model_name = of_model AND w.object_id = ANY (ids)
        ON CONFLICT (model_name, object_id) DO UPDATE SET (words, family) = (EXCLUDED.words, EXCLUDED.family)
        WHERE (old.words, old.family) IS DISTINCT FROM (EXCLUDED.words, EXCLUDED.family);
END $$;

-- Make the rows of one unit with these ids what the view says; rows that are right already are not written. One plan for
-- all calls: to plan the view anew takes longer than to write the rows of a document.
CREATE FUNCTION archive_search_refresh(of_unit smallint, ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF ids IS NULL OR cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    WITH wanted AS MATERIALIZED (
        SELECT * FROM archive_search_definition WHERE unit = of_unit AND object_id = ANY (ids)
    ), gone AS (
        DELETE FROM archive_search t WHERE unit = of_unit AND object_id = ANY (ids)
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.object_id = t.object_id)
        RETURNING id
    ), changed AS (
        UPDATE archive_search t SET (
            document_id, public, speaker_id, event_id, source_id, kind, language, attribution, date, machine,
            utterance_id, theme_ids, vector
        ) = (
            w.document_id, w.public, w.speaker_id, w.event_id, w.source_id, w.kind, w.language, w.attribution, w.date,
            w.machine, w.utterance_id, w.theme_ids, w.vector
        )
        FROM wanted w WHERE t.unit = of_unit AND t.object_id = w.object_id AND (
            t.document_id, t.public, t.speaker_id, t.event_id, t.source_id, t.kind, t.language, t.attribution, t.date,
            t.machine, t.utterance_id, t.theme_ids, t.vector
        ) IS DISTINCT FROM (
            w.document_id, w.public, w.speaker_id, w.event_id, w.source_id, w.kind, w.language, w.attribution, w.date,
            w.machine, w.utterance_id, w.theme_ids, w.vector
        )
        RETURNING t.id
    ), made AS (
        INSERT INTO archive_search (
            unit, object_id, document_id, public, speaker_id, event_id, source_id, kind, language, attribution, date,
            machine, utterance_id, theme_ids, vector
        )
        SELECT * FROM wanted w
            WHERE NOT EXISTS (SELECT 1 FROM archive_search t WHERE t.unit = of_unit AND t.object_id = w.object_id)
            ORDER BY object_id
        RETURNING id
    )
    INSERT INTO archive_search_change (row_ids)
        SELECT array_agg(id) FROM (TABLE gone UNION ALL TABLE changed UNION ALL TABLE made) AS touched
        HAVING count(*) > 0;
END $$;

-- Which search rows follow from rows of another noun.
CREATE FUNCTION archive_search_refresh_dependents(model_name text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    family bigint[];
BEGIN
    IF ids IS NOT NULL AND model_name IN ('speaker', 'event', 'theme', 'source') THEN
        INSERT INTO archive_search_change (row_ids, names) VALUES ('{}', TRUE);
    END IF;
    CASE model_name
    WHEN 'statement' THEN
        PERFORM archive_search_refresh(1::smallint, ids);
    WHEN 'passage' THEN
        PERFORM archive_search_refresh(2::smallint, ids);
    WHEN 'document' THEN
        PERFORM archive_search_name_refresh('document', ids);
        PERFORM archive_search_refresh(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE document_id = ANY (ids)));
        PERFORM archive_search_refresh(2::smallint, ARRAY(SELECT id FROM archive_passage WHERE document_id = ANY (ids)));
    WHEN 'speaker' THEN
        PERFORM archive_search_name_refresh('speaker', ids);
        PERFORM archive_search_refresh(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE speaker_id = ANY (ids)));
    WHEN 'event' THEN
        PERFORM archive_search_name_refresh('event', ids);
        PERFORM archive_search_refresh(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE event_id = ANY (ids)));
        PERFORM archive_search_refresh(2::smallint, ARRAY(
            SELECT g.id FROM archive_passage g JOIN archive_document d ON d.id = g.document_id WHERE d.event_id = ANY (ids)
        ));
    WHEN 'theme' THEN
        family := archive_theme_descendants(ids);
        PERFORM archive_search_name_refresh('theme', family);
        PERFORM archive_search_refresh(1::smallint, ARRAY(
            SELECT DISTINCT statement_id FROM archive_statementtheme WHERE theme_id = ANY (family)
        ));
    WHEN 'source' THEN
        NULL; -- searched by name through the columns, not through words
    END CASE;
END $$;

-- After any write. Arguments: the column that names the followed rows, their noun, and (for updates) the columns
-- that matter, blank-separated; an update of anything else costs one comparison. Transition tables make a
-- write of many rows one refresh.
CREATE FUNCTION archive_search_refresh_after_write() RETURNS trigger LANGUAGE plpgsql AS $$
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
    PERFORM archive_search_refresh_dependents(TG_ARGV[1], ids);
    RETURN NULL;
END $$;

DO $$
DECLARE
    followed record;
BEGIN
    FOR followed IN SELECT * FROM (VALUES
        ('archive_statement', 'id', 'statement', 'document_id text state speaker_id event_id attribution date voice_label role_as_printed'),
        ('archive_statementtheme', 'statement_id', 'statement', 'statement_id theme_id'),
        ('archive_report', 'statement_id', 'statement', 'statement_id utterance_id status'),
        ('archive_passage', 'id', 'passage', 'document_id text'),
        ('archive_document', 'id', 'document', 'title state source_id kind language event_id date translator'),
        ('archive_speaker', 'id', 'speaker', 'name slug'),
        ('archive_speakername', 'speaker_id', 'speaker', 'speaker_id name'),
        ('archive_event', 'id', 'event', 'name start slug'),
        ('archive_eventname', 'event_id', 'event', 'event_id name'),
        ('archive_theme', 'id', 'theme', 'label parent_id slug'),
        ('archive_source', 'id', 'source', 'name slug'),
        ('archive_themelabel', 'theme_id', 'theme', 'theme_id text')
    ) AS t(source, key, model_name, columns) LOOP
        EXECUTE format('CREATE TRIGGER archive_write_lock BEFORE INSERT OR UPDATE OR DELETE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION archive_lock_before_write()', followed.source);
        EXECUTE format('CREATE TRIGGER archive_search_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write(%L, %L)', followed.source, followed.key, followed.model_name);
        EXECUTE format('CREATE TRIGGER archive_search_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write(%L, %L, %L)',
            followed.source, followed.key, followed.model_name, followed.columns);
        EXECUTE format('CREATE TRIGGER archive_search_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write(%L, %L)', followed.source, followed.key, followed.model_name);
    END LOOP;
END $$;
