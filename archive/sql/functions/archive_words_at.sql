-- The words of a text at many spans, in the order of these, as substr() gives them one by one. To count to an offset in
-- 600,000 characters takes a millisecond or two, so the text is cut once into pieces of 255 characters (the most that a
-- regular expression repeats), and a span is found by the bytes before its piece.
CREATE OR REPLACE FUNCTION archive_words_at(of_text text, starts integer[], ends integer[])
    RETURNS TABLE (number bigint, words text) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    size CONSTANT integer := 255;
    pieces text[];
    bytes_before integer[];
    bytes bytea;
BEGIN
    IF cardinality(starts) < 10 THEN
        RETURN QUERY SELECT span.number, substr(of_text, span.start + 1, span.finish - span.start)
            FROM unnest(starts, ends) WITH ORDINALITY AS span(start, finish, number);
        RETURN;
    END IF;
    bytes := convert_to(of_text, 'UTF8');
    SELECT array_agg(piece[1] ORDER BY part.number), array_agg(part.byte ORDER BY part.number) INTO pieces, bytes_before
        FROM (
            SELECT found.piece, found.number,
                   sum(octet_length(found.piece[1])) OVER (ORDER BY found.number) - octet_length(found.piece[1]) AS byte
            FROM regexp_matches(of_text, '.{1,255}', 'g') WITH ORDINALITY AS found(piece, number)
        ) part;
    RETURN QUERY
        SELECT place.number, convert_from(substr(bytes, place.first + 1, place.last - place.first), 'UTF8')
        FROM (
            SELECT span.number,
                COALESCE(bytes_before[span.start / size + 1]
                    + octet_length(left(pieces[span.start / size + 1], span.start % size)), octet_length(bytes)) AS first,
                COALESCE(bytes_before[span.finish / size + 1]
                    + octet_length(left(pieces[span.finish / size + 1], span.finish % size)), octet_length(bytes)) AS last
            FROM unnest(starts, ends) WITH ORDINALITY AS span(start, finish, number)
        ) place;
END $$;
