"""What another connection commits is counted by the next search here, and nothing else ever is."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import Document, Speaker, State, Statement, Theme
from archive.search import index
from archive.search.engine import engine
from archive.search.engine.match import Matcher
from archive.search.engine.store import columns
from archive.search.execution import matching_ids, search
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_speaker, make_statement, make_theme

pytestmark = pytest.mark.django_db(transaction=True)
DEPUTY = SearchParams(q="deputy")


def elsewhere(function):
    """What the function returns, run and committed in a thread with a connection of its own."""

    def run():
        try:
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=30)


@contextmanager
def open_transaction(write, *, commit=True):
    """Another connection that has written and not yet ended its transaction; it ends with the block."""
    written, ended, failed = threading.Event(), threading.Event(), []

    def run():
        try:
            with transaction.atomic():
                write()
                written.set()
                ended.wait(30)
                transaction.set_rollback(not commit)
        except Exception as error:
            failed.append(error)
        finally:
            written.set()
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert written.wait(30)
        yield
    finally:
        ended.set()
        thread.join(30)
        assert failed == []


def numbers(**asked):
    """(total, ids, speakers with their counts)."""
    found = search(SearchParams(**asked))
    return found.total, sorted(found.ids), {each.label: each.count for each in found.facets["speaker"].counts}


@pytest.fixture
def others(statement, draft_statement):
    """Beside the statement a second one; the columns are warm and so are the sets of the words asked for."""
    second = make_statement(statement.document, "Her deputy promised", speaker=make_speaker("Bola Bright"))
    assert numbers() == (2, sorted([statement.pk, second.pk]), {"Amara Adeyemi": 1, "Bola Bright": 1})
    assert matching_ids(DEPUTY) == [second.pk]
    assert numbers(q="promise")[0] == 1
    return second


def test_what_is_published_is_found(statement, others, draft_statement):
    elsewhere(lambda: Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED))
    assert numbers()[0] == 3
    assert numbers(q="promise") == (
        2,
        sorted([others.pk, draft_statement.pk]),
        {"Amara Adeyemi": 1, "Bola Bright": 1},
    )


def test_what_is_taken_back_is_gone_from_every_number(statement, others):
    elsewhere(lambda: Statement.objects.filter(pk=others.pk).update(state=State.DRAFT))
    assert numbers() == (1, [statement.pk], {"Amara Adeyemi": 1})
    assert matching_ids(DEPUTY) == []


def test_a_document_taken_back_takes_its_statements_and_passages_along(statement, others):
    assert numbers(unit="passages")[0] == 4
    elsewhere(lambda: Document.objects.filter(pk=statement.document_id).update(state=State.REVIEW))
    assert (numbers()[0], numbers(unit="passages")[0], matching_ids(DEPUTY)) == (0, 0, [])


def test_a_renamed_speaker_has_the_new_name_everywhere(statement, others):
    for q in ("speaker:bright", "speaker:zanzibar", "zanzibar", "bright"):
        assert matching_ids(SearchParams(q=q)) == ([others.pk] if "bright" in q else [])
    elsewhere(lambda: Speaker.objects.filter(name="Bola Bright").update(name="Cleo Zanzibar"))
    assert numbers()[2] == {"Amara Adeyemi": 1, "Cleo Zanzibar": 1}
    for q in ("speaker:bright", "speaker:zanzibar", "zanzibar", "bright"):
        assert matching_ids(SearchParams(q=q)) == ([others.pk] if "zanzibar" in q else []), q


def test_a_further_name_finds_its_speaker(statement, others):
    assert matching_ids(SearchParams(q="speaker:阿马拉")) == matching_ids(SearchParams(q="阿马拉")) == []
    elsewhere(lambda: statement.speaker.names.create(name="阿马拉", language="zh-Hans"))
    assert (
        matching_ids(SearchParams(q="speaker:阿马拉"))
        == matching_ids(SearchParams(q="阿马拉"))
        == [statement.pk]
    )


def test_a_changed_slug_chooses_its_speaker(statement, others):
    assert matching_ids(SearchParams(speaker=("amara-adeyemi",))) == [statement.pk]
    elsewhere(lambda: Speaker.objects.filter(pk=statement.speaker_id).update(slug="minister-adeyemi"))
    assert matching_ids(SearchParams(speaker=("minister-adeyemi",))) == [statement.pk]


def test_a_new_theme_is_counted_with_those_above_it(statement, others, theme):
    def add():
        below = make_theme("Reading rooms", slug="reading-rooms", parent=theme)
        others.themes.add(below)

    assert {each.label: each.count for each in search(SearchParams()).facets["theme"].counts} == {
        "Libraries": 1
    }
    elsewhere(add)
    found = search(SearchParams())
    assert {each.label: each.count for each in found.facets["theme"].counts} == {
        "Libraries": 2,
        "Reading rooms": 1,
    }
    assert matching_ids(SearchParams(theme=("reading-rooms",))) == [others.pk]


def test_a_theme_hung_elsewhere_takes_its_statements_along(statement, others, theme):
    top = make_theme("Public life", slug="public-life")
    assert matching_ids(SearchParams(theme=("public-life",))) == []
    elsewhere(lambda: Theme.objects.filter(pk=theme.pk).update(parent=top))
    assert matching_ids(SearchParams(theme=("public-life",))) == [statement.pk]


def test_what_is_deleted_is_gone(statement, others):
    elsewhere(lambda: Statement.objects.filter(pk=others.pk).delete())
    assert numbers() == (1, [statement.pk], {"Amara Adeyemi": 1})
    assert matching_ids(DEPUTY) == []


def test_a_write_of_many_rows_is_one_change(others, django_assert_num_queries):
    document = make_document(text=" ".join(f"word{n}" for n in range(300)))
    made = [make_statement(document, f"word{n} ") for n in range(250)]
    assert numbers(kind=("readout",))[0] == 0
    elsewhere(lambda: Document.objects.filter(pk=document.pk).update(kind="readout"))
    with django_assert_num_queries(
        7
    ):  # changes, and in one snapshot: begin, level, changes, rows, end; names
        assert search(SearchParams(kind=("readout",))).total == len(made)


def test_an_emptied_archive_is_empty(others):
    call_command("flush", interactive=False)
    assert (numbers(), matching_ids(DEPUTY)) == ((0, [], {}), [])
    document = make_document(text="Her deputy came back.")
    again = make_statement(document, "Her deputy came back")
    assert matching_ids(DEPUTY) == [again.pk]


def test_a_transaction_that_ends_after_later_ones_is_not_passed_over(statement, others, draft_statement):
    """The case that a number drawn from a sequence would miss: A begins, B begins and commits, A commits."""
    before = sorted([statement.pk, others.pk])

    def write_late():
        # By hand and without the turn, so that another may write and commit meanwhile.
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE archive_search SET public = TRUE WHERE object_id = %s", [draft_statement.pk]
            )
            cursor.execute(
                "INSERT INTO archive_search_change (row_ids)"
                " SELECT array_agg(id) FROM archive_search WHERE unit = 1 AND object_id = %s",
                [draft_statement.pk],
            )

    with open_transaction(write_late):
        elsewhere(lambda: Statement.objects.filter(pk=others.pk).update(state=State.DRAFT))
        assert numbers()[1] == [statement.pk]
        elsewhere(lambda: Statement.objects.filter(pk=others.pk).update(state=State.PUBLISHED))
        assert numbers()[1] == before
    assert numbers()[1] == sorted([*before, draft_statement.pk])
    assert numbers(q="promise")[1] == sorted([others.pk, draft_statement.pk])


def test_what_is_not_yet_committed_is_not_seen(statement, others, draft_statement):
    publish = Statement.objects.filter(pk=draft_statement.pk)
    with open_transaction(lambda: publish.update(state=State.PUBLISHED)):
        assert numbers()[0] == 2
        assert matching_ids(SearchParams(q="promise kept")) == []
    assert numbers()[0] == 3
    assert matching_ids(SearchParams(q="promise kept")) == [draft_statement.pk]


def test_what_is_taken_back_before_it_was_committed_is_never_seen(statement, others, draft_statement):
    publish = Statement.objects.filter(pk=draft_statement.pk)
    with open_transaction(lambda: publish.update(state=State.PUBLISHED), commit=False):
        assert numbers()[0] == 2
    assert numbers()[0] == 2
    assert numbers(q="promise")[1] == [others.pk]


def test_a_transaction_sees_its_own_writes_and_leaves_nothing_behind(statement, others, draft_statement):
    with transaction.atomic():
        Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED)
        assert numbers(q="promise")[1] == sorted([others.pk, draft_statement.pk])
        Speaker.objects.filter(name="Bola Bright").update(name="Cleo Zanzibar")
        assert numbers()[2] == {"Amara Adeyemi": 2, "Cleo Zanzibar": 1}
        transaction.set_rollback(True)
    assert numbers(q="promise")[1] == [others.pk]
    assert numbers()[2] == {"Amara Adeyemi": 1, "Bola Bright": 1}


def test_words_are_kept_and_only_what_changed_is_asked_again(others, monkeypatch):
    asked = []
    ask = Matcher.query_index
    monkeypatch.setattr(Matcher, "query_index", lambda self, *a: asked.append(a[2:]) or ask(self, *a))
    assert matching_ids(DEPUTY) == [others.pk]
    assert asked == []
    made = elsewhere(lambda: make_statement(others.document, "Her deputy promised that the catalogue").pk)
    assert sorted(matching_ids(DEPUTY)) == sorted([others.pk, made])
    ((changed,),) = asked
    assert len(changed) == 1
    assert sorted(matching_ids(DEPUTY)) == sorted([others.pk, made])
    assert len(asked) == 1


@pytest.mark.parametrize("write", [index.forget_changes, lambda: call_command("reindex")])
def test_others_read_everything_anew_when_the_changes_are_forgotten(others, write, monkeypatch, capsys):
    read = []
    read_all = columns.Columns.read_all
    monkeypatch.setattr(columns.Columns, "read_all", lambda self: read.append(1) or read_all(self))
    assert (numbers()[0], read) == (2, [])
    elsewhere(lambda: Statement.objects.filter(pk=others.pk).update(state=State.DRAFT))
    elsewhere(write)
    assert (numbers()[0], matching_ids(DEPUTY), read) == (1, [], [1])
    assert (numbers()[0], read) == (1, [1])


def test_more_changes_than_are_remembered_ask_for_the_words_anew(others, monkeypatch):
    monkeypatch.setattr(columns, "MAX_LOGGED_CHANGES", 2)
    for title in ("One", "Two", "Three"):
        elsewhere(lambda title=title: Document.objects.update(title=title))
        assert numbers()[0] == 2
    elsewhere(lambda: Statement.objects.filter(pk=others.pk).update(state=State.DRAFT))
    assert matching_ids(DEPUTY) == []


def test_more_changed_rows_than_are_worth_it_read_everything(statement, others, monkeypatch):
    monkeypatch.setattr(columns, "MAX_CHANGED_ROWS", 1)
    elsewhere(lambda: Document.objects.update(kind="readout"))
    assert sorted(matching_ids(SearchParams(kind=("readout",)))) == sorted([statement.pk, others.pk])
    assert matching_ids(SearchParams(kind=("speech",))) == []


def test_counts_and_list_of_one_answer_are_of_one_moment(statement, others):
    """Between the two another thread of this process may ask, and thereby bring the columns up to date."""
    asked = SearchParams(speaker=("amara-adeyemi",))
    assert search(asked).total == 1
    answer = engine.match(asked, parse(asked.q))
    elsewhere(lambda: Statement.objects.filter(pk=statement.pk).update(speaker=others.speaker))
    assert search(asked).total == 0
    assert answer.counts.total == len(answer.order())


def test_a_row_that_stays_public_is_at_no_moment_gone(statement, others, monkeypatch):
    assert numbers()[0] == 2
    seen, write = [], columns.Columns.write

    def look_and_write(self, chunk):
        seen.append(len(Matcher(self.view(), 1).match(parse("deputy OR library"))))
        write(self, chunk)

    monkeypatch.setattr(columns.Columns, "write", look_and_write)
    elsewhere(lambda: Statement.objects.filter(pk=others.pk).update(speaker=statement.speaker))
    assert (numbers()[0], seen) == (2, [2])


def test_what_changed_while_words_were_looked_for_is_looked_for_again(statement, others, monkeypatch):
    """Else what was found before the edit would be counted, and kept, as of after it."""
    asked, find = SearchParams(q="deputy OR library"), Matcher.match

    def find_and_be_overtaken(self, query):
        found = find(self, query)
        monkeypatch.setattr(Matcher, "match", find)
        elsewhere(lambda: Statement.objects.filter(pk=others.pk).update(state=State.DRAFT))
        elsewhere(lambda: make_statement(statement.document, "Her deputy promised that the catalogue"))
        search(SearchParams(sort="oldest"))
        return found

    monkeypatch.setattr(Matcher, "match", find_and_be_overtaken)
    total = search(asked).total
    assert (total, search(asked.change(page=2)).total) == (2, 2)
    assert sorted(matching_ids(asked)) == sorted(
        pk for pk in Statement.objects.published().values_list("pk", flat=True)
    )


def test_threads_that_ask_while_somebody_writes_get_whole_answers(statement, others):
    """Each answer by itself: as many rows as its total, and each speaker's count what the choice of it would list."""
    stop, wrong = threading.Event(), []

    def ask():
        try:
            while not stop.is_set():
                found = search(SearchParams(q="deputy OR library", sort="newest"))
                if (
                    len(found.ids) != found.total
                    or sum(c.count for c in found.facets["speaker"].counts) != found.total
                ):
                    wrong.append((found.total, found.ids, found.facets["speaker"]))
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        try:
            for number in range(25):
                speaker = (statement.speaker, others.speaker)[number % 2]
                Statement.objects.filter(pk=others.pk).update(speaker=speaker)
        finally:
            stop.set()
        for each in asking:
            each.result(timeout=30)
    assert wrong == []
