"""A merge is undone: every row is again what it was before; what changed since stays."""

import random

import pytest
from django.db import connection

from archive.editing.errors import EditError, NotAllowedError
from archive.editing.merging.merge import merge
from archive.editing.merging.preview import preview_merge
from archive.editing.merging.record import MERGED_MODELS
from archive.editing.merging.undo import CHANGED_SINCE, undo_merge
from archive.models import Event, Merge, Redirect, Speaker, Statement, Theme
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

from .test_merging import is_search_table_current, tree, twins  # noqa: F401

IGNORED_FIELDS = {"updated_at"}


def rows():
    """Every row that a merge may write, whole."""
    return {
        model.__name__: sorted(
            map(
                str,
                model.objects.values_list(
                    *(f.attname for f in model._meta.fields if f.name not in IGNORED_FIELDS)
                ),
            )
        )
        for model in MERGED_MODELS
    }


def check_constraints():
    """What was written so far counts as committed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def undo_last():
    return undo_merge(None, Merge.objects.not_undone().latest("id").pk)


@pytest.mark.slow
@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_speaker_comes_back_with_names_roles_statements_and_address(twins, is_swapped):  # noqa: F811
    keep, gone = reversed(twins) if is_swapped else twins
    Speaker.objects.filter(pk=gone.pk).update(slug="renamed")
    gone.refresh_from_db()
    before = rows()
    merge(None, keep, gone)
    assert rows() != before
    duplicate, done = undo_last()
    check_constraints()
    assert rows() == before
    assert (duplicate, done[CHANGED_SINCE]) == (gone, 0)
    assert is_search_table_current()
    assert Redirect.objects.resolve("speaker", "renamed") is None


@pytest.mark.slow
def test_an_event_comes_back_with_documents_parts_and_dates(db):
    keep = make_event("Summit", place="Lagos")
    gone = make_event("The Summit", start="2024-03-01", start_precision="month", country="NG")
    make_event("Session", part_of=gone)
    gone.names.create(name="Gipfel", language="de")
    document = make_document(event=gone)
    make_statement(document, "a promise kept", event=gone)
    gone.participations.create(speaker=make_speaker(), capacity="host")
    before = rows()
    merge(None, keep, gone)
    undo_last()
    check_constraints()
    assert rows() == before


@pytest.fixture
def themes(db):
    """Books > Libraries > Reading rooms and Lamps; statements that carry several."""
    books = make_theme("Books")
    libraries = make_theme("Libraries", parent=books, scope_note="Houses.")
    rooms, lamps = make_theme("Reading rooms", parent=libraries), make_theme("Lamps", parent=libraries)
    document = make_document()
    libraries.labels.create(text="Bibliotheken", language="de")
    make_statement(document, "a promise kept", themes=[libraries, rooms])
    make_statement(document, "every harbour", themes=[libraries, books, lamps])
    return [books, libraries, rooms, lamps]


@pytest.mark.slow
def test_every_pair_of_a_tree_is_merged_and_comes_back(themes):
    before = rows()
    for keep in themes:
        for gone in themes:
            if keep != gone:
                merge(None, Theme.objects.get(pk=keep.pk), Theme.objects.get(pk=gone.pk))
                undo_last()
                check_constraints()
                assert rows() == before, (keep, gone)


@pytest.mark.slow
def test_merges_are_undone_from_the_last_to_the_first(themes):
    states = []
    order = random.Random(5).sample(themes, 4)
    for gone in order[1:]:
        states.append(rows())
        merge(None, Theme.objects.get(pk=order[0].pk), Theme.objects.get(pk=gone.pk))
    for state in reversed(states):
        undo_last()
        check_constraints()
        assert rows() == state


@pytest.mark.slow
def test_a_merge_whose_survivor_was_merged_away_waits_for_that_one(themes):
    books, _libraries, rooms, lamps = themes
    merge(None, lamps, rooms)
    first = Merge.objects.get()
    merge(None, books, Theme.objects.get(pk=lamps.pk))
    with pytest.raises(EditError, match="undo its own merge"):
        undo_merge(None, first.pk)
    undo_last()
    undo_merge(None, first.pk)
    assert tree() == {"Books": None, "Libraries": "Books", "Reading rooms": "Libraries", "Lamps": "Libraries"}
    with pytest.raises(EditError, match="already been undone"):
        undo_merge(None, first.pk)


@pytest.mark.slow
def test_what_changed_since_stays_and_is_counted(twins):  # noqa: F811
    keep, gone = twins
    merge(None, keep, gone)
    third = make_speaker("Third")
    moved = Statement.objects.get(text="every harbour deserves a library")
    Statement.objects.filter(pk=moved.pk).update(speaker=third, role=None)
    added = make_statement(make_document(), "a promise kept", speaker=keep)
    keep.names.get(name="Amara A.").delete()
    _duplicate, done = undo_last()
    check_constraints()
    moved.refresh_from_db(), added.refresh_from_db()
    assert (moved.speaker, added.speaker) == (third, keep)
    assert done[CHANGED_SINCE] == 2
    assert Speaker.objects.get(pk=gone.pk).relays.count() == 1


def test_only_who_may_add_change_and_delete_undoes_a_merge(twins, editor, reader):  # noqa: F811
    merge(None, *twins)
    editor.groups.clear()
    with pytest.raises(NotAllowedError):
        undo_merge(type(editor).objects.get(pk=editor.pk), Merge.objects.get().pk)
    assert Speaker.objects.count() == 1


@pytest.mark.slow
def test_the_preview_names_every_row_and_writes_nothing(themes):
    before, merges = rows(), Merge.objects.count()
    _books, libraries, rooms, _lamps = themes
    preview = preview_merge(None, rooms, libraries)
    assert (rows(), Merge.objects.count()) == (before, merges)
    assert sorted((each.name, each.fields[0].before, each.fields[0].after) for each in preview.tree) == [
        ("Lamps", "Libraries (deleted)", "Reading rooms"),
        ("Reading rooms", "Libraries (deleted)", "Books"),
    ]
    named = sorted((each.verb, each.kind) for each in preview.rows)
    assert named == [
        ("added", "Alternative label"),
        ("changed", "Alternative label"),
        ("changed", "Theme"),
        ("changed", "Theme of a statement"),
        ("removed", "Theme"),
        ("removed", "Theme of a statement"),
    ]
    assert preview.total == 8


@pytest.mark.slow
def test_the_queries_of_an_undo_do_not_grow_with_the_rows(db, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 12):
        keep, gone = make_event("Summit"), make_event("The Summit")
        for _n in range(number):
            make_statement(make_document(), "a promise kept", event=gone)
        merge(None, keep, gone)
        with CaptureQueriesContext(connection) as context:
            undo_last()
        counts.append(len(context))
    assert counts[0] == counts[1]
    assert Event.objects.count() == 4
