-- The first and last paragraph of a part move with the text of the whole. Where a correction leaves the number of paragraphs
-- as it is, so are they; else they follow the words, and where these are gone, the place of the part is unknown.
CREATE OR REPLACE FUNCTION archive_move_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text[];
    after text[];
BEGIN
    IF NOT EXISTS (SELECT FROM archive_document WHERE part_of_id = NEW.id AND part_first IS NOT NULL) THEN
        RETURN NULL; -- to take a long text apart takes a hundredth of a second
    END IF;
    before := string_to_array(OLD.text, E'\n\n');
    after := string_to_array(NEW.text, E'\n\n');
    IF cardinality(before) = cardinality(after) THEN
        RETURN NULL;
    END IF;
    UPDATE archive_document part SET part_first = moved.first, part_last = moved.last
    FROM (
        WITH former AS (
            SELECT number, words, row_number() OVER (PARTITION BY words ORDER BY number) AS nth
            FROM unnest(before) WITH ORDINALITY AS paragraph(words, number)
        ), present AS (
            SELECT number, words, row_number() OVER (PARTITION BY words ORDER BY number) AS nth
            FROM unnest(after) WITH ORDINALITY AS paragraph(words, number)
        ), kept AS (
            SELECT former.number AS before, present.number AS after FROM former JOIN present USING (words, nth)
        )
        SELECT p.id, CASE WHEN last.after >= first.after THEN first.after END AS first,
               CASE WHEN last.after >= first.after THEN last.after END AS last
        FROM archive_document p
        LEFT JOIN kept first ON first.before = p.part_first
        LEFT JOIN kept last ON last.before = p.part_last
        WHERE p.part_of_id = NEW.id AND p.part_first IS NOT NULL
    ) moved
    WHERE part.id = moved.id AND (part.part_first, part.part_last) IS DISTINCT FROM (moved.first, moved.last);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_move_parts AFTER UPDATE OF text ON archive_document
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION archive_move_parts();
