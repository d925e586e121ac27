-- Lower case without accents, compatibility forms (full-width letters, ligatures) replaced by plain ones. NFD takes Hangul
-- apart and NFC puts it together again. The breve of й stays: it is a letter of its own, and the Russian stemmer knows its
-- endings. A final sigma is a sigma. Hebrew and Arabic lose their vowel marks. Most texts are plain ASCII and need none of it.
CREATE OR REPLACE FUNCTION archive_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(value) = length(value) THEN lower(value) ELSE normalize(
    archive_plain_letters(regexp_replace(
        normalize(replace(lower(normalize(value, NFKC)), 'ς', 'σ'), NFD),
        '[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]|(?<!и)\u0306', '', 'g'
    )),
    NFC
) END;
