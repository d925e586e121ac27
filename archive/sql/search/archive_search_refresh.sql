-- archive_search_refresh(of_unit, ids): bring the rows of archive_search for these objects in line with the view
-- archive_search_definition; a row that is right is not written. The lists of columns are those of the view, so a facet
-- needs a column of the table and of the view, and nothing here. The function is written once, when this file is applied,
-- and has one plan for all calls: planning the view takes longer than writing the rows of a document, and a statement put
-- together with EXECUTE would be planned at every call.
DO $build$
DECLARE
    columns text; -- all but the key: speaker_id, event_id …
    old_values text; -- t.speaker_id, t.event_id …
    new_values text; -- w.speaker_id, w.event_id …
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
           string_agg('t.' || quote_ident(attname), ', ' ORDER BY attnum),
           string_agg('w.' || quote_ident(attname), ', ' ORDER BY attnum)
        INTO columns, old_values, new_values
        FROM pg_attribute
        WHERE attrelid = 'archive_search_definition'::regclass AND attnum > 0 AND attname NOT IN ('unit', 'object_id');
    EXECUTE format($template$
        CREATE OR REPLACE FUNCTION archive_search_refresh(of_unit smallint, ids bigint[]) RETURNS void LANGUAGE plpgsql
        SET plan_cache_mode = force_generic_plan AS $function$
        DECLARE
            changed_ids bigint[];
            former_vectors tsvector[];
            new_words text[]; -- of the rows in which no other word can be new; again for each of them
            in_text boolean[]; -- for each of these words
            -- The language for which archive_search_prepare_texts has found new words in this transaction.
            prepared text := current_setting('archive.prepared_texts', TRUE);
        BEGIN
            IF ids IS NULL OR cardinality(ids) = 0 THEN
                RETURN;
            END IF;
            IF NOT EXISTS (SELECT FROM archive_search WHERE unit = of_unit AND object_id = ANY (ids)) THEN
                -- All new: a third less than with what follows, which looks for former rows.
                WITH inserted AS (
                    INSERT INTO archive_search (unit, object_id, %1$s)
                    SELECT w.unit, w.object_id, %3$s FROM archive_search_definition w
                        WHERE w.unit = of_unit AND w.object_id = ANY (ids) ORDER BY w.object_id
                    RETURNING id
                ), recorded AS (
                    INSERT INTO archive_search_change (row_ids) SELECT array_agg(id) FROM inserted HAVING count(*) > 0
                )
                SELECT array_agg(id) INTO changed_ids FROM inserted;
                IF changed_ids IS NOT NULL THEN
                    PERFORM archive_search_keep_words(changed_ids, array_fill(''::tsvector, ARRAY[cardinality(changed_ids)]));
                END IF;
                RETURN;
            END IF;
            WITH wanted AS MATERIALIZED (
                SELECT * FROM archive_search_definition WHERE unit = of_unit AND object_id = ANY (ids)
            ), deleted AS (
                DELETE FROM archive_search t WHERE unit = of_unit AND object_id = ANY (ids)
                    AND NOT EXISTS (SELECT FROM wanted w WHERE w.object_id = t.object_id)
                RETURNING id
            ), former AS MATERIALIZED (
                SELECT id, object_id, public, language, vector, unknown_words
                FROM archive_search LEFT JOIN archive_search_unknown_words(of_unit, ids) USING (object_id)
                WHERE unit = of_unit AND object_id = ANY (ids)
            ), updated AS (
                UPDATE archive_search t SET (%1$s) = (%3$s)
                FROM wanted w JOIN former f USING (object_id) WHERE t.id = f.id AND (%2$s) IS DISTINCT FROM (%3$s)
                RETURNING t.id,
                    CASE WHEN (f.public, f.language) = (t.public, t.language) THEN f.vector ELSE '' END AS vector,
                    CASE WHEN (f.public, f.language, prepared) = (t.public, t.language, t.language)
                        AND ts_filter(f.vector, '{a,b}') = ts_filter(t.vector, '{a,b}') THEN f.unknown_words END AS unknown_words,
                    t.public
            ), inserted AS (
                INSERT INTO archive_search (unit, object_id, %1$s)
                SELECT w.unit, w.object_id, %3$s FROM wanted w
                    WHERE NOT EXISTS (SELECT FROM archive_search t WHERE t.unit = of_unit AND t.object_id = w.object_id)
                    ORDER BY w.object_id
                RETURNING id
            ), changed AS (
                SELECT id, ''::tsvector AS vector, NULL::text[] AS unknown_words, FALSE AS public FROM deleted UNION ALL TABLE updated
                UNION ALL SELECT id, '', NULL, FALSE FROM inserted
            ), recorded AS (
                INSERT INTO archive_search_change (row_ids) SELECT array_agg(id) FROM changed HAVING count(*) > 0
            )
            SELECT array_agg(id) FILTER (WHERE unknown_words IS NULL), array_agg(vector) FILTER (WHERE unknown_words IS NULL),
                   (SELECT array_agg(word) FROM changed, unnest(unknown_words) AS word),
                   (SELECT array_agg(public AND of_unit = 2) FROM changed, unnest(unknown_words) AS word)
                INTO changed_ids, former_vectors, new_words, in_text FROM changed;
            IF changed_ids IS NOT NULL OR new_words IS NOT NULL THEN
                PERFORM archive_search_keep_words(changed_ids, former_vectors, prepared, new_words, in_text);
            END IF;
        END $function$
    $template$, columns, old_values, new_values);
END $build$;
