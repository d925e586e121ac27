-- Refresh the search rows that depend on these objects, and say whether a name that processes keep in memory has changed.
CREATE OR REPLACE FUNCTION archive_search_refresh_dependents(model_name text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF ids IS NOT NULL AND model_name IN ('speaker', 'event', 'theme', 'term', 'source', 'synonym') THEN
        INSERT INTO archive_search_change (row_ids, names) VALUES ('{}', TRUE);
    END IF;
    CASE model_name
    WHEN 'statement' THEN
        PERFORM archive_search_refresh(1::smallint, ids);
    WHEN 'occurrence' THEN
        PERFORM archive_search_refresh_public(1::smallint, ids);
    WHEN 'passage' THEN
        PERFORM archive_search_refresh(2::smallint, ids);
    WHEN 'document' THEN
        PERFORM archive_search_name_refresh('document', ids);
        PERFORM archive_search_refresh(1::smallint, ARRAY(SELECT id FROM archive_statement WHERE document_id = ANY (ids)));
        PERFORM archive_search_refresh(2::smallint, ARRAY(SELECT id FROM archive_passage WHERE document_id = ANY (ids)));
    WHEN 'whole' THEN
        PERFORM archive_search_refresh(2::smallint, ARRAY(SELECT id FROM archive_passage WHERE document_id = ANY (ids)));
    WHEN 'speaker' THEN
        PERFORM archive_search_name_refresh('speaker', ids);
        PERFORM archive_search_refresh_or_wait('speaker', 1::smallint, ids);
    WHEN 'event' THEN
        PERFORM archive_search_name_refresh('event', ids);
        PERFORM archive_search_refresh_or_wait('event', 1::smallint, ids);
        PERFORM archive_search_refresh_or_wait('event', 2::smallint, ids);
    WHEN 'theme' THEN
        PERFORM archive_search_name_refresh('theme', archive_theme_descendants(ids));
        PERFORM archive_search_refresh_or_wait('theme', 1::smallint, ids);
    WHEN 'term' THEN
        PERFORM archive_search_refresh_or_wait('term', 1::smallint, ids);
    ELSE
        NULL; -- no indexed text holds a source's name or a synonym
    END CASE;
END $$;
