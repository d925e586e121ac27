"""Pairs are suggested over the whole archive, and what was decided stays decided."""

import pytest

from archive.editing import marking, report_links
from archive.editing.corrections import correct_text
from archive.editing.report_pairs.evidence import reason_sentence
from archive.editing.report_pairs.frequencies import make_rarity
from archive.editing.report_pairs.suggestions import find_likely_reports, suggest_reports
from archive.matching.rarity import matching_words
from archive.matching.vectors import text_vector, vector_similarity
from archive.models import ReportPair, Statement
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

WORDS = "Every harbour deserves a library"
LIKE = "Every port deserves its own library"


def make(text, words=None, **fields):
    return make_statement(make_document(f"{text}. The rest of it."), words or text, **fields)


@pytest.fixture
def statement(db):
    return make(WORDS)


@pytest.fixture
def report(db):
    return make(LIKE)


def suggested_pairs():
    return [(pair.first_id, pair.second_id) for pair in ReportPair.objects.undecided()]


def test_a_pair_is_suggested_without_event_speaker_or_date(statement, report):
    make("Whales sing at night")
    counts = suggest_reports(report.pk)
    assert (counts.suggested, counts.withdrawn) == (1, 0)
    pair = ReportPair.objects.get()
    assert (pair.first, pair.second, pair.status) == (statement, report, "undecided")
    assert pair.score > pair.threshold == 0.45
    assert pair.rule == "words, names and context 2"
    assert reason_sentence(pair.evidence) == "shares the rare words deserves, every, library"


def test_equal_words_are_alike_in_an_archive_of_few_texts():
    rarity = make_rarity(8, dict.fromkeys(matching_words(WORDS), 0.25))
    vector = text_vector(matching_words(WORDS), rarity)
    assert vector_similarity(vector, vector) > 0.85


def test_one_and_several_are_named_in_the_reason():
    one = {"words": ["tide"], "numbers": ["1986"], "names": ["Ann Lee"], "themes": ["Harbours"], "days": 1}
    assert reason_sentence(one) == (
        "shares the rare word tide; the number 1986; the name Ann Lee; same theme: Harbours; 1 day apart"
    )
    two = {"words": ["tide", "ebb"], "numbers": ["1986", "7"], "names": ["Ann Lee", "Bo Li"], "days": 2}
    assert reason_sentence(two) == (
        "shares the rare words tide, ebb; the numbers 1986, 7; the names Ann Lee, Bo Li; 2 days apart"
    )


def test_what_agrees_is_in_the_reason(speaker, event):
    theme = make_theme()
    left, right = (make(text, speaker=speaker, event=event, themes=[theme]) for text in (WORDS, LIKE))
    suggest_reports(left.pk)
    assert reason_sentence(ReportPair.objects.get(first=left, second=right).evidence) == (
        "shares the rare words deserves, every, library; same theme: Libraries; same event; same speaker; same date"
    )


def test_drafts_are_compared_as_well(statement):
    draft = make(LIKE, state="draft")
    suggest_reports(statement.pk)
    assert suggested_pairs() == [(statement.pk, draft.pk)]


def test_what_nobody_else_reported_takes_few_queries_and_no_write_lock(statement, django_assert_num_queries):
    whales = make("Whales sing at night")
    suggest_reports(statement.pk)  # so that the frequencies of words are there
    with django_assert_num_queries(6) as queries:
        suggest_reports(whales.pk)
    assert not any("lock" in query["sql"] for query in queries.captured_queries)


def test_neither_itself_nor_its_own_document(statement):
    make_statement(statement.document, "deserves a library")
    assert find_likely_reports(statement.pk) == []
    assert suggest_reports(statement.pk).suggested == 0


@pytest.mark.slow
def test_suggesting_again_changes_nothing(statement, report):
    suggest_reports(statement.pk)
    for pk in (statement.pk, report.pk):
        counts = suggest_reports(pk)
        assert (counts.suggested, counts.withdrawn) == (0, 0)


@pytest.mark.slow
def test_what_is_not_likely_any_more_is_withdrawn(statement, report, editor):
    suggest_reports(statement.pk)
    correct_text(editor, report.document, report.document.text.replace("library", "librarry"), reason="typo")
    marking.change(editor, report.document_id, report.pk, {}, span=(len(LIKE) + 3, len(LIKE) + 14))
    assert Statement.objects.get(pk=report.pk).text == "The rest of"
    assert suggest_reports(report.pk).withdrawn == 1
    assert not ReportPair.objects.exists()


def test_linked_reports_are_not_suggested(statement, report, editor):
    report_links.confirm(editor, statement, report)
    assert suggest_reports(statement.pk).suggested == 0
    assert ReportPair.objects.get().status == "confirmed"


def test_reports_of_two_utterances_are_not_suggested(statement, report, editor):
    for row in (statement, report):
        report_links.confirm(editor, row, make(f"Something else {row.pk} altogether"))
    assert suggest_reports(statement.pk).suggested == 0


def test_a_third_report_is_suggested_beside_two(statement, report, editor):
    report_links.confirm(editor, statement, report)
    third = make(WORDS)
    suggest_reports(third.pk)
    assert suggested_pairs() == [(statement.pk, third.pk), (report.pk, third.pk)]


@pytest.mark.slow
def test_a_rejected_pair_comes_back_when_its_words_change(statement, report, editor):
    suggest_reports(statement.pk)
    report_links.reject(editor, statement, report)
    pair = ReportPair.objects.get()
    assert (pair.status, pair.decided_by, pair.score > 0.45) == ("rejected", editor, True)
    suggest_reports(statement.pk)
    suggest_reports(report.pk)
    assert suggested_pairs() == []
    end = len(WORDS) - len(" library")
    marking.change(editor, statement.document_id, statement.pk, {}, span=(6, len(WORDS)))
    suggest_reports(statement.pk)
    assert suggested_pairs() == [(statement.pk, report.pk)]
    assert ReportPair.objects.get().decided_by is None
    assert end


def test_a_rejection_holds_for_the_reports_of_the_utterance(statement, report, editor):
    third = make(WORDS)
    report_links.confirm(editor, statement, third)
    report_links.reject(editor, statement, report)
    suggest_reports(report.pk)
    suggest_reports(third.pk)
    assert suggested_pairs() == []


def test_an_undone_decision_waits_again(statement, report, editor):
    suggest_reports(statement.pk)
    for decide in (report_links.confirm, report_links.reject):
        decide(editor, statement, report)
        assert report_links.undo_decision(editor, report, statement)
        pair = ReportPair.objects.get()
        assert (pair.status, pair.decided_by, pair.decided_at) == ("undecided", None, None)


def test_a_statement_without_a_place_is_not_compared(statement, report, editor):
    suggest_reports(statement.pk)
    correct_text(editor, statement.document, "Nothing is left of it.", reason="other")
    assert Statement.objects.get(pk=statement.pk).state == "orphaned"
    assert suggest_reports(statement.pk).withdrawn == 1
    assert find_likely_reports(report.pk) == []


@pytest.mark.parametrize("pk", [999_999, 10**12])
def test_a_statement_that_is_gone_is_like_none(statement, pk):
    assert suggest_reports(pk).suggested == 0


def test_a_translation_suggests_across_languages(editor, event):
    english = make_document(
        "The harbour library opened on 25 April.\n\nEvery reader of the town may come, old or young, at any hour "
        "between the tides.\n\nBy 2030 there shall be three more.",
        language="en",
    )
    chinese = make_document(
        "港口图书馆于四月二十五日开放。\n\n城里每一位读者，不论老少，都可以在涨潮与退潮之间随时前来。\n\n到2030年还要再建三座。",
        language="zh-Hans",
        translation_of=english,
        translator="official",
    )
    english_statement = make_statement(english, "Every reader of the town may come, old or young")
    chinese_statement = make_statement(chinese, "城里每一位读者，不论老少")
    make_statement(chinese, "到2030年还要再建三座")
    suggest_reports(chinese_statement.pk)
    pair = ReportPair.objects.get()
    assert (pair.first, pair.second) == (english_statement, chinese_statement)
    assert reason_sentence(pair.evidence) == "the same place in a translation"


def test_saving_a_statement_suggests_its_reports(statement, editor, django_capture_on_commit_callbacks):
    document = make_document(f"{LIKE}. The rest.")
    with django_capture_on_commit_callbacks(execute=True):
        values = {"voice": "narrator", "attribution": "summary"}
        marked_statement = marking.mark(editor, document.pk, (0, len(LIKE)), values).statement
    assert suggested_pairs() == [(statement.pk, marked_statement.pk)]
    with django_capture_on_commit_callbacks() as callbacks:
        marking.change(editor, document.pk, marked_statement.pk, {"note": "Checked."})
    assert callbacks == []


def test_the_archive_is_read_before_the_write_lock_is_taken(statement, report, django_assert_num_queries):
    suggest_reports(statement.pk)
    ReportPair.objects.all().delete()
    with django_assert_num_queries(17) as queries:
        suggest_reports(statement.pk)
    sql = [query["sql"] for query in queries.captured_queries]
    lock = next(number for number, line in enumerate(sql) if "archive_acquire_write_lock" in line)
    assert max(number for number, line in enumerate(sql) if "archive_search" in line) < lock
    assert len(sql) - lock <= 7


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(statement, django_assert_num_queries, rows):
    speaker, event = make_speaker(), make_event()
    for _ in range(rows):
        make(LIKE, speaker=speaker, event=event)
    find_likely_reports(statement.pk)
    with django_assert_num_queries(7):
        assert len(find_likely_reports(statement.pk)) == rows


def test_a_document_is_one_report_of_an_utterance(statement, editor):
    document = make_document(f"{LIKE}. {WORDS}.")
    first, second = make_statement(document, LIKE), make_statement(document, WORDS)
    report_links.confirm(editor, statement, first)
    for row in (statement, second):
        assert suggest_reports(row.pk).suggested == 0
    assert suggested_pairs() == []
