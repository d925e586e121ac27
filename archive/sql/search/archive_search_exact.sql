-- Prepared text with a letter before each word that folding leaves in no word (ø), so that PostgreSQL's parser takes it
-- for one word whatever it is. Scripts without spaces keep their pairs.
CREATE OR REPLACE FUNCTION archive_search_exact(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    words := btrim(words);
    IF words = '' THEN
        RETURN '';
    END IF;
    IF octet_length(words) = length(words) THEN
        RETURN 'ø' || replace(words, ' ', ' ø');
    END IF;
    RETURN regexp_replace('ø' || replace(words, ' ', ' ø'), 'ø(?=[' || archive_unspaced() || '])', '', 'g');
END $$;
