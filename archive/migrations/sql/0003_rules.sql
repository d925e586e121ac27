-- The rules that hold whoever writes (design, section 3). Every refusal names its rule as a constraint.

-- Rule 1, first half: a document's text is canonical.
ALTER TABLE archive_document ADD CONSTRAINT document_text_is_canonical CHECK (
    text IS NFC NORMALIZED
    AND text !~ '[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]'
    AND text !~ '(^\s|\s$|\n\n\n|[ \u00a0\u3000]\n)'
);

-- First publication is stamped and kept; a corrected text has a higher version.
CREATE FUNCTION archive_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'published' AND NEW.published_at IS NULL THEN
        NEW.published_at := CASE WHEN TG_OP = 'UPDATE' THEN COALESCE(OLD.published_at, now()) ELSE now() END;
    END IF;
    IF TG_TABLE_NAME = 'archive_document' AND TG_OP = 'UPDATE' THEN
        IF NEW.text IS DISTINCT FROM OLD.text THEN
            NEW.text_version := OLD.text_version + 1;
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER archive_stamp_document BEFORE INSERT OR UPDATE ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_stamp();
CREATE TRIGGER archive_stamp_statement BEFORE INSERT OR UPDATE ON archive_statement
    FOR EACH ROW EXECUTE FUNCTION archive_stamp();

-- Passages are the paragraphs of the text. Those whose words stay keep their kind and label, wherever they moved;
-- of several with the same words, each keeps its own, in order.
CREATE FUNCTION archive_derive_passages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    labels jsonb := '[]';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT COALESCE(jsonb_agg(to_jsonb(held)), '[]') INTO labels FROM (
            SELECT text AS words, row_number() OVER (PARTITION BY text ORDER BY number) AS nth, kind, speaker_label
            FROM archive_passage WHERE document_id = NEW.id
        ) held WHERE kind <> 'paragraph' OR speaker_label <> '';
        DELETE FROM archive_passage WHERE document_id = NEW.id;
    END IF;
    INSERT INTO archive_passage (id, document_id, number, start, "end", text, kind, speaker_label)
        SELECT NEW.id * 1000000 + part.number, NEW.id, part.number, part.finish - length(part.words), part.finish,
               part.words, COALESCE(held.kind, 'paragraph'), COALESCE(held.speaker_label, '')
        FROM (
            SELECT number, words, sum(length(words) + 2) OVER (ORDER BY number) - 2 AS finish,
                   row_number() OVER (PARTITION BY words ORDER BY number) AS nth
            FROM unnest(string_to_array(NEW.text, E'\n\n')) WITH ORDINALITY AS paragraph(words, number)
        ) part
        LEFT JOIN jsonb_to_recordset(labels) AS held(words text, nth bigint, kind text, speaker_label text)
            ON held.words = part.words AND held.nth = part.nth;
    RETURN NULL;
END $$;
CREATE TRIGGER archive_derive_passages_insert AFTER INSERT ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_derive_passages();
CREATE TRIGGER archive_derive_passages_update AFTER UPDATE OF text ON archive_document
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION archive_derive_passages();

-- Rule 1, second half: document.text[start:end] is the statement's words. The row lock keeps the text from
-- being corrected by somebody else between this check and the commit.
CREATE FUNCTION archive_check_statement_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole text;
BEGIN
    IF NEW.start >= NEW."end" THEN
        RAISE EXCEPTION 'a statement ends after it starts, not at %–%', NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_end_is_after_start', TABLE = 'archive_statement';
    END IF;
    SELECT text INTO whole FROM archive_document WHERE id = NEW.document_id FOR SHARE;
    IF FOUND AND substr(whole, NEW.start + 1, NEW."end" - NEW.start) IS DISTINCT FROM NEW.text THEN
        RAISE EXCEPTION 'the words of the statement are not those of document % at %–%', NEW.document_id, NEW.start, NEW."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_text_matches_document', TABLE = 'archive_statement';
    END IF;
    NEW.prefix := substr(whole, greatest(NEW.start - 40, 0) + 1, least(NEW.start, 40));
    NEW.suffix := substr(whole, NEW."end" + 1, 40);
    RETURN NEW;
END $$;
CREATE TRIGGER archive_check_statement_text BEFORE INSERT OR UPDATE OF document_id, start, "end", text, prefix, suffix
    ON archive_statement FOR EACH ROW EXECUTE FUNCTION archive_check_statement_text();

-- The same rule seen from the document, checked at the end of the transaction: a correction first writes the
-- text and then moves the anchors.
CREATE FUNCTION archive_check_document_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lost bigint;
BEGIN
    SELECT s.id INTO lost FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
        WHERE d.id = NEW.id AND substr(d.text, s.start + 1, s."end" - s.start) IS DISTINCT FROM s.text
        ORDER BY s.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the new text of document % leaves statement % on other words', NEW.id, lost
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_text_matches_document', TABLE = 'archive_document';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER statement_text_matches_document AFTER UPDATE OF text ON archive_document
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text)
    EXECUTE FUNCTION archive_check_document_anchors();

-- The role an editor chose is one of the speaker's, seen from the statement and from the role; judged at the end of
-- the transaction, on the rows as they are then.
CREATE FUNCTION archive_check_statement_role() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    strays record;
BEGIN
    SELECT s.id, s.role_id, s.speaker_id INTO strays
        FROM archive_statement s JOIN archive_role r ON r.id = s.role_id
        WHERE (CASE WHEN TG_TABLE_NAME = 'archive_role' THEN r.id = NEW.id ELSE s.id = NEW.id END)
            AND r.speaker_id IS DISTINCT FROM s.speaker_id
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'role % of statement % is not a role of speaker %', strays.role_id, strays.id, strays.speaker_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_role_belongs_to_speaker', TABLE = 'archive_statement';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER statement_role_belongs_to_speaker AFTER INSERT OR UPDATE OF role_id, speaker_id ON archive_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.role_id IS NOT NULL) EXECUTE FUNCTION archive_check_statement_role();
CREATE CONSTRAINT TRIGGER statement_role_belongs_to_speaker AFTER UPDATE OF speaker_id ON archive_role
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.speaker_id <> OLD.speaker_id) EXECUTE FUNCTION archive_check_statement_role();

-- Part of, translation of, parent: nothing stands above itself. Arguments: the column and the rule's name. The
-- lock lets one transaction at a time hang things, so that two cannot close a circle between them.
CREATE FUNCTION archive_refuse_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    closed boolean;
BEGIN
    IF above IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext(TG_ARGV[1]));
    EXECUTE format(
        'WITH RECURSIVE line(id) AS (SELECT $1 UNION SELECT t.%1$I FROM %2$I t JOIN line USING (id) WHERE t.%1$I IS NOT NULL)
         SELECT EXISTS (SELECT 1 FROM line WHERE id = $2)', TG_ARGV[0], TG_TABLE_NAME
    ) INTO closed USING above, NEW.id;
    IF closed THEN
        RAISE EXCEPTION '% % cannot stand above itself', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[1], TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER document_parts_form_a_tree AFTER INSERT OR UPDATE OF part_of_id ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('part_of_id', 'document_parts_form_a_tree');
CREATE CONSTRAINT TRIGGER document_translations_form_a_tree AFTER INSERT OR UPDATE OF translation_of_id ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('translation_of_id', 'document_translations_form_a_tree');
CREATE CONSTRAINT TRIGGER event_parts_form_a_tree AFTER INSERT OR UPDATE OF part_of_id ON archive_event
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('part_of_id', 'event_parts_form_a_tree');
CREATE CONSTRAINT TRIGGER themes_form_a_tree AFTER INSERT OR UPDATE OF parent_id ON archive_theme
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_cycle('parent_id', 'themes_form_a_tree');

-- Rule 6: addresses are permanent. A changed slug leaves a redirect; a slug that leads somewhere is not taken
-- by somebody else while that place lives. Argument: the model name.
CREATE FUNCTION archive_keep_redirect() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    leads_to bigint;
    alive boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.slug = OLD.slug THEN
        RETURN NEW;
    END IF;
    SELECT target INTO leads_to FROM archive_redirect WHERE model_name = TG_ARGV[0] AND slug = NEW.slug;
    IF leads_to IS NOT NULL AND leads_to <> NEW.id THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1)', TG_TABLE_NAME) INTO alive USING leads_to;
        IF alive THEN
            RAISE EXCEPTION 'the address % of this % already leads to % %', NEW.slug, TG_ARGV[0], TG_ARGV[0], leads_to
                USING ERRCODE = 'unique_violation', CONSTRAINT = 'slugs_are_permanent', TABLE = TG_TABLE_NAME;
        END IF;
    END IF;
    DELETE FROM archive_redirect WHERE model_name = TG_ARGV[0] AND slug = NEW.slug;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO archive_redirect (model_name, slug, target) VALUES (TG_ARGV[0], OLD.slug, NEW.id)
            ON CONFLICT (model_name, slug) DO UPDATE SET target = EXCLUDED.target;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_source
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('source');
CREATE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_document
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('document');
CREATE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_speaker
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('speaker');
CREATE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_event
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('event');
CREATE TRIGGER archive_keep_redirect BEFORE INSERT OR UPDATE OF slug ON archive_theme
    FOR EACH ROW EXECUTE FUNCTION archive_keep_redirect('theme');

-- Families in the tree of themes, as sorted arrays of ids that include the given ones.
-- The first is asked for every statement that is indexed: a loop takes a tenth of a recursive query's time.
CREATE FUNCTION archive_theme_ancestors(ids bigint[]) RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    line bigint[] := ids;
    above bigint[] := ids;
BEGIN
    LOOP
        above := ARRAY(SELECT t.parent_id FROM archive_theme t WHERE t.id = ANY (above) AND t.parent_id <> ALL (line));
        EXIT WHEN cardinality(above) = 0;
        line := line || above;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT id FROM unnest(line) AS id ORDER BY id);
END $$;
CREATE FUNCTION archive_theme_descendants(ids bigint[]) RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE line(id) AS (
        SELECT unnest(ids)
        UNION
        SELECT t.id FROM archive_theme t JOIN line ON t.parent_id = line.id
    )
    SELECT COALESCE(array_agg(id ORDER BY id), '{}') FROM line WHERE id IS NOT NULL;
END;
