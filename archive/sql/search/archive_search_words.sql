-- The words of a text in their order, prepared for PostgreSQL's parser: folded; only words and digits with one space between
-- them; runs of scripts without spaces as pairs, Chinese in simplified characters. The same in Python is
-- archive.text.words.tokens. Most texts are ASCII but for their quotation marks and dashes and take the short way; the
-- dictionaries lower the case.
CREATE OR REPLACE FUNCTION archive_search_words(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    unspaced CONSTANT text := archive_unspaced();
    separators CONSTANT text := '[^' || archive_word_characters() || ']+';
    words text := value;
BEGIN
    IF octet_length(words) <> length(words) THEN
        words := regexp_replace(regexp_replace(words, '[‘’ʼ]', '''', 'g'), '[“”–—]', '-', 'g');
    END IF;
    IF octet_length(words) = length(words) THEN
        IF strpos(words, '''') > 0 THEN
            words := regexp_replace(words, '''[sS]\M', '', 'g');
        END IF;
        IF strpos(words, '%') > 0 THEN
            words := regexp_replace(words, '([0-9]) ?%', '\1 percent ', 'g');
        END IF;
        RETURN btrim(regexp_replace(words, ' *(?:[^A-Za-z0-9 ]+ *)+| {2,}', ' ', 'g'));
    END IF;
    -- Without the nukta of Devanagari, which many texts leave out.
    words := translate(replace(archive_fold(words), 'ʼ', ''''), E'\u0929\u0931\u0934\u093c', E'\u0928\u0930\u0933');
    IF strpos(words, '''') > 0 THEN
        words := regexp_replace(words, '''s\M', '', 'g');
    END IF;
    IF strpos(words, '%') > 0 OR strpos(words, '٪') > 0 THEN
        words := regexp_replace(words, '([0-9]) ?[%٪]', '\1 percent ', 'g');
    END IF;
    IF words ~ '[\u00ad\u200b-\u200d\u2060\ufeff]' THEN
        words := regexp_replace(words, '([' || unspaced || '])[\u00ad\u200b-\u200d\u2060\ufeff]+(?=[' || unspaced || '])', '\1', 'g');
    END IF;
    words := btrim(regexp_replace(words, separators, ' ', 'g'));
    IF words !~ ('[' || unspaced || ']') THEN
        RETURN words;
    END IF;
    -- 人工AI becomes 人工 工 AI, and each character between two others stands twice: 张国清 becomes 张国 国清. The last of a run
    -- stands alone as well where a word follows, so that 工AI is found.
    words := regexp_replace(
        archive_simplify(words), '(?<=[' || unspaced || '])(?=[^ ' || unspaced || '])|(?<=[^ ' || unspaced || '])(?=[' || unspaced || '])', ' ', 'g'
    );
    words := regexp_replace(words, '(?<=[' || unspaced || '])([' || unspaced || ']) ', '\1 \1 ', 'g');
    RETURN regexp_replace(words, '(?<=[' || unspaced || '])([' || unspaced || '])(?=[' || unspaced || '])', '\1 \1', 'g');
END $$;
