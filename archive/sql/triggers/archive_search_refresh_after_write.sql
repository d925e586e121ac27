-- Rule 4: the search table always equals its definition. Whatever is written to a table that the views of the search read,
-- the rows that depend on it are refreshed in the same transaction. Transition tables make a write of many rows one refresh.

-- The columns whose change matters are those that the views read, taken from the catalogue; an update of others costs one
-- comparison. Each table has a branch, written when this file is applied, so that the plan stays with the connection: to make
-- it takes as long as all the rest. That of a full join is never a nested loop, which kept from a call with one row would take
-- seconds for thousands.
-- Arguments of the trigger: the column with the ids of the dependent objects, their model name, and these columns.
DO $build$
DECLARE
    source record;
    branches text := '';
    triggers text := '';
BEGIN
    FOR source IN
        SELECT 'archive_search' AS prefix, c.relname AS name, dependents.key, dependents.model_name,
               array_agg(DISTINCT a.attname::text ORDER BY a.attname::text) AS columns
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
        GROUP BY 2, 3, 4
        UNION ALL
        -- Of a part the document around it depends, too: before and after, where it moves to another one.
        SELECT 'archive_search_whole', 'archive_document', 'part_of_id', 'whole', '{part_first,part_last,part_of_id,state}'
    LOOP
        IF source.key IS NULL THEN
            RAISE EXCEPTION 'a view of the search reads %, and this file does not say which objects depend on it', source.name;
        END IF;
        branches := branches || format($branch$
            WHEN %1$L THEN
                IF TG_OP = 'INSERT' THEN
                    SELECT array_agg(DISTINCT %2$I) INTO ids FROM new_rows;
                ELSIF TG_OP = 'DELETE' THEN
                    SELECT array_agg(DISTINCT %2$I) INTO ids FROM old_rows;
                ELSE
                    SELECT array_agg(DISTINCT object_id) FILTER (WHERE other OR text AND state),
                           array_agg(DISTINCT object_id) FILTER (WHERE text AND NOT other AND NOT state),
                           array_agg(DISTINCT object_id) FILTER (WHERE state AND NOT other AND NOT text)
                        INTO ids, rewritten, shown
                        FROM (
                            SELECT o.%2$I AS before, n.%2$I AS after, %3$s AS other, %4$s AS text, %5$s AS state
                            FROM old_rows o FULL JOIN new_rows n USING (id) OFFSET 0
                        ) AS compared CROSS JOIN LATERAL (VALUES (before), (after)) AS side(object_id)
                        WHERE object_id IS NOT NULL AND (other OR text OR state);
                END IF;$branch$,
            source.model_name || ' of ' || source.name, source.key,
            (SELECT format('(ROW(%s) IS DISTINCT FROM ROW(%s))', string_agg(format('o.%I', name), ', '),
                           string_agg(format('n.%I', name), ', '))
             FROM unnest(source.columns) AS name
             WHERE name <> 'state' AND NOT (name = 'text' AND source.model_name IN ('statement', 'passage'))),
            CASE WHEN 'text' = ANY (source.columns) AND source.model_name IN ('statement', 'passage')
                THEN '(o.text IS DISTINCT FROM n.text)' ELSE 'FALSE' END,
            CASE WHEN 'state' = ANY (source.columns) THEN '(o.state IS DISTINCT FROM n.state)' ELSE 'FALSE' END);
        triggers := triggers || (
            SELECT string_agg(format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I REFERENCING %s FOR EACH STATEMENT
                EXECUTE FUNCTION archive_search_refresh_after_write(%L, %L, %L);',
                source.prefix || '_' || lower(operation), operation, source.name, rows, source.key, source.model_name,
                array_to_string(source.columns, ' ')), '')
            FROM (VALUES ('INSERT', 'NEW TABLE AS new_rows'), ('DELETE', 'OLD TABLE AS old_rows'),
                ('UPDATE', 'OLD TABLE AS old_rows NEW TABLE AS new_rows')) AS event(operation, rows)
        );
    END LOOP;
    EXECUTE format($template$
        CREATE OR REPLACE FUNCTION archive_search_refresh_after_write() RETURNS trigger LANGUAGE plpgsql AS $function$
        DECLARE
            ids bigint[];
            rewritten bigint[]; -- those of which only the text has changed
            shown bigint[]; -- those of which only the state has changed
        BEGIN
            CASE TG_ARGV[1] || ' of ' || TG_TABLE_NAME %s
            END CASE;
            IF TG_OP = 'DELETE' AND TG_TABLE_NAME IN ('archive_statement', 'archive_passage') THEN
                WITH deleted AS (
                    DELETE FROM archive_search
                        WHERE unit = CASE TG_ARGV[1] WHEN 'statement' THEN 1 ELSE 2 END AND object_id = ANY (ids) RETURNING id
                )
                INSERT INTO archive_search_change (row_ids) SELECT array_agg(id) FROM deleted HAVING count(*) > 0;
                RETURN NULL;
            END IF;
            IF ids IS NOT NULL THEN
                PERFORM archive_search_refresh_dependents(TG_ARGV[1], ids);
            END IF;
            IF rewritten IS NOT NULL THEN
                PERFORM archive_search_refresh_texts(CASE TG_ARGV[1] WHEN 'statement' THEN 1 ELSE 2 END::smallint, rewritten);
            END IF;
            IF shown IS NULL THEN
                RETURN NULL;
            END IF;
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
        END $function$
    $template$, branches);
    EXECUTE triggers;
END $build$;
