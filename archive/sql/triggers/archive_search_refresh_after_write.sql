-- Rule 4: the search table always equals its definition. Whatever is written to a table that the views of the search read,
-- the rows that depend on it are refreshed in the same transaction. Transition tables make a write of many rows one refresh.

-- Arguments: the column with the ids of the dependent objects, their model name, and (for updates) the columns whose
-- change matters, separated by spaces; an update of other columns costs one comparison.
CREATE OR REPLACE FUNCTION archive_search_refresh_after_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    shown bigint[]; -- those of which only the state has changed
    old_values text;
    new_values text;
    state_changed text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %I) FROM new_rows', TG_ARGV[0]) INTO ids;
    ELSIF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %I) FROM old_rows', TG_ARGV[0]) INTO ids;
    ELSE
        SELECT string_agg(format('o.%I', name), ', ') FILTER (WHERE name <> 'state'),
               string_agg(format('n.%I', name), ', ') FILTER (WHERE name <> 'state'),
               CASE WHEN bool_or(name = 'state') THEN 'o.state IS DISTINCT FROM n.state' ELSE 'FALSE' END
            INTO old_values, new_values, state_changed FROM unnest(string_to_array(TG_ARGV[2], ' ')) AS name;
        EXECUTE format(
            'SELECT array_agg(DISTINCT object_id) FILTER (WHERE ROW(%2$s) IS DISTINCT FROM ROW(%3$s)),
                    array_agg(DISTINCT object_id) FILTER (WHERE %4$s AND ROW(%2$s) IS NOT DISTINCT FROM ROW(%3$s))
             FROM old_rows o FULL JOIN new_rows n USING (id)
             CROSS JOIN LATERAL (VALUES (o.%1$I), (n.%1$I)) AS side(object_id)
             WHERE object_id IS NOT NULL AND (%4$s OR ROW(%2$s) IS DISTINCT FROM ROW(%3$s))',
            TG_ARGV[0], old_values, new_values, state_changed
        ) INTO ids, shown;
    END IF;
    PERFORM archive_search_refresh_dependents(TG_ARGV[1], ids);
    CASE TG_ARGV[1]
    WHEN 'statement' THEN
        PERFORM archive_search_refresh_public(1::smallint, shown);
    WHEN 'document' THEN
        PERFORM archive_search_refresh_public(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE document_id = ANY (shown)));
        PERFORM archive_search_refresh_public(2::smallint, ARRAY(SELECT id FROM archive_passage WHERE document_id = ANY (shown)));
    WHEN 'whole' THEN
        PERFORM archive_search_refresh_public(2::smallint, ARRAY(SELECT id FROM archive_passage WHERE document_id = ANY (shown)));
    WHEN 'term' THEN
        PERFORM archive_search_refresh_dependents('term', shown);
    ELSE
        NULL; -- nothing else has a state
    END CASE;
    RETURN NULL;
END $$;

-- The columns whose change matters are those that the views read, taken from the catalogue.
DO $$
DECLARE
    source record;
BEGIN
    FOR source IN
        SELECT c.relname AS name, dependents.key, dependents.model_name,
               string_agg(DISTINCT a.attname, ' ' ORDER BY a.attname) AS columns
        FROM pg_rewrite r
        JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
        JOIN pg_class c ON c.oid = d.refobjid AND c.relname NOT IN ('archive_search', 'archive_search_name')
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
        LEFT JOIN (VALUES
            ('archive_statement', 'id', 'statement'),
            ('archive_statementtheme', 'statement_id', 'statement'),
            ('archive_report', 'statement_id', 'statement'),
            ('archive_passage', 'id', 'passage'),
            ('archive_document', 'id', 'document'),
            ('archive_speaker', 'id', 'speaker'),
            ('archive_speakername', 'speaker_id', 'speaker'),
            ('archive_event', 'id', 'event'),
            ('archive_eventname', 'event_id', 'event'),
            ('archive_theme', 'id', 'theme'),
            ('archive_themelabel', 'theme_id', 'theme'),
            ('archive_term', 'id', 'term'),
            ('archive_termwording', 'term_id', 'term'),
            ('archive_termoccurrence', 'statement_id', 'occurrence'),
            ('archive_source', 'id', 'source'),
            ('archive_synonymset', 'id', 'synonym')
        ) AS dependents(name, key, model_name) ON dependents.name = c.relname
        WHERE r.ev_class IN (
            'archive_search_definition'::regclass, 'archive_search_name_definition'::regclass, 'archive_search_label'::regclass
        ) AND d.refobjsubid > 0
        GROUP BY 1, 2, 3
    LOOP
        IF source.key IS NULL THEN
            RAISE EXCEPTION 'a view of the search reads %, and this file does not say which objects depend on it', source.name;
        END IF;
        EXECUTE format('CREATE OR REPLACE TRIGGER archive_search_insert AFTER INSERT ON %I
            REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write(%L, %L)',
            source.name, source.key, source.model_name);
        EXECUTE format('CREATE OR REPLACE TRIGGER archive_search_update AFTER UPDATE ON %I
            REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write(%L, %L, %L)',
            source.name, source.key, source.model_name, source.columns);
        EXECUTE format('CREATE OR REPLACE TRIGGER archive_search_delete AFTER DELETE ON %I
            REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write(%L, %L)',
            source.name, source.key, source.model_name);
    END LOOP;
END $$;

-- Of a part the document around it depends, too: before and after, where it moves to another one.
CREATE OR REPLACE TRIGGER archive_search_whole_insert AFTER INSERT ON archive_document REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write('part_of_id', 'whole');
CREATE OR REPLACE TRIGGER archive_search_whole_update AFTER UPDATE ON archive_document
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION archive_search_refresh_after_write('part_of_id', 'whole', 'part_first part_last part_of_id state');
CREATE OR REPLACE TRIGGER archive_search_whole_delete AFTER DELETE ON archive_document REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION archive_search_refresh_after_write('part_of_id', 'whole');
