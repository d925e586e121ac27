"""The page of an utterance: its public reports, compared."""

import re

import pytest

from archive.models import Report, State, Utterance
from tests.factories import make_document, make_source, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def utterance(speaker):
    return Utterance.objects.create(summary="Every harbour deserves a library", speaker=speaker)


def report(
    utterance,
    text,
    *,
    status=Report.Status.CONFIRMED,
    state=State.PUBLISHED,
    attribution="paraphrase",
    **fields,
):
    document = make_document(text, **fields)
    statement = make_statement(
        document, text, speaker=utterance.speaker, state=state, attribution=attribution
    )
    utterance.reports.create(statement=statement, status=status)
    return statement


def read(client, utterance):
    answer = client.get(utterance.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def find_moved(page):
    note = r'<span class="visually-hidden">\[in another order: </span>'
    return re.findall(
        rf'<span class="moved-words">{note}([^<]+)<span class="visually-hidden">\]</span></span>', page
    )


def test_who_did_what_to_whom_is_marked_where_it_differs(client, utterance):
    report(utterance, "The harbour sued the school.")
    report(utterance, "The school sued the harbour.")
    assert find_moved(read(client, utterance)) == ["harbour", "school", "school", "harbour"]


def test_an_accent_that_makes_another_word_is_marked_where_the_language_has_both(client, utterance):
    """In English it is a matter of taste."""
    report(utterance, "Pago el café del puerto.", language="es")
    report(utterance, "Pagó el café del puerto.", language="es")
    report(utterance, "The harbour café opens.")
    report(utterance, "The harbour cafe opens.")
    page = read(client, utterance)
    assert re.findall(r"\[only here: </span>([^<]+)<", page) == ["Pago", "Pagó"]


@pytest.mark.parametrize(
    ("language", "number", "same", "other"),
    [
        ("en", "1,500", "1500", "1.500"),
        ("de", "1.500", "1500", "1,500"),
        ("fr", "1\u202f500", "1500", "1,500"),
    ],
)
def test_numbers_are_compared_with_their_separators(client, utterance, language, number, same, other):
    for each in (number, same, number):
        report(utterance, f"Harbour {each} and 5m.", language=language)
    assert "[only here: " not in read(client, utterance)
    report(utterance, f"Harbour {other} and 5m.", language=language)
    assert re.findall(r"\[only here: </span>([^<]+)<", read(client, utterance)) == [other]


def test_words_of_another_report_are_marked_whatever_their_order_and_form(client, utterance):
    report(utterance, "Libraries shall open in every harbour.")
    report(utterance, "Every harbour opens a library and a school.")
    page = read(client, utterance)
    assert '<span class="shared-words">open</span>' in page
    assert find_moved(page) == ["Libraries", "every harbour", "Every harbour", "library"]
    assert re.search(r"<ins><span class=\"visually-hidden\">\[only here: </span>school<span", page)


PLAIN = "The harbour opens. Every port deserves a library. In 2025 it will have 400 books. Nobody objected."
GERMAN = "Der Hafen öffnet. Jeder Hafen verdient eine Bücherei. 2025 hat sie 400 Bücher. Niemand widersprach."


def make_translated(state=State.PUBLISHED, **fields):
    """A report in German, with a document that translates its text into English."""
    original = make_document(GERMAN, language="de")
    other = make_document(
        PLAIN, translation_of=original, translator="archive", title="The English text", state=state, **fields
    )
    return make_statement(original, "Jeder Hafen verdient eine Bücherei."), other


def test_another_language_stands_beside_its_translation_which_is_compared(client, utterance):
    statement, _other = make_translated()
    utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    report(utterance, "A library is what the town deserves.")
    page = read(client, utterance)
    beside = page.split('<div class="translation">')[1].split("</li>")[0]
    assert "The only report" not in page
    assert '<span class="shared-words">deserves a library</span>' in beside
    assert "no editor has checked them" in beside
    assert "Nobody objected" not in page


def test_the_translation_that_an_editor_marked_comes_before_the_aligned_one(client, utterance):
    statement, other = make_translated()
    utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    marked_statement = make_statement(other, "port deserves a library")
    utterance.reports.create(statement=marked_statement, status=Report.Status.CONFIRMED)
    page = read(client, utterance)
    beside = page.split('<div class="translation">')[1].split("</div>")[0]
    assert f'href="{marked_statement.get_absolute_url()}"' in beside
    assert "no editor has checked them" not in page
    assert '<span class="shared-words">' not in page


def test_a_draft_translation_is_not_shown(client, utterance):
    statement, _other = make_translated(state=State.DRAFT)
    utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    report(utterance, "A library is what the town deserves.")
    page = read(client, utterance)
    assert "Every port" not in page
    assert "The English text" not in page
    assert page.count("The only report in this language.") == 2


def test_official_texts_come_first_and_machine_translations_last(client, utterance):
    agency, ministry, paper = (
        make_source("Agency", kind="news_agency"),
        make_source("Ministry", kind="ministry"),
        make_source("Gazette", kind="newspaper"),
    )
    made = [
        report(utterance, "Officially.", source=ministry, attribution="verbatim"),
        report(utterance, "In sum, officially.", source=ministry, attribution="summary"),
        report(utterance, "In sum, for the agency.", source=agency, kind="readout", attribution="summary"),
        report(utterance, "In the paper.", source=paper, date="2024-01-01"),
        report(utterance, "In the paper, later.", source=paper, date="2024-01-02"),
        report(utterance, "By a machine.", source=ministry, translator="machine"),
    ]
    page = read(client, utterance)
    places = [page.index(f'href="{row.get_absolute_url()}"') for row in made]
    assert places == sorted(places)


def test_only_confirmed_public_reports_are_shown(client, utterance):
    report(utterance, "The public one.")
    report(utterance, "The draft one.", state=State.DRAFT)
    report(utterance, "The suggested one.", status=Report.Status.SUGGESTED)
    hidden = make_document("The one in a draft.", state=State.DRAFT)
    utterance.reports.create(
        statement=make_statement(hidden, "The one in a draft."), status=Report.Status.CONFIRMED
    )
    page = read(client, utterance)
    assert "1 report" in page
    assert not [words for words in ("draft one", "suggested one", "in a draft") if words in page]


def test_an_utterance_without_a_public_report_has_no_page(client, utterance):
    report(utterance, "The draft one.", state=State.DRAFT)
    report(utterance, "The suggested one.", status=Report.Status.SUGGESTED)
    assert client.get(utterance.get_absolute_url()).status_code == 404


def test_what_is_written_is_escaped(client, utterance):
    report(utterance, "The <b>harbour</b> opens.")
    report(utterance, "The harbour <i>closes</i>.")
    page = read(client, utterance)
    assert "<b>harbour" not in page
    assert "<i>closes" not in page


@pytest.mark.parametrize("number", [2, 5])
def test_the_page_takes_as_many_queries_for_five_reports_as_for_two(
    client, django_assert_num_queries, utterance, number
):
    for item in range(number):
        report(
            utterance,
            f"Every harbour deserves a library, report {item}.",
            source=make_source(f"Gazette {item}"),
        )
    read(client, utterance)
    with django_assert_num_queries(4):
        client.get(f"{utterance.get_absolute_url()}?again")
