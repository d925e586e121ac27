-- Pure functions over text and themes. Bodies in SQL-standard form (RETURN, BEGIN ATOMIC) are bound when they are
-- created, so a restored dump finds what they call whatever the search_path is then. No extension is needed.

-- Folding: lower case and no accents, with compatibility forms (full-width letters, ligatures) made plain.
-- Hangul is taken apart by NFD and put together again by NFC. The breve of й stays: it is a letter of its own,
-- and the Russian stemmer knows its endings. Texts in plain ASCII, which most are, need none of it.
CREATE FUNCTION archive_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(value) = length(value) THEN lower(value) ELSE normalize(
    regexp_replace(
        normalize(lower(normalize(value, NFKC)), NFD), '[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306', '', 'g'
    ),
    NFC
) END;

-- The key of readers' alphabetical lists.
CREATE FUNCTION archive_sort_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(btrim(archive_fold(value)), '^(the|an|a)\s+', '');

-- Overlapping pairs of one run of Chinese, Japanese or Korean: 张国清 becomes 张国 国清; a single sign stays.
CREATE FUNCTION archive_bigrams(run text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    signs text[] := string_to_array(run, NULL);
    pairs text[] := '{}';
BEGIN
    IF cardinality(signs) < 2 THEN
        RETURN run;
    END IF;
    FOR place IN 1 .. cardinality(signs) - 1 LOOP
        pairs[place] := signs[place] || signs[place + 1];
    END LOOP;
    RETURN array_to_string(pairs, ' ');
END $$;

-- Text made ready for the parser of PostgreSQL: folded, nothing but words, digits, blanks and what the parser takes for
-- blanks, runs of Chinese, Japanese and Korean as bigrams. The Python side of it is archive.text.folding.tokens. Most
-- texts are ASCII but for their quotation marks and dashes, and go the short way: what is left to do there is to take
-- apart what the parser would keep as one (compounds, addresses, numbers with points); dictionaries lower the case.
CREATE FUNCTION archive_search_text(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    cjk CONSTANT text := '\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff';
    words text := value;
BEGIN
    IF octet_length(words) <> length(words) THEN
        words := regexp_replace(regexp_replace(words, '[‘’]', '''', 'g'), '[“”–—]', ' ', 'g');
    END IF;
    IF octet_length(words) = length(words) THEN
        IF strpos(words, '''') > 0 THEN
            words := regexp_replace(words, '''[sS]\M', '', 'g');
        END IF;
        RETURN regexp_replace(words, '[-./_@:&<+~%=#?]', ' ', 'g'); -- translate() takes seven times as long
    END IF;
    words := regexp_replace(regexp_replace(archive_fold(words), '''s\M', '', 'g'), '[^[:alnum:]]+', ' ', 'g');
    IF words !~ ('[' || cjk || ']') THEN
        RETURN words;
    END IF;
    RETURN (
        SELECT string_agg(COALESCE(' ' || archive_bigrams(part[1]) || ' ', part[2]), '' ORDER BY place)
        FROM regexp_matches(words, '([' || cjk || ']+)|([^' || cjk || ']+)', 'g') WITH ORDINALITY AS matched(part, place)
    );
END $$;

-- The last sign of every run of Chinese, Japanese or Korean. A single sign is looked up as the beginning of a pair, and
-- the last begins none. These stand behind all other words, so that no phrase is torn apart. NULL for most texts.
CREATE FUNCTION archive_last_characters(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    cjk CONSTANT text := '\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff';
BEGIN
    IF octet_length(value) = length(value) OR value !~ ('[' || cjk || ']') THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT string_agg(DISTINCT matched[1], ' ')
        FROM regexp_matches(archive_fold(value), '([' || cjk || '])(?![' || cjk || '])', 'g') AS matched
    );
END $$;

-- What is said of names and titles: their words, and the last signs behind them.
CREATE FUNCTION archive_name_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN concat_ws(' ', archive_search_text(value), archive_last_characters(value));

-- Every language that PostgreSQL has a stemmer for, without stop words, so that a phrase keeps every word and no
-- query is silently empty; words of all others are taken as they are. Named after PostgreSQL's own: archive_english.
CREATE TEXT SEARCH DICTIONARY archive_simple (TEMPLATE = pg_catalog.simple);
CREATE TEXT SEARCH CONFIGURATION archive_simple (COPY = pg_catalog.simple);
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY string_to_array(
        'arabic armenian basque catalan danish dutch english finnish french german greek hindi hungarian indonesian '
        'irish italian lithuanian nepali norwegian portuguese romanian russian serbian spanish swedish tamil turkish '
        'yiddish', ' '
    ) LOOP
        EXECUTE format('CREATE TEXT SEARCH DICTIONARY archive_%1$s (TEMPLATE = pg_catalog.snowball, LANGUAGE = %1$s)', name);
        EXECUTE format('CREATE TEXT SEARCH CONFIGURATION archive_%s (COPY = pg_catalog.simple)', name);
        EXECUTE format(
            'ALTER TEXT SEARCH CONFIGURATION archive_%1$s ALTER MAPPING FOR asciiword, word, numword, hword, hword_part,
             hword_asciipart, hword_numpart, asciihword, numhword WITH archive_%1$s', name
        );
    END LOOP;
END $$;

-- The configuration for texts in a language, given by its code (en, zh-Hans, fr-CA).
CREATE FUNCTION archive_search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE split_part(lower(language), '-', 1)
    WHEN 'ar' THEN 'archive_arabic'::regconfig WHEN 'hy' THEN 'archive_armenian'::regconfig
    WHEN 'eu' THEN 'archive_basque'::regconfig WHEN 'ca' THEN 'archive_catalan'::regconfig
    WHEN 'da' THEN 'archive_danish'::regconfig WHEN 'nl' THEN 'archive_dutch'::regconfig
    WHEN 'en' THEN 'archive_english'::regconfig WHEN 'fi' THEN 'archive_finnish'::regconfig
    WHEN 'fr' THEN 'archive_french'::regconfig WHEN 'de' THEN 'archive_german'::regconfig
    WHEN 'el' THEN 'archive_greek'::regconfig WHEN 'hi' THEN 'archive_hindi'::regconfig
    WHEN 'hu' THEN 'archive_hungarian'::regconfig WHEN 'id' THEN 'archive_indonesian'::regconfig
    WHEN 'ga' THEN 'archive_irish'::regconfig WHEN 'it' THEN 'archive_italian'::regconfig
    WHEN 'lt' THEN 'archive_lithuanian'::regconfig WHEN 'ne' THEN 'archive_nepali'::regconfig
    WHEN 'no' THEN 'archive_norwegian'::regconfig WHEN 'nb' THEN 'archive_norwegian'::regconfig
    WHEN 'nn' THEN 'archive_norwegian'::regconfig WHEN 'pt' THEN 'archive_portuguese'::regconfig
    WHEN 'ro' THEN 'archive_romanian'::regconfig WHEN 'ru' THEN 'archive_russian'::regconfig
    WHEN 'sr' THEN 'archive_serbian'::regconfig WHEN 'es' THEN 'archive_spanish'::regconfig
    WHEN 'sv' THEN 'archive_swedish'::regconfig WHEN 'ta' THEN 'archive_tamil'::regconfig
    WHEN 'tr' THEN 'archive_turkish'::regconfig WHEN 'yi' THEN 'archive_yiddish'::regconfig
    ELSE 'archive_simple'::regconfig
END;
