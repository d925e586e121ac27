"""A merge is undone: every row is again what it was before; what changed since stays."""

import random

import pytest
from django.db import connection

from archive.editing.errors import EditError, NotAllowedError
from archive.editing.history.restoring import deletions, restore_deleted, restore_version
from archive.editing.merging.merge import merge
from archive.editing.merging.preview import preview_merge
from archive.editing.merging.record import MERGED_MODELS
from archive.editing.merging.undo import CHANGED_SINCE, undo_merge
from archive.models import Event, Merge, Redirect, Relay, Role, Speaker, Statement, Theme, history_model
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
    duplicate, counts = undo_last()
    check_constraints()
    assert rows() == before
    assert (duplicate, counts[CHANGED_SINCE]) == (gone, 0)
    assert is_search_table_current()
    assert Redirect.objects.resolve("speaker", "renamed") is None


@pytest.mark.slow
def test_an_event_comes_back_with_documents_parts_and_dates(db):
    keep = make_event("Summit", place="Lagos")
    event = make_event("The Summit", start="2024-03-01", start_precision="month", country="NG")
    make_event("Session", part_of=event)
    event.names.create(name="Gipfel", language="de")
    document = make_document(event=event)
    make_statement(document, "a promise kept", event=event)
    event.participations.create(speaker=make_speaker(), capacity="host")
    before = rows()
    merge(None, keep, event)
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
    statement = Statement.objects.get(text="every harbour deserves a library")
    Statement.objects.filter(pk=statement.pk).update(speaker=third, role=None)
    added_statement = make_statement(make_document(), "a promise kept", speaker=keep)
    keep.names.get(name="Amara A.").delete()
    _duplicate, counts = undo_last()
    check_constraints()
    statement.refresh_from_db(), added_statement.refresh_from_db()
    assert (statement.speaker, added_statement.speaker) == (third, keep)
    assert counts[CHANGED_SINCE] == 2
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
    assert sorted((entry.name, entry.fields[0].before, entry.fields[0].after) for entry in preview.tree) == [
        ("Lamps", "Libraries (deleted)", "Reading rooms"),
        ("Reading rooms", "Libraries (deleted)", "Books"),
    ]
    named = sorted((row.verb, row.kind) for row in preview.rows)
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
        keep, gone_event = make_event("Summit"), make_event("The Summit")
        for _n in range(number):
            make_statement(make_document(), "a promise kept", event=gone_event)
        merge(None, keep, gone_event)
        with CaptureQueriesContext(connection) as context:
            undo_last()
        counts.append(len(context))
    assert counts[0] == counts[1]
    assert Event.objects.count() == 4


def test_a_role_chosen_since_for_what_the_survivor_says_stays_with_it(db):
    keep, gone_speaker = make_speaker("Amara Adeyemi"), make_speaker("A. Adeyemi")
    role = Role.objects.create(speaker=gone_speaker, title="Minister", organisation="Harbours")
    document = make_document("We open early. We close late.")
    before = make_statement(document, "We open early", speaker=gone_speaker, role=role)
    merge(None, keep, gone_speaker)
    since = make_statement(document, "We close late", speaker=keep, role=Role.objects.get())
    undo_last()
    check_constraints()
    chosen = Statement.objects.order_by("pk").values_list("pk", "speaker", "role__speaker", "role__title")
    assert list(chosen) == [
        (before.pk, gone_speaker.pk, gone_speaker.pk, "Minister"),
        (since.pk, keep.pk, keep.pk, "Minister"),
    ]
    assert Role.objects.get(speaker=gone_speaker).pk == role.pk
    assert Role.objects.get(speaker=keep).organisation == "Harbours"


@pytest.mark.parametrize("is_undone", [False, True])
def test_a_deleted_statement_comes_back_with_what_its_entries_were_merged_into(db, is_undone):
    speakers = make_speaker("Amara Adeyemi"), make_speaker("A. Adeyemi")
    events = make_event("Opening"), make_event("The opening")
    kept_theme, gone_theme, other = (make_theme(label) for label in ("Libraries", "Library", "Harbours"))
    document = make_document("We open early.")
    statement = make_statement(
        document,
        "We open early",
        speaker=speakers[1],
        event=events[1],
        themes=[kept_theme, gone_theme, other],
    )
    Relay.objects.create(statement=statement, speaker=speakers[1])
    statement_id = statement.pk
    statement.delete()
    for keep, gone in (speakers, events, (kept_theme, gone_theme)):
        merge(None, keep, gone)
    if is_undone:
        for merged in Merge.objects.order_by("-id"):
            undo_merge(None, merged.pk)
    restored = restore_deleted(None, Statement, deletions(Statement).get(pgh_obj_id=statement_id))
    place = 1 if is_undone else 0
    assert (restored.speaker_id, restored.event_id) == (speakers[place].pk, events[place].pk)
    assert [relay.speaker_id for relay in restored.relays.all()] == [speakers[place].pk]
    themes = {kept_theme.pk, other.pk} | ({gone_theme.pk} if is_undone else set())
    assert set(restored.themes.values_list("pk", flat=True)) == themes


def test_an_earlier_state_comes_back_with_what_its_entries_were_merged_into(db):
    keep, gone_speaker, now = (
        make_speaker("Amara Adeyemi"),
        make_speaker("A. Adeyemi"),
        make_speaker("Bea Boateng"),
    )
    statement = make_statement(make_document("We open early."), "We open early", speaker=gone_speaker)
    earlier = history_model(Statement).objects.get(pgh_obj_id=statement.pk, pgh_label="insert")
    Statement.objects.filter(pk=statement.pk).update(speaker=now, note="Checked")
    merge(None, keep, gone_speaker)
    labels = restore_version(None, Statement.objects.get(pk=statement.pk), earlier)
    assert labels == ["speaker", "editor's note"]
    statement.refresh_from_db()
    assert (statement.speaker, statement.note) == (keep, "")
    assert restore_version(None, statement, earlier) == []
