"""Four connections write at once: the search table still equals its definition when the last has finished."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from archive.editing import corrections as correcting
from archive.editing.merging import movers
from archive.editing.merging.merge import merge
from archive.models import Document, Event, Report, SearchRow, Speaker, Statement, Theme, Utterance
from archive.search import index
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WRITERS, WRITES = 4, 40


@pytest.fixture
def archive():
    source = make_source()
    events = [make_event(f"Event {n}", start="2020-01-01") for n in range(2)]
    speakers = [make_speaker(f"Speaker {n}") for n in range(2)]
    top = make_theme("Top")
    themes = [top, make_theme("Below", parent=top), make_theme("Other")]
    Utterance.objects.create(summary="Said once")
    Utterance.objects.create(summary="Said again")
    for n in range(3):
        document = make_document(source=source, event=events[n % 2])
        for words in ("a promise kept", "Her deputy", "every harbour"):
            make_statement(document, words, speaker=speakers[n % 2], event=events[n % 2], themes=[themes[n]])


def write_at_random(rng):
    """One write, of a kind that some rows of the search table follow from."""
    speaker, event, theme, document, statement, utterance = (
        rng.choice(list(model.objects.all()))
        for model in (Speaker, Event, Theme, Document, Statement, Utterance)
    )
    kind = rng.randrange(12)
    if kind == 0:
        make_statement(document, "the catalogue", speaker=speaker, event=event, themes=[theme])
    elif kind == 1:
        Speaker.objects.filter(pk=speaker.pk).update(name=f"Name {rng.randrange(10**6)}")
    elif kind == 2:
        speaker.names.create(name=f"Alias {rng.randrange(10**9)}")
    elif kind == 3:
        Document.objects.filter(pk=document.pk).update(title=f"Title {rng.randrange(10**6)}")
    elif kind == 4:
        Theme.objects.filter(pk=theme.pk).update(label=f"Label {rng.randrange(10**6)}")
    elif kind == 5:
        theme.labels.create(text=f"Also {rng.randrange(10**9)}")
    elif kind == 6:
        Event.objects.filter(pk=event.pk).update(start=f"20{rng.randrange(10, 26)}-05-06")
    elif kind == 7:
        statement.themes.add(theme)
    elif kind == 8:
        Document.objects.filter(pk=document.pk).update(translator=rng.choice(["machine", "archive"]))
    elif kind == 9:
        Report.objects.create(
            utterance=utterance, statement=statement, status=rng.choice(Report.Status.values)
        )
    elif kind == 10:
        Report.objects.filter(statement=statement).update(status="rejected")
    else:
        Statement.objects.filter(pk=statement.pk).update(speaker=speaker, event=event)


UNIQUE = (
    "statement_theme_is_unique",
    "report_is_unique",
    "statement_reports_one_confirmed_utterance",
)


def write_often(seed):
    """How many of the writes met a deadlock."""
    rng = random.Random(seed)
    deadlocks = 0
    try:
        for _ in range(WRITES):
            try:
                with transaction.atomic():
                    write_at_random(rng)
            except OperationalError:
                deadlocks += 1
            except IntegrityError as error:  # the statement has that theme, or a report, from somebody else
                if not any(rule in str(error) for rule in UNIQUE):
                    raise
    finally:
        connection.close()
    return deadlocks


def test_the_table_equals_its_definition_after_a_storm(archive):
    with ThreadPoolExecutor(WRITERS) as pool:
        deadlocks = list(pool.map(write_often, range(WRITERS)))
    assert index.check().differences == []
    assert SearchRow.objects.filter(unit=1).count() == Statement.objects.count() > 9
    assert SearchRow.objects.exclude(utterance_id=None).count() == Report.objects.confirmed().count() > 0
    by_machine = Statement.objects.filter(document__translator="machine")
    assert SearchRow.objects.filter(unit=1, machine=True).count() == by_machine.count()
    assert deadlocks == [0] * WRITERS  # writers wait for each other


@pytest.mark.parametrize("kind", ["correct a text", "merge speakers"])
def test_locking_rows_first_and_writing_directly_do_not_deadlock(archive, monkeypatch, kind):
    """The one holds the row and wants the write lock, the other has the lock and wants the row."""
    document, (speaker, other) = Document.objects.first(), Speaker.objects.all()[:2]
    locked = threading.Event()

    def with_pause(function):
        def call_after_pause(*args):
            locked.set()
            time.sleep(0.5)
            return function(*args)

        return call_after_pause

    monkeypatch.setattr(correcting, "CorrectionPlanner", with_pause(correcting.CorrectionPlanner))
    monkeypatch.setitem(movers.MERGERS, Speaker, with_pause(movers.MERGERS[Speaker]))

    def lock_and_write():
        try:
            if kind == "correct a text":
                correcting.correct_text(None, document, f"{document.text}\n\nAfterwards.")
            else:
                merge(None, other, speaker)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        locking = pool.submit(lock_and_write)
        assert locked.wait(10)
        if kind == "correct a text":
            make_statement(document, "the catalogue")
        else:
            Speaker.objects.filter(pk=other.pk).update(name="Zanzibar")
        locking.result(timeout=30)
    assert index.check().differences == []


def test_a_statement_made_while_its_speaker_gets_a_name_is_found_by_it(archive):
    """The case without locks: neither transaction sees the other's row, and the name is missing from the vector."""
    speaker, document = Speaker.objects.first(), Document.objects.first()

    def mark():
        try:
            return make_statement(document, "the catalogue", speaker=speaker).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        speaker.names.create(name="Zanzibar")
        marking = pool.submit(mark)
        with pytest.raises(TimeoutError):
            marking.result(timeout=0.5)
    pk = marking.result(timeout=10)
    assert "zanzibar" in SearchRow.objects.get(unit=1, object_id=pk).vector
    assert index.check().ok
