"""Renames and merges of broad entries go on in batches, survive a crash, and end like those done at once."""

import pytest
from django.db import connection
from django.db.models import F

from archive.editing.errors import EditError
from archive.editing.merging import batches, undo_batches
from archive.editing.merging.batches import continue_merge, merge_or_begin
from archive.editing.merging.merge import merge
from archive.editing.merging.preview import preview_merge
from archive.editing.merging.progress import progress_of
from archive.editing.merging.undo import undo_merge
from archive.editing.merging.undo_batches import continue_undo
from archive.management.batches import BatchRunner, is_pending, run_all, run_batch
from archive.models import (
    Merge,
    Participation,
    PendingRefresh,
    Relay,
    Role,
    Speaker,
    SpeakerName,
    Statement,
    StatementTheme,
    Theme,
    Utterance,
)
from archive.search import index
from archive.search.pending_refresh import CLEAN
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

from .test_merge_undo import check_constraints, rows
from .test_merging import is_search_table_current

pytestmark = pytest.mark.django_db
WORDS = ("every harbour", "a library", "a promise", "harbour deserves", "deserves a")


@pytest.fixture
def small_batches(monkeypatch):
    """Two rows are many."""
    monkeypatch.setattr(batches, "MAX_ROWS_AT_ONCE", 2)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL archive.few_rows = 2")


def make_marks(**fields):
    document = make_document()
    return [make_statement(document, words, **fields) for words in WORDS]


def find_statements(word):
    """The ids of the statements whose rows have the word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT object_id FROM archive_search WHERE unit = 1"
            " AND vector @@ archive_search_forms('en', archive_search_words(%s)) ORDER BY object_id",
            [word],
        )
        return [pk for (pk,) in cursor.fetchall()]


def test_a_broad_theme_keeps_its_former_name_until_its_rows_follow(small_batches):
    theme = make_theme("Lighthouses")
    below = make_theme("Lamps", parent=theme)
    marks = [mark.pk for mark in make_marks(themes=[below])]
    theme.label = "Beacons"
    theme.save()
    assert (find_statements("lighthouse"), find_statements("beacon")) == (marks, [])
    assert index.check().waiting == 5
    assert index.check().ok
    assert run_batch(2)
    assert (find_statements("lighthouse"), find_statements("beacon")) == (marks[2:], marks[:2])
    (progress,) = progress_of("theme", theme.pk)
    assert (progress.done, progress.total, progress.percent) == (2, 5, 40)
    late = make_statement(make_document(), "harbour", themes=[below])
    assert find_statements("beacon") == [*marks[:2], late.pk]
    run_all()
    assert find_statements("beacon") == [*marks, late.pk]
    assert not is_pending()
    assert is_search_table_current()


@pytest.mark.parametrize("kind", ["speaker", "event"])
def test_speakers_and_events_follow_in_batches_too(small_batches, kind):
    entry = make_speaker("Ada Vixo") if kind == "speaker" else make_event("Vixo summit")
    if kind == "event":
        make_document("One.\n\nTwo.\n\nThree.", event=entry)
    marks = [mark.pk for mark in make_marks(**{kind: entry})]
    entry.name = "Nolu"
    entry.save()
    assert find_statements("vixo") == marks
    assert {pending_refresh.unit for pending_refresh in PendingRefresh.objects.all()} == (
        {1} if kind == "speaker" else {1, 2}
    )
    run_all()
    assert (find_statements("vixo"), find_statements("nolu")) == ([], marks)
    assert is_search_table_current()


def test_a_second_rename_before_the_end_starts_the_batches_again(small_batches):
    theme = make_theme("Lighthouses")
    marks = [mark.pk for mark in make_marks(themes=[theme])]
    for label in ("Beacons", "Lanterns"):
        theme.label = label
        theme.save()
        assert run_batch(2)
    assert PendingRefresh.objects.count() == 1
    run_all()
    assert (find_statements("beacon"), find_statements("lantern")) == ([], marks)


def test_few_rows_follow_at_once(small_batches):
    theme = make_theme("Lighthouses")
    mark = make_statement(make_document(), "every harbour", themes=[theme])
    theme.label = "Beacons"
    theme.save()
    assert find_statements("beacon") == [mark.pk]
    assert not is_pending()


def make_speakers():
    """Two with something of everything, roles that both have and that only the duplicate has."""
    keep, gone_speaker = (
        make_speaker("Amara Adeyemi", slug="keep"),
        make_speaker("A. Adeyemi", slug="gone", country="NG"),
    )
    SpeakerName.objects.create(speaker=gone_speaker, name="阿达")
    role_values = {"title": "Minister", "start": "2020-01-01", "start_precision": "year"}
    Role.objects.create(speaker=keep, **role_values)
    roles = [
        Role.objects.create(speaker=gone_speaker, **role_values),
        Role.objects.create(speaker=gone_speaker, title="Deputy"),
        None,
    ]
    document = make_document()
    marks = [
        make_statement(document, words, speaker=gone_speaker, role=roles[place % 3])
        for place, words in enumerate(WORDS)
    ]
    for mark in marks[:3]:
        Relay.objects.create(statement=mark, speaker=gone_speaker)
    Utterance.objects.create(summary="Said", speaker=gone_speaker)
    Participation.objects.create(event=make_event("Both"), speaker=gone_speaker)
    return keep, gone_speaker


def make_themes():
    keep, gone_theme = make_theme("Libraries", slug="keep"), make_theme("Library", slug="gone")
    make_theme("Reading rooms", parent=gone_theme)
    marks = make_marks(themes=[gone_theme])
    StatementTheme.objects.create(statement=marks[0], theme=keep)
    return keep, gone_theme


def make_events():
    keep, gone_event = (
        make_event("Opening", slug="keep"),
        make_event("Opening day", slug="gone", start="2024-03-05"),
    )
    make_marks(event=gone_event)
    make_document("Another.", event=gone_event)
    return keep, gone_event


def snapshot(model):
    """What is left, without ids: who said what in which role, under which themes and names."""
    names = {Speaker: "names__name", Theme: "labels__text"}.get(model, "names__name")
    return (
        sorted(
            Statement.objects.values_list(
                "id",
                "speaker__slug",
                "role__title",
                "role__speaker__slug",
                "event__slug",
                "relays__speaker__slug",
            ),
            key=str,
        ),
        sorted(StatementTheme.objects.values_list("statement", "theme__slug")),
        sorted(model.objects.values_list("slug", names), key=str),
        sorted(Role.objects.values_list("title", "speaker__slug")),
        sorted(Utterance.objects.values_list("speaker__slug", flat=True)),
        sorted(Participation.objects.values_list("speaker__slug", "event__slug")),
    )


def snapshot_after_one_merge(editor, keep, gone):
    """What a merge in one transaction would leave behind."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        merge(editor, keep, gone)
        left = snapshot(type(keep))
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    return left


@pytest.mark.slow
@pytest.mark.parametrize("make", [make_speakers, make_events, make_themes], ids=lambda make: make.__name__)
def test_a_merge_in_batches_ends_like_one_at_once_and_can_be_undone(small_batches, editor, make, monkeypatch):
    keep, gone = make()
    check_constraints()
    model, before, expected = type(keep), rows(), snapshot_after_one_merge(editor, keep, gone)
    keep, gone = model.objects.get(slug="keep"), model.objects.get(slug="gone")
    begun = merge_or_begin(editor, keep, gone)
    assert not begun.finished_at
    assert continue_merge(2) == 2
    with pytest.raises(EditError, match="being merged"):
        merge(editor, keep, gone)
    with pytest.raises(EditError, match="in progress"):
        undo_merge(editor, begun.pk)
    crash_in_the_middle(monkeypatch)
    run_all()
    assert snapshot(model) == expected
    assert is_search_table_current()
    begun.refresh_from_db()
    assert begun.finished_at
    assert begun.done >= begun.total
    undo_merge(editor, begun.pk)
    assert model.objects.filter(slug__in=["keep", "gone"]).count() == 2
    assert rows() != before | {"Redirect": rows()["Redirect"]}
    assert continue_undo(2) == 2
    with pytest.raises(EditError, match="being undone"):
        undo_merge(editor, begun.pk)
    with pytest.raises(EditError, match="being merged"):
        merge(editor, model.objects.get(slug="keep"), model.objects.get(slug="gone"))
    crash_in_the_middle(monkeypatch, undo_batches, "write_back", continue_undo)
    run_all()
    assert rows() == before | {"Redirect": rows()["Redirect"]}
    assert is_search_table_current()
    assert not Merge.objects.running().exists()
    with pytest.raises(EditError, match="already been undone"):
        undo_merge(editor, begun.pk)


def crash_in_the_middle(monkeypatch, module=batches, name="record_rows", proceed=continue_merge):
    """A batch fails after its rows were written: nothing of it is left, and the next one goes on from there."""
    before = rows(), Merge.objects.values().get()
    function = getattr(module, name)

    def fail(*arguments):
        function(*arguments)
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(module, name, fail)
        with pytest.raises(RuntimeError):
            proceed(2)
    assert (rows(), Merge.objects.values().get()) == before


@pytest.mark.slow
def test_undoing_leaves_what_was_changed_since_and_counts_it(small_batches, editor):
    keep, gone = make_themes()
    begun = merge_or_begin(editor, keep, gone)
    run_all()
    changed, *_others = StatementTheme.objects.filter(theme=keep)
    changed.theme = make_theme("Harbours")
    changed.save()
    undo_merge(editor, begun.pk)
    run_all()
    begun.refresh_from_db()
    assert (begun.changed_since, begun.done) == (1, begun.total)
    assert begun.undone_by == editor
    assert StatementTheme.objects.get(pk=changed.pk).theme.label == "Harbours"


def test_a_role_chosen_since_stays_with_the_survivor_when_a_broad_merge_is_undone(small_batches, editor):
    keep, gone = make_speakers()
    begun = merge_or_begin(editor, keep, gone)
    run_all()
    role = Role.objects.get(speaker=keep, title="Deputy")
    since = make_statement(make_document("We close late."), "We close late", speaker=keep, role=role)
    undo_merge(editor, begun.pk)
    run_all()
    since.refresh_from_db()
    assert (since.speaker, since.role.speaker, since.role.title) == (keep, keep, "Deputy")
    assert gone.roles.filter(title="Deputy").count() == 1
    mismatched = Statement.objects.exclude(role=None).exclude(role__speaker=F("speaker"))
    assert list(mismatched) == []


@pytest.mark.slow
def test_undoing_ends_where_one_of_the_two_was_deleted_meanwhile(small_batches, editor):
    keep, gone = make_themes()
    begun = merge_or_begin(editor, keep, gone)
    run_all()
    undo_merge(editor, begun.pk)
    continue_undo(2)
    StatementTheme.objects.filter(theme__slug="gone").delete()
    Theme.objects.filter(parent__slug="gone").update(parent=None)
    Theme.objects.get(slug="gone").delete()
    run_all()
    assert not Merge.objects.running().exists()
    assert StatementTheme.objects.filter(theme=keep).count() > 0
    assert is_search_table_current()


@pytest.mark.slow
def test_a_preview_of_a_broad_merge_counts_what_it_does_not_show(small_batches, editor):
    keep, gone = make_themes()
    preview = preview_merge(editor, keep, gone)
    assert preview.total > len(preview.rows) + len(preview.tree)
    assert StatementTheme.objects.filter(theme=gone).count() == 5


def test_no_writer_is_left_to_sort_in_the_words_of_a_rename(small_batches):
    theme = make_theme("Lighthouses")
    make_marks(themes=[theme])
    theme.label = "Beacons"
    theme.save()
    run_all()
    with connection.cursor() as cursor:
        cursor.execute(CLEAN)
        assert {pages for (pages,) in cursor.fetchall()} == {0}


def test_what_anybody_wrote_is_sorted_into_the_indexes_soon(django_assert_num_queries):
    make_marks()
    runner = BatchRunner()
    runner.clean_after_changes()
    with connection.cursor() as cursor:
        cursor.execute(CLEAN)
        assert {pages for (pages,) in cursor.fetchall()} == {0}
    with django_assert_num_queries(1):
        runner.clean_after_changes()
    make_theme("Harbours")
    with django_assert_num_queries(2):
        runner.clean_after_changes()


@pytest.mark.slow
def test_progress_is_shown_to_editors(small_batches, as_administrator, administrator):
    keep, gone = make_themes()
    merge_or_begin(administrator, keep, gone)
    continue_merge(2)
    for address in ("/admin/", f"/admin/archive/theme/{keep.pk}/change/"):
        page = " ".join(as_administrator.get(address).text.split())
        assert "“Library” is being merged into “Libraries”" in page
        assert "2 of about 5" in page
    run_all()
    undo_merge(administrator, Merge.objects.get().pk)
    assert "The merge of “Library” into “Libraries” is being undone" in as_administrator.get("/admin/").text
