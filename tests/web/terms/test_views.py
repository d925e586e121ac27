"""The pages of terms: what readers see of them, and what they must not."""

import csv
import io
import json
import re

import pytest
from django.utils.html import escape

from archive.models import SearchRow, Term, TermOccurrence, Withholding
from tests.factories import make_document, make_occurrence, make_source, make_statement, make_term
from tests.history_dates import backdate_history_by_a_day

SHIPS = "/terms/cheapest-ships/"
NOTE = "Said of books <i>wherever</i> there is a harbour."


@pytest.fixture
def term(db):
    return make_term(
        "cheapest ships",
        slug="cheapest-ships",
        note=NOTE,
        wordings=[("最便宜的船", "zh-Hans"), ("السفن", "ar")],
    )


@pytest.fixture
def term_statement(published_document, speaker, theme, term):
    statement = make_statement(
        published_document, "Books are the cheapest ships", speaker=speaker, themes=[theme]
    )
    make_occurrence(term, statement, "cheapest ships")
    return statement


def page(client, address=SHIPS):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.slow
def test_the_page_says_what_it_is_who_said_it_first_and_links_to_the_words(reader, term_statement):
    shown = page(reader)
    assert '<h1 lang="en" dir="ltr">cheapest ships</h1>' in shown
    assert (
        '<span lang="zh-Hans" dir="ltr">最便宜的船</span> · <span lang="ar" dir="rtl">السفن</span>' in shown
    )
    assert escape(NOTE) in shown
    assert NOTE not in shown
    assert 'Books are the <mark class="hit">cheapest ships</mark>' in shown
    assert "First use in the archive · " in shown
    place = re.search(
        r'<blockquote class="words"[^>]*><a href="(/documents/harbour-library-remarks/\?mark=[^"]+)"', shown
    )
    marked = page(reader, place[1].replace("&amp;", "&").split("#")[0])
    assert '<mark class="target-text" id="words">' in marked
    assert f'href="/statements/{term_statement.pk}/"' in shown
    assert "Amara Adeyemi" in shown
    assert 'href="/search.atom?term=cheapest-ships"' in shown
    assert 'href="/terms/cheapest-ships/occurrences.csv"' in shown
    assert '<link rel="canonical" href="http://testserver/terms/cheapest-ships/">' in shown


@pytest.mark.slow
def test_the_structured_data_calls_it_a_defined_term(reader, term_statement):
    node = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page(reader), re.S)[1])
    found = node if node.get("@type") == "DefinedTerm" else node["@graph"][0]
    assert (found["@type"], found["name"], found["url"]) == (
        "DefinedTerm",
        "cheapest ships",
        "http://testserver/terms/cheapest-ships/",
    )
    assert found["alternateName"] == ["最便宜的船", "السفن"]
    assert found["inDefinedTermSet"] == "http://testserver/terms/"


@pytest.mark.parametrize("status", ["undecided", "rejected"])
def test_only_confirmed_occurrences_are_public(reader, term_statement, status):
    decided = None if status == "undecided" else TermOccurrence.objects.get().decided_at
    TermOccurrence.objects.update(status=status, decided_at=decided)
    shown = page(reader)
    assert "No published statement has this term yet." in shown
    assert "Books are" not in shown
    assert reader.get("/search/?term=cheapest-ships").context["total"] == 1  # ignored, with a notice
    assert 'class="term"' not in page(reader, "/documents/harbour-library-remarks/")
    assert 'class="term"' not in page(reader, f"/statements/{term_statement.pk}/")


@pytest.mark.parametrize("status", ["undecided", "rejected"])
def test_words_are_marked_where_an_editor_has_confirmed_them(reader, term, status):
    """Of three statements in the first use, in the last one, and in the list of all."""
    words = "cheapest ships and other cheapest ships"
    for number in range(3):
        document = make_document(f"No. {number}: {words}.", date=f"2024-01-0{number + 1}")
        statement = make_statement(document, document.text)
        make_occurrence(term, statement, "cheapest ships", status)
        make_occurrence(term, statement, "other cheapest ships")
    shown = page(reader)
    assert shown.count('cheapest ships and <mark class="hit">other cheapest ships</mark>') == 5
    assert shown.count('<mark class="hit">') == 5


@pytest.mark.parametrize("state", ["draft", "review"])
def test_a_term_that_is_not_published_is_nowhere(reader, term_statement, term, state):
    Term.objects.filter(pk=term.pk).update(state="draft", published_at=None)
    hidden = make_term("secret ships", slug="secret-ships", state=state, wordings=[("geheime Schiffe", "de")])
    make_occurrence(hidden, term_statement, "cheapest ships")
    assert reader.get("/terms/secret-ships/").status_code == 404
    assert reader.get("/terms/secret-ships/occurrences.csv").status_code == 404
    assert reader.get("/terms/secret-ships/occurrences.json").status_code == 404
    for address in (
        "/terms/",
        "/terms/?q=secret",
        "/search/?q=books",
        "/search/?q=term:secret-ships",
        "/search/suggestions.json?q=secret",
        "/search/values/term/",
        "/sitemap-term-0.xml",
        f"/statements/{term_statement.pk}/",
        "/documents/harbour-library-remarks/",
        "/trends/?phrase=term:secret-ships",
        "/trends/",
    ):
        shown = reader.get(address).getvalue().decode()
        for words in ("secret ships", "geheime", "/terms/secret"):
            assert words not in shown, address


@pytest.mark.parametrize("state", ["draft", "review"])
def test_no_occurrence_of_a_term_that_is_not_published_is_public(term_statement, term, state):
    rows = SearchRow.objects.filter(unit=1, object_id=term_statement.pk)
    assert TermOccurrence.objects.public().count() == 1
    assert rows.get().term_ids == [term.pk]
    Term.objects.filter(pk=term.pk).update(state=state, published_at=None)
    assert not TermOccurrence.objects.public().exists()
    assert rows.get().term_ids == []


@pytest.mark.parametrize("status", ["undecided", "rejected"])
def test_no_occurrence_that_is_not_confirmed_is_public(term_statement, term, status):
    decided = None if status == "undecided" else TermOccurrence.objects.get().decided_at
    TermOccurrence.objects.update(status=status, decided_at=decided)
    assert not TermOccurrence.objects.public().exists()
    assert SearchRow.objects.get(unit=1, object_id=term_statement.pk).term_ids == []


@pytest.mark.parametrize("hide", ["statement", "document"])
def test_what_is_said_in_drafts_counts_for_nothing(reader, term_statement, term, hide):
    other = make_statement(
        make_document("The cheapest ships are books of sand."), "The cheapest ships", state="published"
    )
    make_occurrence(term, other, "cheapest ships")
    assert reader.get("/search/?term=cheapest-ships").context["total"] == 2
    if hide == "statement":
        other.state = "review"
        other.save()
    else:
        type(other.document).objects.filter(pk=other.document_id).update(state="draft")
    for address in (SHIPS, "/terms/", f"{SHIPS}occurrences.csv", f"{SHIPS}occurrences.json"):
        shown = reader.get(address).getvalue().decode()
        assert "books of sand" not in shown, address
        assert f"/statements/{other.pk}/" not in shown, address
    assert reader.get("/search/?term=cheapest-ships").context["total"] == 1


def test_words_that_were_corrected_are_not_called_the_term(reader, term_statement):
    TermOccurrence.objects.update(start=0, end=14)  # where the statement has other words
    assert "No published statement has this term yet." in page(reader)
    assert 'class="term"' not in page(reader, "/documents/harbour-library-remarks/")
    assert list(csv.DictReader(io.StringIO(page(reader, f"{SHIPS}occurrences.csv")))) == []


def test_what_was_public_is_answered(reader, term_statement, term):
    backdate_history_by_a_day()
    term.slug = "ships"
    term.save()
    response = reader.get(SHIPS)
    assert (response.status_code, response["Location"]) == (301, "/terms/ships/")
    backdate_history_by_a_day()
    Term.objects.filter(pk=term.pk).update(state="draft")
    gone_response = reader.get("/terms/ships/")
    assert gone_response.status_code == 410
    assert "cheapest ships" in gone_response.content.decode()
    assert "An editor unpublished it." in gone_response.content.decode()
    assert reader.get(f"{SHIPS}occurrences.csv").status_code == 410
    Withholding.objects.create(model_name="term", object_id=term.pk, reason="law")
    withheld = reader.get("/terms/ships/").content.decode()
    assert "<h1>cheapest ships" not in withheld
    assert "Required by law or a court" in withheld


@pytest.mark.slow
def test_wordings_stand_beside_each_other_with_their_sources(reader, term_statement, term):
    gazette = make_source("Sea Gazette")
    text = "他说书是最便宜的船。"
    other = make_statement(make_document(text, language="zh-Hans", source=gazette), text)
    row = make_occurrence(term, other, "最便宜的船")
    TermOccurrence.objects.filter(pk=row.pk).update(wording="最便宜的船")
    shown = page(reader)
    assert re.search(r'<th scope="row" lang="zh-Hans" dir="ltr">最便宜的船</th>.*?Sea Gazette', shown, re.S)
    assert re.search(
        r'<th scope="row" lang="ar" dir="rtl">السفن</th>\s*<td>.*?</td>\s*<td data-label="Statements">0</td>',
        shown,
        re.S,
    )


def test_the_files_have_every_occurrence(reader, term_statement):
    rows = list(csv.DictReader(io.StringIO(page(reader, f"{SHIPS}occurrences.csv").lstrip("\ufeff"))))
    assert [(row["statement"], row["words"], row["start"], row["end"]) for row in rows] == [
        (str(term_statement.pk), "cheapest ships", "14", "28")
    ]
    record = reader.get(f"{SHIPS}occurrences.json").json()
    assert (record["term"], record["language"], record["note"]) == ("cheapest ships", "en", NOTE)
    assert [wording["text"] for wording in record["wordings"]] == ["最便宜的船", "السفن"]
    assert [occurrence["url"] for occurrence in record["occurrences"]] == [
        f"http://testserver/statements/{term_statement.pk}/"
    ]


@pytest.mark.parametrize(
    ("date", "precision", "uncertain", "cells"),
    [("2024-05-01", "month", True, ["2024-05", "true"]), (None, "day", False, ["", "false"])],
)
def test_a_date_in_a_file_is_as_precise_as_it_is_known(
    reader, term_statement, date, precision, uncertain, cells
):
    type(term_statement).objects.update(event=None)
    type(term_statement.document).objects.update(
        date=date, date_precision=precision, date_uncertain=uncertain, event=None
    )
    (row,) = csv.DictReader(io.StringIO(page(reader, f"{SHIPS}occurrences.csv").lstrip("\ufeff")))
    assert [row["date"], row["date_uncertain"]] == cells
    (occurrence,) = reader.get(f"{SHIPS}occurrences.json").json()["occurrences"]
    assert (occurrence["date"], occurrence["date_uncertain"]) == (cells[0], cells[1] == "true")


def test_cells_that_a_spreadsheet_would_run_are_quoted(reader, published_document):
    term = make_term("=SUM(A1)", slug="sum")
    statement = make_statement(make_document("=SUM(A1) is what he wrote."), "=SUM(A1) is what he wrote.")
    make_occurrence(term, statement, "=SUM(A1)")
    assert "\n=SUM" not in page(reader, "/terms/sum/occurrences.csv")
    assert ",=SUM" not in page(reader, "/terms/sum/occurrences.csv")


def test_the_list_has_names_in_all_languages_and_counts(reader, term_statement):
    make_term("和而不同", slug="harmony", language="zh-Hans", note="word " * 40)
    make_term("not counted", state="draft")
    shown = page(reader, "/terms/")
    assert "2 terms" in shown
    assert '<a href="/terms/harmony/" lang="zh-Hans" dir="ltr">和而不同</a>' in shown
    assert f"{'word ' * 30}…" in shown
    assert f"{'word ' * 31}" not in shown
    assert re.search(r"cheapest ships</a>.*?<span class=\"count\">1<", shown, re.S)
    assert "和而不同" not in page(reader, "/terms/?q=便宜")
    assert "cheapest ships" in page(reader, "/terms/?q=便宜")
    assert "No term matches these filters." in page(reader, "/terms/?year=1900")
    by_use = page(reader, "/terms/?sort=statements")
    assert by_use.index("cheapest ships") < by_use.index("和而不同")


def test_nothing_is_published_yet(reader, published_document):
    assert "No terms have been published yet." in page(reader, "/terms/")


def test_the_sitemap_has_the_page(reader, term_statement):
    assert "/terms/cheapest-ships/</loc>" in reader.get("/sitemap-term-0.xml").getvalue().decode()


@pytest.mark.slow
def test_a_search_an_export_and_an_alert_follow_the_term(reader, term_statement):
    assert reader.get("/search.json?term=cheapest-ships").json()["total"] == 1
    assert (
        f"/statements/{term_statement.pk}/"
        in reader.get("/search.atom?term=cheapest-ships").getvalue().decode()
    )
    assert "cheapest ships" in page(reader, "/search/?term=cheapest-ships")
    assert reader.get("/search/?q=term:cheapest-ships").context["total"] == 1


@pytest.mark.slow
def test_trends_take_a_term_under_its_original(reader, term_statement):
    make_term("ships of the cheapest sort", slug="ships-of-the-cheapest-sort")
    response = reader.get("/trends/?phrase=term:cheapest-ships&phrase=books")
    shown = response.content.decode()
    assert [(phrase.label, phrase.total) for phrase in response.context["trend"].phrases] == [
        ("cheapest ships · 最便宜的船", 1),
        ("books", 1),
    ]
    assert 'value="term:cheapest-ships"' in shown
    assert '<option value="term:cheapest-ships">cheapest ships · 最便宜的船</option>' in shown


@pytest.mark.slow
def test_a_term_that_trends_do_not_know_is_named(reader, term_statement):
    assert "No statement contains “no-such-term”." in page(reader, "/trends/?phrase=term:no-such-term")


@pytest.mark.slow
def test_paragraphs_are_counted_whether_a_statement_is_marked_there_or_not(reader, term_statement):
    make_document("最便宜的船 is a saying.", slug="old", date="1999-01-01")
    make_document("The cheapest ships of a draft.", slug="draft", state="draft", date="1990-01-01")
    shown = page(reader)
    section = shown[shown.index('id="paragraphs-title"') :]
    assert re.search(r"In all paragraphs\s*<span class=\"count\">2</span>", section)
    assert "The oldest of these is earlier than the first confirmed use:" in section
    assert "/documents/old/" in section
    assert "draft" not in section
    found = page(reader, re.search(r'href="(/search/\?[^"]+)"', section)[1].replace("&amp;", "&"))
    assert '<h2 id="results-title" tabindex="-1">2 ' in found or "2 passages" in found


@pytest.mark.slow
def test_a_first_use_that_is_the_oldest_stands_once(reader, term_statement):
    section = page(reader).partition('id="paragraphs-title"')[2]
    assert "The oldest of these" not in section
    TermOccurrence.objects.all().delete()
    assert "The oldest of these" in page(reader)


@pytest.mark.slow
def test_words_in_no_paragraph_have_no_section(reader, db):
    make_term("words of nobody", slug="nobody")
    assert "paragraphs-title" not in page(reader, "/terms/nobody/")
