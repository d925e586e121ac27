-- How many rows archive_search_dependents finds for one entity, for a display of progress: of a statement with several themes
-- of one family each counts.
CREATE OR REPLACE FUNCTION archive_search_count_dependents(model_name text, entity bigint, of_unit smallint)
RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
    family bigint[];
BEGIN
    CASE model_name || of_unit
    WHEN 'speaker1' THEN
        RETURN (SELECT count(*) FROM archive_statement WHERE speaker_id = entity);
    WHEN 'event1' THEN
        RETURN (SELECT count(*) FROM archive_statement WHERE event_id = entity);
    WHEN 'event2' THEN
        RETURN (SELECT count(*) FROM archive_passage g JOIN archive_document d ON d.id = g.document_id WHERE d.event_id = entity);
    WHEN 'theme1' THEN
        family := archive_theme_descendants(ARRAY[entity]);
        RETURN (SELECT count(*) FROM archive_statementtheme WHERE theme_id = ANY (family));
    WHEN 'term1' THEN
        RETURN (SELECT count(DISTINCT statement_id) FROM archive_termoccurrence WHERE term_id = entity AND status = 'confirmed');
    END CASE;
END $$;
