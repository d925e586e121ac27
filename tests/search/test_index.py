"""The search table equals its definition after every kind of write."""

import random

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.editing.bulk import add_theme, set_event
from archive.editing.corrections import correct_text
from archive.editing.merging.merge import merge
from archive.editing.publication.state_changes import set_state
from archive.models import Document, Event, Report, SearchRow, Speaker, State, Statement, Theme, Utterance
from archive.search import index
from archive.search.engine import postings
from archive.search.engine.store.changes import read_head
from tests.factories import (
    SPEECH,
    make_document,
    make_event,
    make_source,
    make_speaker,
    make_statement,
    make_theme,
)

pytestmark = pytest.mark.django_db


def test_a_statement_is_found_by_its_names_themes_and_words(statement, theme):
    statement.speaker.names.create(name="阿马拉", language="zh-Hans")
    theme.labels.create(text="Reading rooms")
    row = SearchRow.objects.get(unit=1, object_id=statement.pk)
    assert row.public
    assert row.theme_ids == [theme.pk]
    assert str(row.date) == "2024-03-05"
    for word in ("'øadeyemi':2A", "'阿马':4A", "'ørooms':", "'øharbour':"):
        assert word in row.vector
    assert index.check().ok


def test_a_statement_has_the_ancestors_of_its_themes(statement, theme):
    top = make_theme("Culture")
    Theme.objects.filter(pk=theme.pk).update(parent=top)
    row = SearchRow.objects.get(unit=1, object_id=statement.pk)
    assert row.theme_ids == sorted([theme.pk, top.pk])


def test_only_a_confirmed_report_counts_as_one_of_its_utterance(statement):
    utterance = Utterance.objects.create(summary="One promise")
    report = Report.objects.create(utterance=utterance, statement=statement, status="suggested")
    row = SearchRow.objects.filter(unit=1, object_id=statement.pk)
    assert row.get().utterance_id is None
    Report.objects.update(status="confirmed", decided_at=statement.created_at)
    assert row.get().utterance_id == report.utterance_id


def test_no_word_of_a_draft_counts_as_one_of_a_text(published_document, draft_document):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT t.document_id, w.in_text FROM archive_search_row_words w"
            " JOIN archive_search t ON t.id = w.row_id ORDER BY 1, 2"
        )
        assert cursor.fetchall() == [
            (published_document.pk, False),  # of its names
            (published_document.pk, True),
            (draft_document.pk, False),
        ]


def test_a_row_that_a_batch_refreshes_during_the_check_is_no_fault(statement, monkeypatch):
    def finish_batch():
        index.refresh("archive_search_refresh(%s::smallint, %s)", [1, [statement.pk]])
        return set()

    SearchRow.objects.filter(unit=1).update(attribution="summary")
    assert index.check().differences == [("statement", statement.pk, "stale")]
    monkeypatch.setattr(index, "pending_rows", finish_batch)
    assert index.check() == index.Check([], waiting=1)


def test_a_draft_is_not_public_in_the_table(draft_statement, hidden_statement):
    assert list(SearchRow.objects.filter(unit=1).values_list("public", flat=True)) == [False, False]


def test_an_update_of_other_columns_writes_nothing(statement):
    def versions():
        with connection.cursor() as cursor:
            cursor.execute("SELECT unit, object_id, ctid::text FROM archive_search ORDER BY 1, 2")
            return cursor.fetchall()

    before = versions()
    Document.objects.filter(pk=statement.document_id).update(editor_note="Look again.")
    Speaker.objects.filter(pk=statement.speaker_id).update(note="A minister.")
    assert versions() == before


WRITES = {
    "orm statement": lambda r: make_statement(
        r.document(), "catalogue", speaker=r.speaker(), themes=[r.theme()]
    ),
    "orm theme": lambda r: r.statement().themes.add(r.theme()),
    "orm clear": lambda r: r.statement().themes.clear(),
    "orm publish": lambda r: Document.objects.filter(pk=r.document().pk).update(
        state=r.pick(["draft", "published"])
    ),
    "orm retitle": lambda r: Document.objects.update(title=f"Title {r.number()}"),
    "orm rename": lambda r: Speaker.objects.filter(pk=r.speaker().pk).update(name=f"Name {r.number()}"),
    "orm native": lambda r: r.speaker().names.create(name=f"名{r.number()}", language="zh"),
    "orm forget": lambda r: r.speaker().names.all().delete(),
    "orm event": lambda r: Statement.objects.filter(pk=r.statement().pk).update(
        event=make_event(start="2020-01-02")
    ),
    "orm bulk": lambda r: Document.objects.bulk_create(
        [
            Document(
                slug=f"bulk-{r.number()}-{n}",
                title="Bulk",
                source=r.source,
                kind="speech",
                text="One.\n\nTwo.",
            )
            for n in (1, 2)
        ]
    ),
    "sql text": lambda r: r.sql(
        "UPDATE archive_document SET text = text || E'\\n\\nAfterwards.' WHERE id = %s", r.document().pk
    ),
    "sql date": lambda r: r.sql("UPDATE archive_event SET start = start + 1"),
    "sql hang": lambda r: r.sql(
        "UPDATE archive_theme SET parent_id = NULL;"  # a merge may have hung the lowest under another
        " UPDATE archive_theme SET parent_id = (SELECT min(id) FROM archive_theme)"
        " WHERE id > (SELECT min(id) FROM archive_theme)"
    ),
    "sql label": lambda r: r.sql("UPDATE archive_theme SET label = label || ' more'"),
    "sql delete": lambda r: r.sql(
        "DELETE FROM archive_statementtheme; DELETE FROM archive_statement WHERE id = %s", r.statement().pk
    ),
    "sql copy": lambda r: r.sql(
        'INSERT INTO archive_statement (document_id, start, "end", text, prefix, suffix, voice, voice_label,'
        " attribution, role_as_printed, note)"
        " SELECT id, 0, 7, substr(text, 1, 7), '', '', 'narrator', '', 'summary', '', ''"
        " FROM archive_document WHERE length(text) > 20"
    ),
    "edit publish": lambda r: set_state(
        r.actor, Document.objects.filter(pk=r.document().pk), State.PUBLISHED
    ),
    "edit unpublish": lambda r: set_state(r.actor, Document.objects.filter(pk=r.document().pk), State.DRAFT),
    "edit theme": lambda r: add_theme(r.actor, Statement.objects.filter(pk=r.statement().pk), r.theme()),
    "edit event": lambda r: set_event(r.actor, Statement.objects.filter(pk=r.statement().pk), r.event()),
    "edit events": lambda r: set_event(r.actor, Document.objects.all(), r.event()),
    "edit correct": lambda r: correct_text(r.actor, r.document(), f"{SPEECH}\n\nPage {r.number()}."),
    "edit merge": lambda r: r.merge(r.speaker(), make_speaker("Survivor")),
    "edit merge themes": lambda r: r.merge(r.theme(), make_theme("Survivor")),
    "edit merge events": lambda r: r.merge(r.event(), make_event("Survivor", start="2021-02-03")),
    "orm move": lambda r: Statement.objects.filter(pk=r.statement().pk).update(
        state=r.pick(["review", "published"])
    ),
}


class Archive:
    """A small one to write in at random."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.actor = User.objects.create_superuser("adam")
        self.source = make_source()
        for _ in range(2):
            document = make_document(source=self.source, event=make_event(start="2019-05-06"))
            make_statement(document, "a promise kept", speaker=make_speaker(), themes=[make_theme()])

    def number(self):
        return self.random.randrange(10**9)

    def pick(self, rows):
        return self.random.choice(list(rows))

    def document(self):
        return self.pick(Document.objects.filter(text__startswith=SPEECH))

    def statement(self):
        return (
            self.pick(Statement.objects.all())
            if Statement.objects.exists()
            else make_statement(self.document(), "Her deputy")
        )

    def speaker(self):
        return self.pick(Speaker.objects.all())

    def theme(self):
        return self.pick(Theme.objects.all())

    def event(self):
        return self.pick(Event.objects.all())

    def merge(self, duplicate, survivor):
        merge(self.actor, survivor, duplicate)

    def sql(self, sql, *params):
        with connection.cursor() as cursor:
            for part in sql.split("; "):
                cursor.execute(part, params if "%s" in part else None)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), names=st.lists(st.sampled_from(sorted(WRITES)), min_size=1, max_size=12))
@pytest.mark.slow
def test_the_table_equals_its_definition_after_random_writes(db, seed, names):
    with transaction.atomic():
        archive = Archive(seed)
        for name in names:
            WRITES[name](archive)
            assert index.check().differences == [], f"after {name}"
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_the_check_names_what_is_wrong_and_reindex_repairs_it(statement, capsys, monkeypatch):
    monkeypatch.setattr(index, "CHUNK", 2)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_search WHERE unit = 1")
        cursor.execute("UPDATE archive_search SET public = FALSE WHERE unit = 2")
        cursor.execute(
            "UPDATE archive_search SET object_id = 99 WHERE id = (SELECT min(id) FROM archive_search)"
        )
    with pytest.raises(
        CommandError, match=r"differs from its definition in 6 rows: 2 missing, 3 stale, 1 surplus\."
    ):
        call_command("reindex", check=True)
    call_command("reindex")
    call_command("reindex", check=True)
    report = "The search table equals its definition: 1 statement, 4 passages.\n"
    assert capsys.readouterr().out == report * 2


WRONG_WORDS = [
    ("DELETE FROM archive_search_word WHERE word = 'ships'", ["word en ships: missing"]),
    ("UPDATE archive_search_word SET stem = 'boat' WHERE word = 'ships'", ["word en ships: stale"]),
    ("UPDATE archive_search_word SET rows = 0 WHERE word = 'ships'", ["word en ships: stale"]),
    (
        "UPDATE archive_search_word SET language = 'fr', stem = 'x' WHERE word = 'ships'",
        ["word en ships: missing", "word fr ships: stale"],
    ),
]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_check_compares_the_table_of_words_and_the_posting_lists(statement, capsys):
    call_command("reindex")
    with connection.cursor() as cursor:
        for wrong, named in WRONG_WORDS:
            cursor.execute(wrong)
            with pytest.raises(CommandError, match="differs from its definition"):
                call_command("reindex", check=True)
            assert capsys.readouterr().err.splitlines() == named
            call_command("reindex")
        some_rows = postings.pack(np.array([1, 2]))
        cursor.execute(
            "INSERT INTO archive_search_postings (unit, word, change_number, change_id, rows)"
            " VALUES (2, 'øships', %s, %s, %s)",
            [*read_head(), some_rows],
        )
    with pytest.raises(CommandError, match="differs from its definition in 1 row: 0 missing, 1 stale"):
        call_command("reindex", check=True)
    assert capsys.readouterr().err == "postings 2 øships: stale\n"
    call_command("reindex")
    call_command("reindex", check=True)


def test_words_that_no_text_has_any_more_are_no_fault(statement, capsys):
    document = make_document(text="Quayside", title="Untitled")
    document.delete()
    call_command("reindex", check=True)
    assert capsys.readouterr().out.endswith(
        "The table of words has 2 words of deleted texts; reindex drops them.\n"
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_fresh_table_has_the_same_rows_and_indexes(statement, draft_statement, capsys):
    def rows():
        return list(
            SearchRow.objects.order_by("unit", "object_id").values_list("unit", "object_id", "vector")
        )

    def indexes():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'archive_search' ORDER BY 1")
            return cursor.fetchall()

    before = rows(), indexes()
    assert (len(before[0]), len(before[1])) == (6, 7)
    call_command("reindex", fresh=True)
    assert (rows(), indexes()) == before
    assert capsys.readouterr().out == "The search table equals its definition: 2 statements, 4 passages.\n"
