-- The version that the text had when this transaction began, of the document that a row of history speaks of: the last
-- that readers saw. NULL for what has no text.
CREATE OR REPLACE FUNCTION archive_version_before(of_model text, history_id bigint) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
    of_document bigint;
BEGIN
    IF of_model = 'statement' THEN
        SELECT document_id INTO of_document FROM archive_statementevent WHERE pgh_id = history_id;
    ELSIF of_model = 'document' THEN
        SELECT pgh_obj_id INTO of_document FROM archive_documentevent WHERE pgh_id = history_id;
    END IF;
    RETURN COALESCE(
        (SELECT min(version) FROM archive_correction WHERE document_id = of_document AND corrected_at = now()),
        (SELECT text_version FROM archive_document WHERE id = of_document),
        (SELECT text_version FROM archive_documentevent WHERE pgh_obj_id = of_document ORDER BY pgh_id DESC LIMIT 1)
    );
END $$;
