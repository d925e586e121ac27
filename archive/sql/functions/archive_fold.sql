-- Lower case without accents, compatibility forms (full-width letters, ligatures) replaced by plain ones. NFD takes Hangul
-- apart and NFC puts it together again. The breve of й stays: it is a letter of its own, and the Russian stemmer knows its
-- endings. A final sigma is a sigma. Most texts are plain ASCII and need none of it.
CREATE OR REPLACE FUNCTION archive_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(value) = length(value) THEN lower(value) ELSE normalize(
    archive_plain_letters(regexp_replace(
        normalize(replace(lower(normalize(value, NFKC)), 'ς', 'σ'), NFD), '[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306', '', 'g'
    )),
    NFC
) END;
