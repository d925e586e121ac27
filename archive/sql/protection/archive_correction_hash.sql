-- The one definition of the chain over the earlier texts of a document: sha256 in hexadecimal over five lines: the hash of
-- the version before (empty for the first), the document's id, the version, when it ended (UTC, microseconds), and the
-- sha256 of the text. The text's own digest is a column, so that the chain can be followed past a text that was lawfully
-- removed.
CREATE OR REPLACE FUNCTION archive_correction_hash(
    previous text, of_document bigint, of_version integer, ended_at timestamptz, digest text
) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat_ws(E'\n', COALESCE(previous, ''), of_document, of_version,
        to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), digest), 'UTF8')), 'hex')
$$;
