-- The words of a text at many spans, in the order of these, as substr() gives them one by one. To count to an offset in
-- 600,000 characters takes a millisecond or two, so the text is cut once into pieces of 255 characters (the most that a
-- regular expression repeats), and a span is found by the bytes before its piece. Pieces are joined: an element of an array
-- of words is found by going through those before it. The planner does not know how many there are, and would compare each
-- span with each piece.
CREATE OR REPLACE FUNCTION archive_words_at(of_text text, starts integer[], ends integer[])
    RETURNS TABLE (number bigint, words text) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET enable_nestloop TO off AS $$
DECLARE
    size CONSTANT integer := 255;
    bytes bytea;
BEGIN
    IF cardinality(starts) < 10 THEN
        RETURN QUERY SELECT span.number, substr(of_text, span.start + 1, span.finish - span.start)
            FROM unnest(starts, ends) WITH ORDINALITY AS span(start, finish, number);
        RETURN;
    END IF;
    bytes := convert_to(of_text, 'UTF8');
    RETURN QUERY
        WITH piece AS MATERIALIZED (
            SELECT found.number, found.piece[1] AS words,
                   sum(octet_length(found.piece[1])) OVER (ORDER BY found.number) - octet_length(found.piece[1]) AS byte
            FROM regexp_matches(of_text, '.{1,255}', 'g') WITH ORDINALITY AS found(piece, number)
        ), place AS (
            SELECT span.number,
                   COALESCE(of_start.byte + octet_length(left(of_start.words, span.start % size)),
                            octet_length(bytes))::integer AS first,
                   COALESCE(of_finish.byte + octet_length(left(of_finish.words, span.finish % size)),
                            octet_length(bytes))::integer AS last
            FROM unnest(starts, ends) WITH ORDINALITY AS span(start, finish, number)
            LEFT JOIN piece of_start ON of_start.number = span.start / size + 1
            LEFT JOIN piece of_finish ON of_finish.number = span.finish / size + 1
        )
        SELECT place.number, convert_from(substr(bytes, place.first + 1, place.last - place.first), 'UTF8') FROM place;
END $$;
