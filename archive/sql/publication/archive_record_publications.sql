-- Brings archive_publication in line with archive_publication_definition for these objects: closes the periods that have
-- ended, opens those that begin, and notes the last public state of each. What begins and ends in one transaction nobody
-- has seen: it leaves no row. `now()` is the beginning of the transaction, so it tells this one from every other.
-- A branch for each model, written when this file is applied, so that every query has one plan for all calls: planning the
-- view takes three times as long as all that is done for a new statement. With the model written out the planner leaves
-- out the other parts of the view. What need not be written is not asked of the database: a query that writes no row costs a
-- tenth of a millisecond, of every save.
DO $build$
DECLARE
    read_branches text;
    note_branches text;
BEGIN
    SELECT string_agg(format($branch$
                WHEN %1$L THEN
                    SELECT array_agg(v) INTO found FROM archive_publication_definition v
                    WHERE v.model_name = %1$L AND v.object_id = ANY (ids);$branch$, name), ''),
           string_agg(format($branch$
                WHEN %1$L THEN
                    IF begins THEN
                        INSERT INTO archive_publication (model_name, object_id, slug, wording, since, first_version, history_id)
                            SELECT v.model_name, v.object_id, v.slug, v.wording, now(), v.text_version,
                                (SELECT max(pgh_id) FROM %2$I WHERE pgh_obj_id = v.object_id)
                            FROM unnest(found) v WHERE v.object_id NOT IN (SELECT unnest(going_on));
                    END IF;
                    IF going_on <> '{}' THEN
                        UPDATE archive_publication p SET slug = v.slug, history_id = state.pgh_id,
                                first_version = CASE WHEN p.since = now() THEN v.text_version ELSE p.first_version END
                            FROM unnest(found) v
                            CROSS JOIN LATERAL (SELECT max(pgh_id) AS pgh_id FROM %2$I WHERE pgh_obj_id = v.object_id) AS state
                            WHERE p.model_name = %1$L AND p.object_id = v.object_id AND p.until IS NULL
                                AND (p.slug, p.history_id) IS DISTINCT FROM (v.slug, state.pgh_id);
                    END IF;$branch$,
               name, 'archive_' || name || 'event'), '')
        INTO read_branches, note_branches
        FROM unnest(ARRAY['statement', 'document', 'speaker', 'event', 'theme', 'term', 'utterance']) AS name;
    EXECUTE format($template$
        CREATE OR REPLACE FUNCTION archive_record_publications(of_model text, ids bigint[]) RETURNS void LANGUAGE plpgsql
        SET plan_cache_mode = force_generic_plan AS $function$
        DECLARE
            writes text;
            found archive_publication_definition[]; -- what is public now
            going_on bigint[]; -- of these, whose period lasts
            begins boolean; -- whether there are others
            ended bigint[]; -- periods
            unseen boolean; -- whether some of them began in this transaction
        BEGIN
            IF ids IS NULL OR cardinality(ids) = 0 THEN
                RETURN;
            END IF;
            CASE of_model %1$s
            END CASE;
            -- Not a join, whose plan for one row would take seconds for thousands: IN looks each up in a table of hashes.
            SELECT COALESCE(array_agg(object_id) FILTER (WHERE lasts), '{}'), array_agg(id) FILTER (WHERE NOT lasts),
                   bool_or(since = now()) FILTER (WHERE NOT lasts)
                INTO going_on, ended, unseen
                FROM (
                    SELECT p.id, p.object_id, p.since,
                           (p.object_id, p.wording) IN (SELECT v.object_id, v.wording FROM unnest(found) v) AS lasts
                    FROM archive_publication p WHERE p.model_name = of_model AND p.object_id = ANY (ids) AND p.until IS NULL
                    OFFSET 0
                ) AS open;
            begins := COALESCE(cardinality(found), 0) > cardinality(going_on);
            writes := archive_begin_writes('archive_publication');
            IF unseen THEN
                DELETE FROM archive_publication p WHERE p.id = ANY (ended) AND p.since = now();
            END IF;
            IF ended IS NOT NULL THEN
                WITH past AS MATERIALIZED (
                    SELECT p.id, CASE of_model WHEN 'statement' THEN e.document_id WHEN 'document' THEN p.object_id END AS document_id
                    FROM archive_publication p
                    LEFT JOIN archive_statementevent e ON of_model = 'statement' AND e.pgh_id = p.history_id
                    WHERE p.id = ANY (ended)
                ), of_text AS MATERIALIZED (
                    SELECT document_id, archive_version_before(document_id) AS version
                    FROM (SELECT DISTINCT document_id FROM past WHERE document_id IS NOT NULL) AS document
                )
                UPDATE archive_publication p SET until = now(), last_version = of_text.version
                    FROM past LEFT JOIN of_text USING (document_id) WHERE p.id = past.id;
            END IF;
            CASE of_model %2$s
            END CASE;
            PERFORM archive_end_writes(writes);
        END $function$
    $template$, read_branches, note_branches);
END $build$;
