-- The pairs of words that a hyphen joins, written as one with ħ (a letter that folding leaves in no word) between them:
-- post-war postħwar, COVID-19 covidħ19; not 2020-21. By them "postwar" finds "post-war". The same in Python is
-- archive.search.query.compounds.joints. NULL for a text that has none.
CREATE OR REPLACE FUNCTION archive_search_joints(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    letter text := '[A-Za-z0-9]';
BEGIN
    IF octet_length(value) <> length(value) THEN
        value := regexp_replace(regexp_replace(value, '[‐‑]', '-', 'g'), '[‘’“”–—…]', ' ', 'g');
        IF octet_length(value) <> length(value) THEN
            letter := '(?:(?![' || archive_unspaced() || 'ʼ])[' || archive_word_characters() || '])';
        END IF;
    END IF;
    IF value !~ '[^\s]-[^\s]' THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT string_agg(DISTINCT pair, archive_search_border() ORDER BY pair)
        FROM regexp_matches(value, letter || '+(?:-' || letter || '+)+', 'g') AS matched(whole),
            LATERAL (SELECT string_to_array(whole[1], '-') AS parts) AS split,
            LATERAL (
                SELECT word COLLATE "C" AS word, lead(word) OVER (ORDER BY place) COLLATE "C" AS next
                FROM unnest(parts) WITH ORDINALITY AS part(typed, place),
                    LATERAL (SELECT lower(archive_search_words(part.typed)) AS word) AS folded
            ) AS neighbours,
            LATERAL (SELECT word || 'ħ' || next AS pair) AS one
        WHERE next <> '' AND word <> '' AND strpos(pair, ' ') = 0 AND pair !~ '^[0-9]+ħ[0-9]+$'
    );
END $$;
