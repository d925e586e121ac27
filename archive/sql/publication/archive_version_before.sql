-- The version that a document's text had when this transaction began: the last that readers saw.
DROP FUNCTION IF EXISTS archive_version_before(text, bigint);
CREATE OR REPLACE FUNCTION archive_version_before(of_document bigint) RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN COALESCE(
        (SELECT min(version) FROM archive_correction WHERE document_id = of_document AND corrected_at = now()),
        (SELECT text_version FROM archive_document WHERE id = of_document),
        (SELECT text_version FROM archive_documentevent WHERE pgh_obj_id = of_document ORDER BY pgh_id DESC LIMIT 1)
    );
END $$;
