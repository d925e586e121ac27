"""Two whole documents of one event beside each other."""

import re

import pytest

from archive.models import Report, State, Utterance
from archive.text.comparison import document_alignment
from tests.factories import make_document, make_event, make_source, make_statement
from tests.history_dates import backdate_history_by_a_day

pytestmark = pytest.mark.django_db
LEFT = (
    "She promised that the catalogue will be open to every sailor by spring.\n\n"
    "Fees for overdue books are to be abolished in all coastal towns.\n\n"
    "Engineers described the drainage of the old warehouse at length."
)
RIGHT = (
    "Overdue books will cost no fees any more in the coastal towns, she said.\n\n"
    "By spring every sailor may use the catalogue, she promised. Shopkeepers complained about parking."
)


@pytest.fixture
def event():
    return make_event("Opening of the library")


@pytest.fixture
def documents(event):
    left = make_document(LEFT, slug="readout", event=event, source=make_source("Ministry"))
    return left, make_document(RIGHT, slug="report", event=event, source=make_source("Gazette"))


def rows(client, left="readout", right="report"):
    """Of each row the words of its cells, without marks and without what is said of their order."""
    answer = client.get(f"/documents/{left}/compare/{right}/")
    assert answer.status_code == 200
    body = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    body = re.sub(
        r'(<span class="moved-words">)<span [^>]*>[^<]*</span>([^<]*)<span [^>]*>]</span>', r"\1\2", body
    )
    cells = [re.findall(r"<td.*?</td>", row, re.DOTALL) for row in body.split("<tr")[1:]]
    return [[" ".join(re.sub(r"<[^>]*>", "", cell).split()) for cell in row] for row in cells]


def test_rows_show_what_both_have_and_what_only_one_has(client, documents):
    statement = make_statement(documents[0], "the catalogue will be open to every sailor")
    make_statement(documents[1], "every sailor may use", state=State.DRAFT)
    found = rows(client)
    assert [[cell[:18] for cell in row] for row in found] == [
        ["Ministry She promi", "Gazette By spring "],
        ["—Not in Ministry", "Gazette Only here "],
        ["Ministry Fees for ", "Gazette Overdue bo"],
        ["Ministry Only here", "—Not in Gazette"],
    ]
    assert found[0][0].endswith(f"Statement {statement.pk}")
    assert "Statement" not in found[0][1]
    assert "[only here: drainage" not in found[3][0]


@pytest.mark.parametrize("state", [State.PUBLISHED, State.DRAFT])
def test_what_editors_have_linked_stands_side_by_side(client, documents, state):
    here = make_statement(documents[0], "Engineers described the drainage of the old warehouse at length.")
    there = make_statement(documents[1], "Shopkeepers complained about parking.", state=state)
    utterance = Utterance.objects.create(summary="On the building")
    for statement in (here, there):
        utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    linked = [
        "Confirmed by an editor" in cell and "parking" in row[1] for row in rows(client) for cell in row[:1]
    ]
    assert any(linked) == (state == State.PUBLISHED)


@pytest.mark.parametrize("status", [Report.Status.SUGGESTED, Report.Status.REJECTED])
def test_what_no_editor_has_confirmed_is_not_linked(client, documents, status):
    here = make_statement(documents[0], "Engineers described the drainage of the old warehouse at length.")
    there = make_statement(documents[1], "Shopkeepers complained about parking.")
    utterance = Utterance.objects.create(summary="On the building")
    utterance.reports.create(statement=here, status=Report.Status.CONFIRMED)
    utterance.reports.create(statement=there, status=status)
    found = rows(client)
    assert len(found) == 4
    assert not any("Confirmed by an editor" in cell for row in found for cell in row)


def test_the_page_counts_its_rows_and_says_who_made_the_pairs(client, documents):
    page = " ".join(client.get("/documents/readout/compare/report/").content.decode().split())
    assert "2 passages are in both. 1 only in Ministry. 1 only in Gazette." in page
    assert "no editor has checked them" in page


@pytest.mark.slow
def test_a_document_offers_the_texts_it_is_compared_with(client, documents, event):
    make_document("Ships sail.", slug="draft", event=event, state=State.DRAFT)
    make_document("Les navires.", slug="french", event=event, language="fr")
    make_document("Ships sail.", slug="part", event=event, part_of=documents[0])
    make_document("Ships sail.", slug="elsewhere", event=make_event("Another"))
    page = client.get("/documents/readout/").content.decode()
    assert re.findall(r"/documents/readout/compare/([\w-]+)/", page) == ["report"]


@pytest.mark.parametrize("other", ["draft", "french", "part", "elsewhere", "readout", "missing"])
def test_nothing_else_is_compared(client, documents, event, other):
    make_document("Ships sail.", slug="draft", event=event, state=State.DRAFT)
    make_document("Les navires.", slug="french", event=event, language="fr")
    make_document("Ships sail.", slug="part", event=event, part_of=documents[0])
    make_document("Ships sail.", slug="elsewhere", event=make_event("Another"))
    assert client.get(f"/documents/readout/compare/{other}/").status_code == 404


def test_a_draft_is_not_compared_from_its_side_either(client, documents, event):
    make_document("Ships sail.", slug="draft", event=event, state=State.DRAFT)
    assert client.get("/documents/draft/compare/readout/").status_code == 404


def test_the_address_lives_on_when_either_document_is_renamed_or_taken_back(client, documents):
    """Rule 6 of docs/architecture.md."""
    backdate_history_by_a_day()
    for document, slug in zip(documents, ("readout-2", "report-2"), strict=True):
        document.slug = slug
        document.save()
    answer = client.get("/documents/readout/compare/report/", follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (
        200,
        "/documents/readout-2/compare/report-2/",
    )
    documents[1].state = State.DRAFT
    documents[1].save()
    response = client.get("/documents/readout-2/compare/report-2/")
    assert (response.status_code, "An editor unpublished it." in response.text) == (410, True)
    assert client.get("/documents/readout-2/compare/never-there/").status_code == 404


def test_texts_too_long_say_so(client, documents, monkeypatch):
    monkeypatch.setattr(document_alignment, "MAX_CELLS", 1)
    page = client.get("/documents/readout/compare/report/").content.decode()
    assert "too long to be compared sentence by sentence" in page


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_statements(client, documents, django_assert_num_queries, count):
    for words in ["every sailor", "coastal towns", "old warehouse"][:count]:
        make_statement(documents[0], words)
    rows(client)  # the stems of the words are known then
    with django_assert_num_queries(5):
        rows(client)


FRENCH = (
    "Elle a promis que le catalogue sera ouvert à chaque marin au printemps.\n\n"
    "Les amendes pour les livres en retard seront abolies dans toutes les villes côtières.\n\n"
    "Un invité a souri.\n\n"
    "Les ingénieurs ont décrit longuement le drainage de l’ancien entrepôt."
)


@pytest.fixture
def french(documents):
    return make_document(
        FRENCH,
        slug="francais",
        language="fr",
        translator="archive",
        translation_of=documents[0],
        source=make_source("Gazette du port"),
    )


@pytest.mark.parametrize(("left", "right"), [("readout", "francais"), ("francais", "readout")])
def test_a_text_stands_beside_its_translation(client, documents, french, left, right):
    statement = make_statement(french, "Les amendes pour les livres en retard")
    english, other = rows(client, left, right), 0 if left == "francais" else 1
    beginnings = [[cell.split()[-4:] for cell in row][1 - other][-2:] for row in english]
    assert beginnings == [["by", "spring."], ["coastal", "towns."], ["in", "Ministry"], ["at", "length."]]
    assert english[1][other].endswith(f"côtières. Statement {statement.pk}")
    assert english[2][other].endswith("Only here Un invité a souri.")
    page = client.get(f"/documents/{left}/compare/{right}/").content.decode()
    assert "Key:" not in page
    assert "by their order and length" in page


def test_a_document_offers_its_translations_for_comparison(client, documents, french):
    make_document(
        "Hafen.",
        slug="deutsch",
        language="de",
        translator="archive",
        translation_of=documents[0],
        state=State.DRAFT,
    )
    page = client.get("/documents/francais/").content.decode()
    assert re.findall(r"/documents/francais/compare/([\w-]+)/", page) == ["readout"]
    assert client.get("/documents/readout/compare/deutsch/").status_code == 404


def test_texts_that_do_not_follow_each_other_say_so(client, documents):
    make_document("Non.", slug="court", language="fr", translator="archive", translation_of=documents[0])
    page = client.get("/documents/readout/compare/court/").content.decode()
    assert "are not in the same order" in page
    assert "<table" not in page
