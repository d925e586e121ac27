-- Overlapping pairs of characters of one run of Chinese, Japanese or Korean: 张国清 gives 张国 国清. A single character
-- stays as it is.
CREATE OR REPLACE FUNCTION archive_bigrams(run text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    characters text[] := string_to_array(run, NULL);
    pairs text[] := '{}';
BEGIN
    IF cardinality(characters) < 2 THEN
        RETURN run;
    END IF;
    FOR place IN 1 .. cardinality(characters) - 1 LOOP
        pairs[place] := characters[place] || characters[place + 1];
    END LOOP;
    RETURN array_to_string(pairs, ' ');
END $$;
