-- Prepared text with a letter before each word that folding leaves in no word (ø), so that words as they stand and stems can
-- be in one vector. Scripts without spaces have no stems and keep their pairs.
CREATE OR REPLACE FUNCTION archive_search_exact(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF words = '' THEN
        RETURN '';
    END IF;
    IF octet_length(words) = length(words) THEN
        RETURN replace(' ' || words, ' ', ' ø');
    END IF;
    RETURN regexp_replace(replace(' ' || words, ' ', ' ø'), 'ø(?=[' || archive_unspaced() || '])', '', 'g');
END $$;
