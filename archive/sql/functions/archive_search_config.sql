-- The text search configuration (migration 0001) for a language code such as en, zh-Hans or fr-CA.
CREATE OR REPLACE FUNCTION archive_search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
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
