-- What the parts of a text make when they are written as one: Xi'an xian, U.S. us, J. K. jk, 1,000 or 1 000 1000 (1,000km 1000km), and words
-- with an invisible joiner. For initials and for capitals (US) there is also the word with đ before it, by which U.S. is told from
-- us. The same in Python is archive.search.query.compounds. NULL for a text that has none.
CREATE OR REPLACE FUNCTION archive_search_compounds(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    letter text := '[A-Za-z0-9]';
    edge text := '[A-Za-z0-9_]'; -- what is none
    -- A unit may touch a number, and decimals may follow it, which stay apart: 1,000km, 1,000.50bn, 1.000,50.
    number_end text;
    decimals CONSTANT text := '[0-9]+(?![0-9]|[.,][0-9])';
BEGIN
    IF octet_length(value) <> length(value) THEN
        value := regexp_replace(value, '[‘’ʼʹ′´`＇]', '''', 'g');
        IF octet_length(value) <> length(value) THEN
            value := translate(archive_plain_digits(value), E'０１２３４５６７８９\u00a0\u2007\u2009\u202f', '0123456789    ');
            value := regexp_replace(value, '(?<=[0-9])[，．٬](?=[0-9])', ',', 'g');
            value := regexp_replace(value, '[' || archive_unspaced() || ']+', '、', 'g');
            letter := '[' || archive_word_characters() || ']';
            edge := '[_' || archive_word_characters() || ']';
        END IF;
    END IF;
    IF value !~ '[^\s][''\u00ad\u200b-\u200d\u2060\ufeff][^\s]|[A-Za-z]\.[A-Za-z]|[A-Z]\. [A-Z]\.|[0-9][,. ][0-9]{3}|[A-Z]{2}' THEN
        RETURN NULL;
    END IF;
    number_end := '(?:(?![0-9])' || letter || '+)?(?!' || edge || '|[.,][0-9])';
    RETURN (
        SELECT string_agg(word, archive_search_gap() ORDER BY word COLLATE "C")
        FROM (
            SELECT DISTINCT form.word
            FROM regexp_matches(
                value,
                '(?<!' || edge || ')(?:'
                '[A-Za-z](?:\.[A-Za-z])+(?!' || edge || ')'
                '|(?<!\.)[A-Z]\.(?: [A-Z]\.)+'
                '|(?<![.,])[1-9][0-9]{0,2}'
                '(?:(?:(?:,[0-9]{3})+|(?:,[0-9]{2})+,[0-9]{3})(?:' || number_end || '|(?=\.' || decimals || '))'
                '|(?:\.[0-9]{3})+(?:' || number_end || '|(?=,' || decimals || ')))'
                '|(?<![.,]|[0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}'
                '(?:' || number_end || '(?! [0-9])|(?=[.,]' || decimals || '(?! [0-9])))'
                || CASE WHEN value ~ '[a-z]' THEN '|[A-Z]{2,5}(?!' || edge || ')' ELSE '' END || ')'
                || '|' || letter || '+(?:[''\u00ad\u200b-\u200d\u2060\ufeff]+' || letter || '+)+', 'g'
            ) AS matched(whole),
            LATERAL (SELECT lower(archive_search_words(whole[1])) AS words) AS prepared,
            LATERAL (SELECT replace(words, ' ', '') AS joined) AS one,
            LATERAL (VALUES
                (CASE WHEN strpos(words, ' ') > 0 AND whole[1] !~ '^(?:[cdjlmnst]|qu)''' THEN joined END),
                (CASE WHEN whole[1] ~ '^(?:[A-Za-z]\.|[A-Z]{2,5}$)' THEN 'đ' || joined END)
            ) AS form(word)
            WHERE form.word IS NOT NULL
        ) AS forms
    );
END $$;
