-- Text prepared for the index: its words in their order, and behind them, apart, the compounds written as one, the pairs that
-- a hyphen joins, and those characters of scripts without spaces that end a pair and begin none, since a query for one
-- character looks for the beginning of a pair.
CREATE OR REPLACE FUNCTION archive_search_text(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    words CONSTANT text := archive_search_words(value);
    last_characters text;
BEGIN
    IF octet_length(words) <> length(words) AND words ~ ('[' || archive_unspaced() || ']') THEN
        SELECT string_agg(character, ' ' ORDER BY character COLLATE "C") INTO last_characters FROM (
            SELECT right(word, 1) FROM string_to_table(words, ' ') AS word
            WHERE length(word) = 2 AND word ~ ('^[' || archive_unspaced() || ']')
            EXCEPT SELECT left(word, 1) FROM string_to_table(words, ' ') AS word
        ) AS ends(character);
    END IF;
    RETURN concat_ws(archive_search_border(), words, archive_search_compounds(value), archive_search_joints(value), last_characters);
END $$;
