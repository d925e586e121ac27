-- The last character of every run of Chinese, Japanese or Korean. A query for one character looks for the beginning of a
-- bigram, and the last character begins none. They are indexed after all other words, so that no phrase is interrupted.
-- NULL for texts in other scripts.
CREATE OR REPLACE FUNCTION archive_last_characters(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    cjk CONSTANT text := archive_cjk();
BEGIN
    IF octet_length(value) = length(value) OR value !~ ('[' || cjk || ']') THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT string_agg(DISTINCT matched[1], ' ')
        FROM regexp_matches(archive_simplify(archive_fold(value)), '([' || cjk || '])(?![' || cjk || '])', 'g') AS matched
    );
END $$;
