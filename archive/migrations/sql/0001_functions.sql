-- Pure functions over text and themes. Bodies in SQL-standard form (RETURN, BEGIN ATOMIC) are bound when they are
-- created, so a restored dump finds what they call whatever the search_path is then. No extension is needed.

-- Folding: lower case and no accents, with compatibility forms (full-width letters, ligatures) made plain.
-- Hangul is taken apart by NFD and put together again by NFC.
CREATE FUNCTION archive_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN normalize(
    regexp_replace(normalize(lower(normalize(value, NFKC)), NFD), '[\u0300-\u036f]', '', 'g'),
    NFC
);

-- The key of readers' alphabetical lists.
CREATE FUNCTION archive_sort_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(btrim(archive_fold(value)), '^(the|an|a)\s+', '');

-- Overlapping pairs of one run of Chinese, Japanese or Korean: 张国清 becomes 张国 国清; a single sign stays.
CREATE FUNCTION archive_bigrams(run text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN length(run) < 2 THEN run
                ELSE (
                    SELECT string_agg(sign || next, ' ' ORDER BY place)
                    FROM (
                        SELECT sign, lead(sign) OVER (ORDER BY place) AS next, place
                        FROM unnest(string_to_array(run, NULL)) WITH ORDINALITY AS signs(sign, place)
                    ) pairs
                    WHERE next IS NOT NULL
                ) END;
END;

-- Text made ready for the parser of PostgreSQL: folded, nothing but words, digits and blanks, runs of Chinese,
-- Japanese and Korean as bigrams. The Python side of it is archive.search.query.tokens.
CREATE FUNCTION archive_search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH plain AS (
        SELECT regexp_replace(
            regexp_replace(archive_fold(value), '[''’]s\M', '', 'g'), '[^[:alnum:]]+', ' ', 'g'
        ) AS words
    )
    SELECT CASE
        WHEN words !~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]' THEN words
        ELSE (
            SELECT string_agg(COALESCE(' ' || archive_bigrams(part[1]) || ' ', part[2]), '' ORDER BY place)
            FROM regexp_matches(
                words,
                '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)'
                '|([^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)',
                'g'
            ) WITH ORDINALITY AS matched(part, place)
        )
    END
    FROM plain;
END;

-- English stemming without stop words, so that a phrase keeps every word and no query is silently empty.
CREATE TEXT SEARCH DICTIONARY archive_stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION archive (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION archive
    ALTER MAPPING FOR asciiword, word, numword, hword, hword_part, hword_asciipart, hword_numpart, asciihword, numhword
    WITH archive_stem;
