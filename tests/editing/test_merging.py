"""Merging loses no row, leaves an address, and closes no loop."""

import pytest
from django.apps import apps
from django.db import connection

from archive.editing.errors import EditError
from archive.editing.merging.merge import merge
from archive.editing.merging.movers import MERGERS, related_counts, relations
from archive.models import (
    Event,
    EventName,
    Participation,
    Redirect,
    Relay,
    Role,
    SearchRow,
    Speaker,
    SpeakerName,
    StatementTheme,
    Theme,
    ThemeLabel,
    Utterance,
)
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme


def is_search_table_current():
    """The search table equals the view that defines it, row for row."""
    columns = ", ".join(f.column for f in SearchRow._meta.fields if f.name != "id")
    difference = (
        f"(SELECT {columns} FROM archive_search EXCEPT SELECT {columns} FROM archive_search_definition) UNION ALL "
        f"(SELECT {columns} FROM archive_search_definition EXCEPT SELECT {columns} FROM archive_search)"
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SELECT count(*) FROM ({difference}) AS d")
        return cursor.fetchone()[0] == 0


@pytest.fixture
def twins(db):
    """The same speaker twice, with everything a speaker can have, some of it on both."""
    keep = make_speaker("Amara Adeyemi", slug="adeyemi", note="Minister of ports.")
    speaker = make_speaker(
        "A. Adeyemi", slug="a-adeyemi", country="NG", sort_name="Adeyemi", note="Of Lagos."
    )
    both, only = make_event("Both"), make_event("Only")
    SpeakerName.objects.create(speaker=keep, name="阿达", language="zh-Hans", kind="native")
    SpeakerName.objects.create(speaker=speaker, name="阿达", language="zh-Hans", kind="native")
    SpeakerName.objects.create(speaker=speaker, name="Amara A.", kind="short")
    Participation.objects.create(event=both, speaker=keep, capacity="host")
    Participation.objects.create(event=both, speaker=speaker, capacity="lecturer")
    Participation.objects.create(event=only, speaker=speaker)
    role_values = {
        "title": "Minister",
        "organisation": "Ports",
        "start": "2020-01-01",
        "start_precision": "year",
    }
    Role.objects.create(speaker=keep, **role_values)
    chosen_role = Role.objects.create(speaker=speaker, **role_values)
    Role.objects.create(speaker=speaker, title="Deputy")
    document = make_document()
    make_statement(document, "a promise kept", speaker=keep)
    statement = make_statement(
        document, "every harbour deserves a library", speaker=speaker, role=chosen_role
    )
    Relay.objects.create(statement=statement, speaker=speaker)
    Utterance.objects.create(summary="Said", speaker=speaker)
    with connection.cursor() as cursor:  # what is written so far counts as committed
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return keep, speaker


@pytest.mark.slow
def test_a_speaker_takes_over_all_that_the_other_has(twins):
    keep, gone = twins
    moved = merge(None, keep, gone)
    assert related_counts(keep) == {
        "names": 3,
        "roles": 2,
        "participations": 2,
        "statements": 2,
        "relays": 1,
        "utterances": 1,
    }
    assert {(n.name, n.kind) for n in keep.names.all()} == {
        ("阿达", "native"),
        ("Amara A.", "short"),
        ("A. Adeyemi", "alias"),
    }
    assert {(r.title, r.statements.count()) for r in keep.roles.all()} == {("Minister", 1), ("Deputy", 0)}
    assert {(p.event.name, p.capacity) for p in keep.participations.all()} == {
        ("Both", "host; lecturer"),
        ("Only", ""),
    }
    assert not Speaker.objects.filter(pk=gone.pk).exists()
    assert moved["statements"] == 1
    assert is_search_table_current()


def test_blank_fields_are_filled_and_notes_are_added(twins):
    keep, gone = twins
    merge(None, keep, gone)
    assert (keep.name, keep.country, keep.sort_name) == ("Amara Adeyemi", "NG", "Adeyemi")
    assert keep.note == "Minister of ports.\n\nOf Lagos."


@pytest.mark.slow
def test_the_address_and_all_that_led_there_lead_to_the_survivor(twins):
    keep, gone = twins
    gone.slug = "adeyemi-a"
    gone.save()
    merge(None, keep, gone)
    for slug in ("a-adeyemi", "adeyemi-a"):
        assert Redirect.objects.resolve("speaker", slug) == keep
    third = make_speaker("Third", slug="third")
    merge(None, third, keep)
    for slug in ("a-adeyemi", "adeyemi-a", "adeyemi"):
        assert Redirect.objects.resolve("speaker", slug) == third


def test_a_capacity_too_long_for_the_field_goes_to_the_note(db):
    keep, gone_speaker, event = make_speaker(), make_speaker("Other"), make_event("Opening")
    Participation.objects.create(event=event, speaker=keep, capacity="h" * 100)
    Participation.objects.create(event=event, speaker=gone_speaker, capacity="l" * 100)
    merge(None, keep, gone_speaker)
    assert keep.participations.get().capacity == "h" * 100
    assert keep.note == f"Opening: {'l' * 100}"


def test_an_event_takes_over_documents_parts_and_dates(db):
    keep = make_event("Summit", place="Lagos")
    event = make_event("The Summit", start="2024-03-01", start_precision="month", place="Abuja", country="NG")
    part = make_event("Session", part_of=event)
    EventName.objects.create(event=event, name="Gipfel", language="de")
    document = make_document(event=event)
    statement = make_statement(document, "a promise kept", event=event)
    Participation.objects.create(event=event, speaker=make_speaker())
    Utterance.objects.create(summary="Said", event=event)
    merge(None, keep, event)
    assert related_counts(keep) == {
        "parts": 1,
        "names": 2,
        "participations": 1,
        "documents": 1,
        "statements": 1,
        "utterances": 1,
    }
    for row in (part, document, statement):
        row.refresh_from_db()
    assert part.part_of == document.event == statement.event == keep
    assert (str(keep.start), keep.start_precision, keep.place, keep.country) == (
        "2024-03-01",
        "month",
        "Lagos",
        "NG",
    )
    assert is_search_table_current()


def test_a_theme_on_a_statement_that_carries_both_is_kept_once(db):
    keep, gone_theme = make_theme("Libraries"), make_theme("Reading rooms", scope_note="Rooms for reading.")
    child = make_theme("Catalogues", parent=gone_theme)
    ThemeLabel.objects.create(theme=gone_theme, text="Bibliotheken", language="de")
    document = make_document()
    both = make_statement(document, "a promise kept", themes=[keep, gone_theme])
    statement = make_statement(document, "every harbour", themes=[gone_theme])
    merge(None, keep, gone_theme)
    child.refresh_from_db()
    assert child.parent == keep
    assert [list(s.themes.all()) for s in (both, statement)] == [[keep], [keep]]
    assert [label.text for label in keep.labels.all()] == ["Bibliotheken", "Reading rooms"]
    assert keep.scope_note == "Rooms for reading."
    assert is_search_table_current()


def tree():
    return {t.label: t.parent and t.parent.label for t in Theme.objects.select_related("parent")}


@pytest.fixture
def theme_tree(db):
    """Books > Libraries > Reading rooms, with Lamps below Libraries."""
    books = make_theme("Books")
    libraries = make_theme("Libraries", parent=books)
    return (
        books,
        libraries,
        make_theme("Reading rooms", parent=libraries),
        make_theme("Lamps", parent=libraries),
    )


def test_a_theme_swallows_the_one_above_it(theme_tree):
    books, libraries, rooms, _lamps = theme_tree
    merge(None, rooms, libraries)
    assert tree() == {"Books": None, "Reading rooms": "Books", "Lamps": "Reading rooms"}
    merge(None, rooms, books)
    assert tree() == {"Reading rooms": None, "Lamps": "Reading rooms"}


def test_a_theme_merged_with_its_grandparent_keeps_the_others_below(theme_tree):
    books, _libraries, rooms, _lamps = theme_tree
    merge(None, rooms, books)
    assert tree() == {"Reading rooms": None, "Libraries": "Reading rooms", "Lamps": "Libraries"}


def test_a_theme_swallows_one_below_it(theme_tree):
    books, libraries, rooms, _lamps = theme_tree
    merge(None, libraries, rooms)
    assert tree() == {"Books": None, "Libraries": "Books", "Lamps": "Libraries"}
    merge(None, books, libraries)
    assert tree() == {"Books": None, "Lamps": "Books"}


def test_a_top_theme_gets_the_parent_of_the_other(theme_tree):
    _books, libraries, _rooms, _lamps = theme_tree
    merge(None, make_theme("Archives"), libraries)
    assert tree() == {"Books": None, "Archives": "Books", "Reading rooms": "Archives", "Lamps": "Archives"}


@pytest.mark.slow
def test_every_pair_of_a_tree_can_be_merged_without_a_loop(theme_tree):
    """Each ordered pair in turn, undone after: the database would refuse a circle."""
    from django.db import transaction

    for keep in theme_tree:
        for gone in theme_tree:
            if keep == gone:
                continue
            with transaction.atomic():
                merge(None, Theme.objects.get(pk=keep.pk), Theme.objects.get(pk=gone.pk))
                assert Theme.objects.count() == 3
                assert is_search_table_current()
                transaction.set_rollback(True)
    assert Theme.objects.count() == 4


def test_only_two_existing_rows_of_one_kind_are_merged(theme, event):
    other = make_theme("Ships")
    for duplicate in (theme, event):
        with pytest.raises(EditError, match="two different entries"):
            merge(None, theme, duplicate)
    Theme.objects.filter(pk=other.pk).delete()
    with pytest.raises(EditError, match="no longer exists"):
        merge(None, theme, other)
    assert Theme.objects.get() == theme
    assert Event.objects.get() == event


def test_a_relation_that_was_forgotten_stops_the_merge(twins, monkeypatch):
    """A new foreign key with a cascade would otherwise be lost without a word."""
    monkeypatch.setitem(MERGERS, Speaker, lambda keep, gone: {})
    with pytest.raises(EditError, match="Not everything could be moved"):
        merge(None, *twins)
    assert Speaker.objects.count() == 2


def test_the_relations_are_those_of_the_models(db):
    accessors = {model.__name__: {r.get_accessor_name() for r in relations(model)} for model in MERGERS}
    assert accessors == {
        "Speaker": {"names", "roles", "participations", "statements", "relays", "utterances"},
        "Event": {"names", "parts", "participations", "documents", "statements", "utterances"},
        "Theme": {"labels", "children", "statementtheme_set"},
        "Term": {"wordings", "occurrences"},
    }


def totals():
    models = ("document", "passage", "statement", "relay", "utterance", "report", "source")
    return {name: apps.get_model("archive", name).objects.count() for name in models}


@pytest.mark.parametrize("swapped", [False, True])
def test_only_duplicates_are_deleted(twins, swapped):
    keep, gone = reversed(twins) if swapped else twins
    before = totals()
    doubles = {"names": 1, "roles": 1, "participations": 1}
    mine, theirs = related_counts(keep), related_counts(gone)
    merge(None, keep, gone)
    assert totals() == before
    expected = {name: mine[name] + theirs[name] - doubles.get(name, 0) for name in mine}
    expected["names"] += 1
    assert related_counts(keep) == expected
    assert not StatementTheme.objects.exists()
