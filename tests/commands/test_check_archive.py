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
from tests.commands.archive_breaches import BREACHES
from tests.factories import SPEECH, make_speaker, make_statement, make_theme
from tests.history_dates import backdate_history_by_a_day


@pytest.fixture
def ids(statement, draft_statement, draft_document, speaker, theme):
    """A statement in a text of three versions, an orphan of the first, and drafts."""
    make_speaker("Another")
    document = statement.document
    orphan = make_statement(document, "Her deputy promised that the catalogue", speaker=speaker)
    backdate_history_by_a_day()
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
            printed_lines = lines(capsys)
            transaction.set_rollback(True)
        if not any(printed_line.startswith(line.format(**ids)) for printed_line in printed_lines):
            missed[name] = printed_lines
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
    backdate_history_by_a_day()
    rehash()
    Withholding.objects.create(model_name="document", object_id=ids["document"], reason="law")
    sql = re.sub(r"\b5\b", str(ids["document"]), sql)
    without_triggers(re.sub(r"\b17\b", str(ids["orphan"]), sql))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM archive_documentevent WHERE text = ''")
        assert cursor.fetchone() == (2,)
    call_command("check_archive")


def test_what_a_standby_cannot_compare_is_said(ids, capsys):
    without_triggers(BREACHES["function replaced"][0])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    call_command("check_archive", skip_index=True)
    summary, note = capsys.readouterr().out.splitlines()
    assert summary.startswith("The archive keeps its rules: ")
    assert note.startswith(
        "Definitions of functions, views and triggers were not compared: run this on the primary"
    )


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
    backdate_history_by_a_day()
    assert [sql for sql in REFUSED if not is_refused(sql)] == []


def test_every_table_of_the_history_refuses_changes(ids):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^archive_.*event$'")
        tables = sorted(name for (name,) in cursor.fetchall() if name != "archive_event")
    assert {"archive_statementevent", "archive_documentevent", "archive_withholdingevent"} <= set(tables)
    make_theme("Filled")
    backdate_history_by_a_day()
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
