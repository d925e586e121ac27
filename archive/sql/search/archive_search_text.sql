-- Text prepared for the index: its words in their order, and behind them, apart, the compounds written as one and the pairs that
-- a hyphen joins. What ends in a script without spaces ends in its last character alone, as runs before another word do:
-- a query for one character looks for the beginning of a pair.
CREATE OR REPLACE FUNCTION archive_search_text(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    words text := archive_search_words(value);
BEGIN
    IF octet_length(words) <> length(words) THEN
        words := regexp_replace(words, '(?<=[' || archive_unspaced() || '])([' || archive_unspaced() || '])$', '\1 \1');
    END IF;
    RETURN concat_ws(archive_search_gap(), words, archive_search_compounds(value), archive_search_joints(value));
END $$;
