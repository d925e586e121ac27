-- The vector of a row: the words as they stand of its names (made once for all rows, archive_search_name) and of its text;
-- then, since PostgreSQL keeps positions up to 16,383 only, their stems in the language of the text. Weights: A who speaks,
-- B what it is about (event, themes, title), C the words.
CREATE OR REPLACE FUNCTION archive_search_vector(
    language text, speaker text, subject text, words text, exact_speaker tsvector, exact_subject tsvector
) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    stems CONSTANT regconfig := archive_search_config(language);
    border CONSTANT text := archive_search_border();
BEGIN
    words := words || border;
    RETURN ts_delete(
        setweight(exact_speaker, 'A') || setweight(exact_subject, 'B') || setweight(to_tsvector('archive_simple', archive_search_exact(words)), 'C')
        || setweight(to_tsvector(stems, speaker), 'A') || setweight(to_tsvector(stems, subject), 'B')
        || setweight(to_tsvector(stems, words), 'C'),
        ARRAY[btrim(border), 'ø' || btrim(border)]
    );
END $$;
