-- Text prepared for PostgreSQL's parser: folded; only words, digits and spaces; runs of Chinese, Japanese and Korean as
-- bigrams, in simplified characters. The same in Python is archive.text.words.tokens. Most texts are ASCII but for their quotation marks and
-- dashes and take the short way: all that remains to do there is to split what the parser would keep as one token
-- (compounds, addresses, numbers with points); the dictionaries lower the case.
CREATE OR REPLACE FUNCTION archive_search_text(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    cjk CONSTANT text := archive_cjk();
    separators CONSTANT text := '[^' || archive_word_characters() || ']+';
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
    words := regexp_replace(regexp_replace(archive_fold(words), '''s\M', '', 'g'), separators, ' ', 'g');
    IF words !~ ('[' || cjk || ']') THEN
        RETURN words;
    END IF;
    words := archive_simplify(words);
    RETURN (
        SELECT string_agg(COALESCE(' ' || archive_bigrams(part[1]) || ' ', part[2]), '' ORDER BY place)
        FROM regexp_matches(words, '([' || cjk || ']+)|([^' || cjk || ']+)', 'g') WITH ORDINALITY AS matched(part, place)
    );
END $$;
