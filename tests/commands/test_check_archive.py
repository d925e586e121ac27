"""check_archive names the row of every breach, and nothing else."""

import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from archive.editing.corrections import correct_text
from archive.management.archive_checks import QUERIES
from archive.models import Correction, Statement, Withholding
from archive.models.permanence.hash_chain import correction_hash
from tests.days import days_pass
from tests.factories import SPEECH, make_speaker, make_statement, make_theme

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


@pytest.fixture
def ids(statement, draft_statement, draft_document, speaker, theme):
    """A statement in a text of three versions, an orphan of the first, and drafts."""
    make_speaker("Another")
    document = statement.document
    orphan = make_statement(document, "Her deputy promised that the catalogue", speaker=speaker)
    days_pass()
    text = SPEECH.replace("Her deputy promised that the catalogue will be open to all by spring.", "The end.")
    correct_text(None, document, text)
    correct_text(None, document, f"{text} Thanks.")
    rehash()
    return {
        "statement": statement.pk,
        "draft_statement": draft_statement.pk,
        "orphan": orphan.pk,
        "document": document.pk,
        "draft": draft_document.pk,
        "speaker": speaker.pk,
        "theme": theme.pk,
    }


def rehash():
    """The day that passed is in the hashes, too."""
    without_triggers(
        "UPDATE archive_correction SET chain_hash = archive_correction_hash('', document_id, version, corrected_at,"
        " text_digest) WHERE version = 1; UPDATE archive_correction c SET chain_hash = archive_correction_hash("
        "b.chain_hash, c.document_id, c.version, c.corrected_at, c.text_digest) FROM archive_correction b"
        " WHERE b.document_id = c.document_id AND b.version = 1 AND c.version = 2"
    )


def without_triggers(sql):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = origin")


def lines(capsys):
    with pytest.raises(CommandError, match="of the rules"):
        call_command("check_archive")
    return capsys.readouterr().err.splitlines()


@pytest.mark.slow
def test_an_archive_that_keeps_its_rules_passes(ids, capsys):
    call_command("check_archive")
    out = capsys.readouterr().out
    assert out.startswith("The archive keeps its rules: 2 documents, 2 earlier versions, 3 statements, ")


@pytest.mark.slow
def test_every_breach_is_named(ids, capsys):
    missed = {}
    for name, (sql, line) in BREACHES.items():
        with transaction.atomic():
            without_triggers(sql.format(**ids))
            found = lines(capsys)
            transaction.set_rollback(True)
        if not any(each.startswith(line.format(**ids)) for each in found):
            missed[name] = found
    assert missed == {}


@pytest.mark.slow
def test_the_index_is_left_to_reindex_where_asked(ids):
    without_triggers(BREACHES["index"][0].format(**ids))
    call_command("check_archive", skip_index=True)
    without_triggers(BREACHES["row without an orphan"][0].format(**ids))
    with pytest.raises(CommandError, match=r"^2 breaches of the rules\.$"):  # and has no history
        call_command("check_archive", skip_index=True)
    with pytest.raises(CommandError, match=r"^3 breaches of the rules\.$"):
        call_command("check_archive")


@pytest.mark.slow
def test_one_breach_is_not_counted_as_several(ids):
    without_triggers(BREACHES["newest row of a history"][0].format(**ids))
    with pytest.raises(CommandError, match=r"^1 breach of the rules\.$"):
        call_command("check_archive", skip_index=True)


@pytest.mark.slow
def test_words_removed_by_the_lines_of_the_documentation_are_no_breach(ids, capsys):
    """docs/operations.md, “Checking, withholding and removing”."""
    documentation = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    (lines_of_it,) = re.findall(
        r"(    UPDATE archive_correction SET text = '' WHERE.*?)\n\n", documentation, re.S
    )
    sql = "".join(line.partition("--")[0] for line in lines_of_it.splitlines())
    Statement.objects.get(pk=ids["orphan"]).delete()
    days_pass()
    rehash()
    Withholding.objects.create(model_name="document", object_id=ids["document"], reason="law")
    sql = re.sub(r"\b5\b", str(ids["document"]), sql)
    without_triggers(re.sub(r"\b17\b", str(ids["orphan"]), sql))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM archive_documentevent WHERE text = ''")
        assert cursor.fetchone() == (2,)
    call_command("check_archive")


def test_every_rule_has_a_breach():
    named = {line.rpartition("(")[2].rstrip(")") for _sql, line in BREACHES.values()}
    assert set(QUERIES) | {"chain", "index"} <= named | {"words", "roles"}


@pytest.mark.slow
def test_a_text_that_was_lawfully_removed_is_no_breach(ids, capsys):
    without_triggers(
        f"UPDATE archive_correction SET text = '' WHERE document_id = {ids['document']} AND version = 2"
    )
    assert len(lines(capsys)) == 1
    Withholding.objects.create(model_name="document", object_id=ids["document"], reason="law")
    call_command("check_archive")


def test_reindex_refuses_documents_without_passages(ids, capsys):
    without_triggers(f"DELETE FROM archive_passage WHERE document_id = {ids['document']}")
    for options in ({}, {"check": True}, {"fresh": True}):
        with pytest.raises(CommandError, match=rf"1 document without passages \(no\. {ids['document']}\)"):
            call_command("reindex", **options)


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def is_refused(sql):
    with pytest.raises(IntegrityError, match="is refused") as refusal, transaction.atomic():
        execute(sql)
    return refusal.value.__cause__.diag.constraint_name == "published_words_are_kept"


REFUSED = [
    "DELETE FROM archive_correction",
    "TRUNCATE archive_correction",
    "UPDATE archive_correction SET text = 'Lies'",
    "UPDATE archive_correction SET version = version + 7",
    "UPDATE archive_correction SET chain_hash = ''",
    "UPDATE archive_correction SET reason = 'Lies' WHERE version = 1",
    "DELETE FROM archive_passage",
    "TRUNCATE archive_passage",
    "UPDATE archive_passage SET text = 'Lies'",
    "UPDATE archive_passage SET start = 0",
    "INSERT INTO archive_passage (id, document_id, number, start, \"end\", text) SELECT 9, 1, 9, 0, 4, 'Lies'",
    "DELETE FROM archive_publication",
    "TRUNCATE archive_publication",
    "UPDATE archive_publication SET until = now()",
    "INSERT INTO archive_publication (model_name, object_id, since) SELECT 'theme', 1, now()",
    "TRUNCATE archive_document CASCADE",
]


def test_published_words_refuse_to_be_changed_by_hand(ids):
    days_pass()
    assert [sql for sql in REFUSED if not is_refused(sql)] == []


def test_every_table_of_the_history_refuses_changes(ids):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^archive_.*event$'")
        tables = sorted(name for (name,) in cursor.fetchall() if name != "archive_event")
    assert {"archive_statementevent", "archive_documentevent", "archive_withholdingevent"} <= set(tables)
    make_theme("Filled")
    days_pass()
    for table in tables:
        assert is_refused(f"TRUNCATE {table}")
        assert is_refused(f"TRUNCATE {table.removesuffix('event')} CASCADE")
    for sql in ("UPDATE archive_themeevent SET label = 'Lies'", "DELETE FROM archive_statementevent"):
        with pytest.raises(Exception, match="Cannot update or delete rows"), transaction.atomic():
            execute(sql)


def test_an_editor_may_change_what_is_theirs(ids):
    Correction.objects.update(public_note="A wrong word.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_passage SET kind = 'heading', speaker_label = 'A', time = '00:00:01'")
        assert cursor.rowcount > 0


def test_python_and_the_database_chain_alike(ids):
    previous = ""
    for row in Correction.objects.order_by("version"):
        previous = correction_hash(previous, row.document_id, row.version, row.corrected_at, row.text_digest)
        assert row.chain_hash == previous


def test_earlier_texts_outlive_their_document(draft_document):
    correct_text(None, draft_document, "Another text.")
    draft_document.delete()
    assert Correction.objects.values_list("text", flat=True).get().startswith("Secret plans")
