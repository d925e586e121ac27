-- archive_search_dependents(model_name, ids, of_unit, after_id, at_most): the statements (unit 1) or passages (unit 2) whose
-- search rows depend on these speakers, events, themes or terms; the first at_most of those with a higher id than after_id.
CREATE OR REPLACE FUNCTION archive_search_dependents(
    model_name text, ids bigint[], of_unit smallint, after_id bigint, at_most integer
) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    CASE model_name || of_unit
    WHEN 'speaker1' THEN
        RETURN ARRAY(SELECT id FROM archive_statement WHERE speaker_id = ANY (ids) AND id > after_id ORDER BY id LIMIT at_most);
    WHEN 'event1' THEN
        RETURN ARRAY(SELECT id FROM archive_statement WHERE event_id = ANY (ids) AND id > after_id ORDER BY id LIMIT at_most);
    WHEN 'event2' THEN
        RETURN ARRAY(
            SELECT g.id FROM archive_passage g JOIN archive_document d ON d.id = g.document_id
            WHERE d.event_id = ANY (ids) AND g.id > after_id ORDER BY g.id LIMIT at_most
        );
    WHEN 'theme1' THEN
        ids := archive_theme_descendants(ids);
        RETURN ARRAY(
            SELECT DISTINCT statement_id FROM archive_statementtheme
            WHERE theme_id = ANY (ids) AND statement_id > after_id ORDER BY statement_id LIMIT at_most
        );
    WHEN 'term1' THEN
        RETURN ARRAY(
            SELECT DISTINCT statement_id FROM archive_termoccurrence
            WHERE term_id = ANY (ids) AND status = 'confirmed' AND statement_id > after_id ORDER BY statement_id LIMIT at_most
        );
    END CASE;
END $$;
