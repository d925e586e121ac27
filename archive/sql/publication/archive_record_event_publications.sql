-- Of these events and those they are part of.
CREATE OR REPLACE FUNCTION archive_record_event_publications(events bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(events) > 0 THEN
        PERFORM archive_record_publications('event', ARRAY(
            SELECT unnest(events) UNION SELECT part_of_id FROM archive_event WHERE id = ANY (events) AND part_of_id IS NOT NULL));
    END IF;
END $$;
