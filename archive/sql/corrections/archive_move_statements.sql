-- Gives statements of one document their spans in its text and, where `states` has one, the state to which an orphan
-- returns; with the words there and around. For one statement an UPDATE does: its trigger reads the text for each row, which
-- takes ten seconds for 2,000 statements of a long text. Here it is read once, and once again to check what was written.
CREATE OR REPLACE FUNCTION archive_move_statements(
    of_document bigint, ids bigint[], starts integer[], ends integer[], states text[]
) RETURNS void LANGUAGE sql AS $$
    SELECT archive_begin_writes('archive_statement');
    UPDATE archive_statement s
    SET start = span.start, "end" = span.finish, text = substr(around.words, span.before + 1, span.finish - span.start),
        prefix = left(around.words, span.before), suffix = substr(around.words, span.before + span.finish - span.start + 1),
        state = COALESCE(span.state, s.state), updated_at = clock_timestamp()
    FROM archive_document d,
        archive_words_at(d.text, ARRAY(SELECT greatest(start - 40, 0) FROM unnest(starts) AS start),
                         ARRAY(SELECT finish + 40 FROM unnest(ends) AS finish)) AS around,
        LATERAL (SELECT least(start, 40) AS before, * FROM (
            SELECT ids[around.number] AS id, starts[around.number] AS start, ends[around.number] AS finish,
                   states[around.number] AS state) AS given) AS span
    WHERE d.id = of_document AND s.id = span.id AND s.document_id = of_document;
    SELECT archive_end_writes('');
$$;
