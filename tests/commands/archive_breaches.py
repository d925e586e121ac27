"""What check_archive must find, each made by one SQL statement."""

# Each breaks one rule without the triggers that would refuse it; the line that names the row.
BREACHES = {
    "words": (
        "UPDATE archive_statement SET text = upper(text) WHERE id = {statement}",
        "statement {statement}: its words are not those of document {document} at ",
    ),
    "words before": (
        "UPDATE archive_statement SET prefix = 'lies' WHERE id = {statement}",
        "statement {statement}: the words noted around it are not those of document {document} at ",
    ),
    "words after": (
        "UPDATE archive_statement SET suffix = left(suffix, -1) WHERE id = {statement}",
        "statement {statement}: the words noted around it are not those of document {document} at ",
    ),
    "orphan's words": (
        'UPDATE archive_statement SET start = start + 1, "end" = "end" + 1 WHERE id = {orphan}',
        "statement {orphan}: its words are not those of version 1 of document {document} (words)",
    ),
    "passage missing": (
        "DELETE FROM archive_passage WHERE id = {document} * 1000000 + 2",
        "passage {document}000002: it is missing: paragraph 2 of document {document} (passages)",
    ),
    "passage too many": (
        'INSERT INTO archive_passage (id, document_id, number, start, "end", text) SELECT {document} * 1000000 + 9, '
        "{document}, 9, 0, 4, 'Lies'",
        "passage {document}000009: it is no paragraph 9 of document {document} (passages)",
    ),
    "passage differs": (
        "UPDATE archive_passage SET start = start + 1 WHERE id = {document} * 1000000 + 2",
        "passage {document}000002: it is not equal to paragraph 2 of document {document} (passages)",
    ),
    "orphan without a row": (
        "DELETE FROM archive_orphan WHERE statement_id = {orphan}",
        "statement {orphan}: it is orphaned and in no queue (orphans)",
    ),
    "row without an orphan": (
        "INSERT INTO archive_orphan (statement_id, version, reason, state_before) VALUES ({statement}, 1, 'removed', "
        "'published')",
        "statement {statement}: it is in the queue of orphans and not orphaned (orphans)",
    ),
    "state": (
        "ALTER TABLE archive_document DROP CONSTRAINT document_state_is_a_state; "
        "UPDATE archive_document SET state = 'lost' WHERE id = {draft}",
        "document {draft}: it has the state “lost” (states)",
    ),
    "published without a date": (
        "UPDATE archive_statement SET published_at = NULL WHERE id = {statement}",
        "statement {statement}: it is published without a date of publication (states)",
    ),
    "version missing": (
        "DELETE FROM archive_correction WHERE document_id = {document} AND version = 1",
        "document {document}, version 2: version 1 before it is missing (chain)",
    ),
    "last version missing": (
        "DELETE FROM archive_correction WHERE document_id = {document} AND version = 2",
        "document {document}: its text is version 3, with 1 earlier ones (versions)",
    ),
    "earlier text changed": (
        "UPDATE archive_correction SET text = text || ' Lies.' WHERE document_id = {document} AND version = 2",
        "document {document}, version 2: its text is not the one that was recorded (chain)",
    ),
    "earlier date changed": (
        "UPDATE archive_correction SET corrected_at = corrected_at - interval '1 us' "
        "WHERE document_id = {document} AND version = 1",
        "document {document}, version 1: its hash does not follow from the version before (chain)",
    ),
    "earlier text and its digest changed": (
        "UPDATE archive_correction SET text = 'Lies', text_digest = encode(sha256('Lies'), 'hex') "
        "WHERE document_id = {document} AND version = 1",
        "document {document}, version 1: its hash does not follow from the version before (chain)",
    ),
    "role": (
        "INSERT INTO archive_role (id, speaker_id, title, organisation, start_precision, end_precision) "
        "SELECT 987654, max(id), 'Minister', '', 'day', 'day' FROM archive_speaker; "
        "UPDATE archive_statement SET role_id = 987654, speaker_id = speaker_id WHERE id = {draft_statement}",
        "statement {draft_statement}: role 987654 is not one of speaker ",
    ),
    "tree": (
        "UPDATE archive_theme SET parent_id = id WHERE id = {theme}",
        "theme {theme}: it stands above itself (trees)",
    ),
    "parts in a circle": (
        "UPDATE archive_document SET part_of_id = {draft} + {document} - id",
        "document {draft}: it stands above itself (trees)",
    ),
    "translations in a circle": (
        "UPDATE archive_document SET translation_of_id = {draft} + {document} - id, translator = 'machine'",
        "translation {draft}: it stands above itself (trees)",
    ),
    "redirect": (
        "INSERT INTO archive_redirect (id, model_name, slug, target) VALUES (987654, 'theme', 'libraries', 1)",
        "redirect 987654: theme/libraries is the slug of a row (redirects)",
    ),
    "publication missing": (
        "DELETE FROM archive_publication WHERE model_name = 'speaker'",
        "speaker {speaker}: it is public and not recorded as such (publications)",
    ),
    "publication too many": (
        "UPDATE archive_publication SET object_id = {draft} WHERE model_name = 'document' AND until IS NULL",
        "document {draft}: it is recorded as public and is not (publications)",
    ),
    "publication of other words": (
        "UPDATE archive_publication SET wording = md5('Lies') WHERE object_id = {statement} AND until IS NULL",
        "statement {statement}: other words are recorded as public (publications)",
    ),
    "trigger": (
        "ALTER TABLE archive_document DISABLE TRIGGER archive_record_correction",
        "table archive_document: its trigger archive_record_correction is switched off (triggers)",
    ),
    "newest row of a history": (
        "UPDATE archive_statementevent SET text = 'Lies' WHERE pgh_id = (SELECT max(pgh_id) FROM "
        "archive_statementevent WHERE pgh_obj_id = {draft_statement})",
        "statement {draft_statement}: it is not as the newest row of its history says (history)",
    ),
    "newest row of a document's history": (
        "UPDATE archive_documentevent SET text = 'Lies' WHERE pgh_id = (SELECT max(pgh_id) FROM archive_documentevent "
        "WHERE pgh_obj_id = {draft})",
        "document {draft}: it is not as the newest row of its history says (history)",
    ),
    "row behind its history": (
        "UPDATE archive_statement SET note = 'Lies' WHERE id = {statement}",
        "statement {statement}: it is not as the newest row of its history says (history)",
    ),
    "row without history": (
        "DELETE FROM archive_themeevent WHERE pgh_obj_id = {theme}",
        "theme {theme}: it has no history (history)",
    ),
    "row deleted beside its history": (
        "DELETE FROM archive_statement WHERE id = {draft_statement}",
        "statement {draft_statement}: it is missing, and its history does not say that it was deleted (history)",
    ),
    "row that was deleted": (
        "INSERT INTO archive_themeevent SELECT (jsonb_populate_record(e, jsonb_build_object('pgh_id', "
        "987654, 'pgh_label', 'delete'))).* FROM archive_themeevent e WHERE pgh_obj_id = {theme}",
        "theme {theme}: it exists, and its history says that it was deleted (history)",
    ),
    "withholding ended": (
        "INSERT INTO archive_withholdingevent (pgh_id, pgh_obj_id, pgh_label, pgh_created_at, id, model_name, "
        "object_id, reason, note, created_at) "
        "VALUES (987654, 9, 'insert', now(), 9, 'statement', {statement}, 'law', '', now())",
        "withholding 9: it is missing, and its history does not say that it was deleted (history)",
    ),
    "redirect to what never was": (
        "INSERT INTO archive_redirect (id, model_name, slug, target) VALUES (987654, 'theme', 'lies', 123456)",
        "redirect 987654: theme/lies leads to theme 123456, which never was (redirects)",
    ),
    "former words": (
        "UPDATE archive_statementevent SET text = 'Lies' WHERE pgh_id = (SELECT history_id FROM archive_publication "
        "WHERE model_name = 'statement' AND object_id = {orphan})",
        "statement {orphan}: the words it had in public since ",
    ),
    "former words of another": (
        "UPDATE archive_publication SET history_id = 987654 WHERE model_name = 'statement' AND object_id = {orphan}",
        "statement {orphan}: the words it had in public since ",
    ),
    "earlier text with its whole chain": (
        "UPDATE archive_correction SET text = 'Lies', text_digest = encode(sha256('Lies'), 'hex'), chain_hash = "
        "archive_correction_hash('', document_id, version, corrected_at, encode(sha256('Lies'), 'hex')) "
        "WHERE document_id = {document} AND version = 1",
        "document {document}: its version 1 is not the text that its history has (former words)",
    ),
    "period that ends before it begins": (
        "UPDATE archive_publication SET until = since - interval '1 day' WHERE model_name = 'statement' "
        "AND object_id = {orphan}",
        "statement {orphan}: it was public until ",
    ),
    "speaker missing": (
        "UPDATE archive_statement SET speaker_id = 987654 WHERE id = {draft_statement}",
        "statement {draft_statement}: its speaker_id names row 987654 of archive_speaker, which is missing "
        "(references)",
    ),
    "document missing": (
        "DELETE FROM archive_document WHERE id = {draft}",
        "passage {draft}000001: its document_id names row {draft} of archive_document, which is missing "
        "(references)",
    ),
    "trigger dropped": (
        "DROP TRIGGER archive_check_statement_text ON archive_statement",
        "table archive_statement: its trigger archive_check_statement_text is missing (triggers)",
    ),
    "trigger of replicas only": (
        "ALTER TABLE archive_document ENABLE REPLICA TRIGGER archive_record_correction",
        "table archive_document: its trigger archive_record_correction is switched off (triggers)",
    ),
    "function replaced": (
        "CREATE OR REPLACE FUNCTION archive_check_statement_text() RETURNS trigger LANGUAGE plpgsql "
        "AS $$BEGIN RETURN NEW; END$$",
        "function archive_check_statement_text: it is not the one that this version of the program defines (triggers)",
    ),
    "trigger altered": (
        "CREATE OR REPLACE TRIGGER archive_keep_redirect AFTER UPDATE ON archive_speaker FOR EACH ROW "
        "WHEN (FALSE) EXECUTE FUNCTION archive_keep_redirect()",
        "table archive_speaker: its trigger archive_keep_redirect is not the one that this version of the program "
        "defines (triggers)",
    ),
    "function of a block replaced": (
        "CREATE OR REPLACE FUNCTION archive_search_refresh_after_write() RETURNS trigger LANGUAGE plpgsql "
        "AS $$BEGIN RETURN NULL; END$$",
        "function archive_search_refresh_after_write: it is not the one that this version of the program defines "
        "(triggers)",
    ),
    "function with other options": (
        "ALTER FUNCTION archive_fold(text) VOLATILE",
        "function archive_fold: it is not the one that this version of the program defines (triggers)",
    ),
    "function dropped": (
        "DROP FUNCTION archive_version_before",
        "function archive_version_before: it is not the one that this version of the program defines (triggers)",
    ),
    "view replaced": (
        "DO $do$BEGIN EXECUTE 'CREATE OR REPLACE VIEW archive_search_label AS SELECT * FROM ('"
        " || rtrim(pg_get_viewdef('archive_search_label'::regclass), ';') || ') AS former'; END$do$",
        "view archive_search_label: it is not the one that this version of the program defines (triggers)",
    ),
    "function of a history replaced": (
        "DO $do$DECLARE name text; BEGIN SELECT min(proname) INTO name FROM pg_proc WHERE proname LIKE "
        "'pgtrigger_insert%'; EXECUTE format('CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RETURN NEW; END$$', name); END$do$",
        "function pgtrigger_insert",
    ),
    "constraint": (
        "ALTER TABLE archive_statement DROP CONSTRAINT statement_span_length_is_text_length",
        "table archive_statement: its constraint statement_span_length_is_text_length is missing (constraints)",
    ),
    "number used again": (
        "SELECT setval(pg_get_serial_sequence('archive_statement', 'id'), 1)",
        "table archive_statement: its next number is 2, and there was a row ",
    ),
    "index": (
        "DELETE FROM archive_search WHERE unit = 1 AND object_id = {statement}",
        "statement {statement}: its row in the search table is missing (index)",
    ),
}
