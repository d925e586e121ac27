"""What machines read in the head of each page, read back by rdflib, by shapes and by the rules of Zotero."""

import io
import json

import lxml.html
import pyshacl
import pytest
import rdflib
from PIL import Image

from archive.exporting.metadata import card
from archive.models import Report, State, Statement, Utterance
from archive.web.metadata import card as card_page
from tests.factories import make_document, make_source, make_statement
from tests.marks import parametrize_partly_slow

from .zotero import read_item

pytestmark = pytest.mark.django_db

SCHEMA = rdflib.Namespace("http://schema.org/")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <http://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass s:Quotation ;
  sh:property [ sh:path s:text ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:inLanguage ; sh:maxCount 1 ; sh:pattern "^[a-z]{2,3}(-[A-Za-z]+)*$" ] ;
  sh:property [ sh:path s:spokenByCharacter ; sh:minCount 1 ;
    sh:or ( [ sh:class s:Person ] [ sh:class s:Organization ] ) ] ;
  sh:property [ sh:path s:isPartOf ; sh:minCount 1 ; sh:nodeKind sh:IRI ;
    sh:or ( [ sh:class s:CreativeWork ] [ sh:class s:NewsArticle ] [ sh:class s:Report ]
      [ sh:class s:OpinionNewsArticle ] ) ] .
[] a sh:NodeShape ; sh:targetClass s:CreativeWork , s:NewsArticle , s:Report , s:OpinionNewsArticle ;
  sh:property [ sh:path s:url ; sh:minCount 1 ; sh:pattern "^http://testserver/" ] ;
  sh:property [ sh:path s:datePublished ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}(-[0-9]{2}){0,2}$" ] .
[] a sh:NodeShape ; sh:targetClass s:Person , s:Organization , s:Event ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass s:Event ;
  sh:property [ sh:path s:startDate ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}(-[0-9]{2}){0,2}$" ] .
"""


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return lxml.html.fromstring(answer.content.decode())


def read_graph(tree):
    """The context is remote: the vocabulary stands for it."""
    (text,) = tree.xpath('//script[@type="application/ld+json"]/text()')
    node = json.loads(text)
    assert node.pop("@context") == "https://schema.org"
    data = json.dumps({"@context": {"@vocab": str(SCHEMA)}} | node)
    return rdflib.Graph().parse(data=data, format="json-ld")


def assert_fits_shapes(graph):
    conforms, _report, text = pyshacl.validate(
        graph, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle")
    )
    assert conforms, text


def contents(tree, name):
    return [
        element.get("content") for element in tree.xpath(f'//head/meta[@name="{name}" or @property="{name}"]')
    ]


@pytest.fixture
def quotation(published_document, speaker, event, theme):
    speaker.sort_name = "Adeyemi"
    speaker.save()
    speaker.roles.create(title="Minister of Harbours", start="2023-01-01")
    return make_statement(
        published_document,
        "Books are the cheapest ships,",
        speaker=speaker,
        event=event,
        themes=[theme],
        attribution="verbatim",
    )


def test_a_quotation_is_one_of_its_speaker_in_its_document(client, quotation):
    tree = read(client, quotation.get_absolute_url())
    graph = read_graph(tree)
    assert_fits_shapes(graph)
    (subject,) = graph.subjects(rdflib.RDF.type, SCHEMA.Quotation)
    assert str(subject) == f"http://testserver/statements/{quotation.pk}/"
    person = graph.value(subject, SCHEMA.spokenByCharacter)
    assert str(person) == "http://testserver/speakers/amara-adeyemi/"
    assert str(graph.value(person, SCHEMA.jobTitle)) == "Minister of Harbours"
    document = graph.value(subject, SCHEMA.isPartOf)
    assert str(document) == "http://testserver/documents/harbour-library-remarks/"
    assert str(graph.value(document, SCHEMA.datePublished)) == "2024-03-06"
    assert (graph.value(subject, SCHEMA.recordedAt), rdflib.RDF.type, SCHEMA.Event) in graph
    assert read_item(tree) == (
        "newspaperArticle",
        "Books are the cheapest ships",
        "Adeyemi, Amara",
        "2024-03-06",
        f"http://testserver/statements/{quotation.pk}/",
    )
    assert contents(tree, "citation_journal_title") == ["Harbour Gazette"]
    assert contents(tree, "DC.creator") == ["Amara Adeyemi"]
    assert contents(tree, "og:image") == [f"http://testserver/statements/{quotation.pk}/card.png"]


def test_a_paraphrase_is_no_quotation(client, statement):
    graph = read_graph(read(client, statement.get_absolute_url()))
    assert_fits_shapes(graph)
    assert list(graph.subjects(rdflib.RDF.type, SCHEMA.Quotation)) == []
    assert str(next(graph.objects(None, SCHEMA.mentions))) == "http://testserver/speakers/amara-adeyemi/"


@parametrize_partly_slow(
    ("path", "kind", "type_name"),
    [
        ("/", "webpage", "WebSite"),
        ("/search/?q=harbour", "webpage", "SearchResultsPage"),
        ("/search/values/speaker/", "webpage", "CollectionPage"),
        ("/documents/", "webpage", "CollectionPage"),
        ("/documents/harbour-library-remarks/", "newspaperArticle", "CreativeWork"),
        ("/documents/harbour-library-remarks/?mark=p3.1-p3.6&version=1", "newspaperArticle", "CreativeWork"),
        ("/speakers/", "webpage", "CollectionPage"),
        ("/speakers/amara-adeyemi/", "webpage", "Person"),
        ("/events/", "webpage", "CollectionPage"),
        ("/events/harbour-library/", "webpage", "Event"),
        ("/themes/", "webpage", "CollectionPage"),
        ("/themes/libraries/", "webpage", "DefinedTerm"),
        ("/about/", "webpage", "AboutPage"),
        ("/utterances/{}/", "webpage", "CreativeWork"),
    ],
    5,
)
def test_every_kind_of_page_says_what_it_is(client, quotation, path, kind, type_name):
    utterance = Utterance.objects.create(summary="Books are ships")
    utterance.reports.create(statement=quotation, status=Report.Status.CONFIRMED)
    tree = read(client, path.format(utterance.pk))
    graph = read_graph(tree)
    assert_fits_shapes(graph)
    assert list(graph.subjects(rdflib.RDF.type, SCHEMA[type_name])) != []
    values = read_item(tree)
    assert all(values._replace(author=values.author or values.type == "newspaperArticle")), values
    assert values[0] == kind
    assert values[4].startswith("http://testserver/")
    assert len(contents(tree, "description")) == len(contents(tree, "og:title")) == 1
    (canonical,) = tree.xpath('//link[@rel="canonical"]/@href')
    assert "mark=" not in canonical


def test_words_cannot_end_the_script(client, speaker):
    document = make_document(text="He said </script><script>alert(1)</script> & “ok”.", title="<b>A&B</b>")
    statement = make_statement(document, document.text, speaker=speaker, attribution="verbatim")
    tree = read(client, statement.get_absolute_url())
    assert len(tree.xpath("//script[not(@src)]")) == 1
    (text,) = read_graph(tree).objects(None, SCHEMA.text)
    assert str(text) == document.text


@parametrize_partly_slow(
    ("words", "language"),
    [
        ("Books are the cheapest ships", "en"),
        ("Des bibliothèques à chaque port « gratuites »", "fr"),
        ("每个港口都应该有图书馆。" * 30, "zh-Hans"),
        ("لكل ميناء مكتبة، قال الوزير.", "ar"),
    ],
    1,
)
@pytest.mark.slow
def test_a_card_is_drawn_with_ink_or_not_at_all(client, speaker, words, language):
    document = make_document(text=words, language=language)
    statement = make_statement(document, words, speaker=speaker)
    address = f"{statement.get_absolute_url()}card.png"
    images = contents(read(client, statement.get_absolute_url()), "og:image")
    if not card.is_drawable(words, "Amara Adeyemi", "Harbour Gazette", language):
        assert (images, client.get(address).status_code) == ([], 404)
        return
    assert images == [f"http://testserver{address}"]
    picture = Image.open(io.BytesIO(client.get(address).content))
    assert picture.size == (1200, 630)
    ink = sum(picture.convert("L").histogram()[:90])
    assert ink > 3_000


def test_what_no_font_has_is_not_drawn():
    assert not card.is_drawable("A word in no script: \U0010fffe\U000ffffd", "A", "B", "en")


def test_there_is_no_card_where_none_can_be_drawn(client, statement, monkeypatch):
    monkeypatch.setattr(card_page, "draw_or_none", lambda *texts: None)
    assert client.get(f"{statement.get_absolute_url()}card.png").status_code == 404


def test_no_card_of_what_is_not_public(client, draft_statement, hidden_statement):
    for statement in (draft_statement, hidden_statement):
        assert client.get(f"{statement.get_absolute_url()}card.png").status_code == 404


@pytest.mark.parametrize("ending", ["ris", "bib", "csl.json"])
def test_single_references_are_files_of_what_is_public(
    client, quotation, draft_statement, draft_document, ending
):
    answer = client.get(f"/statements/{quotation.pk}.{ending}")
    assert "Books are the cheapest ships" in answer.text
    assert f'filename="adeyemi2024-s{quotation.pk}.{ending}"' in answer["Content-Disposition"]
    assert client.get(f"/documents/harbour-library-remarks.{ending}").status_code == 200
    for path in (
        f"/statements/{draft_statement.pk}",
        "/documents/lighthouse-draft",
        "/utterances/1",
        "/statements/0",
    ):
        assert client.get(f"{path}.{ending}").status_code == 404
    Statement.objects.filter(pk=quotation.pk).update(state=State.DRAFT)
    assert client.get(f"/statements/{quotation.pk}.{ending}").status_code in {404, 410}


def test_an_utterance_is_cited_with_its_reports_and_a_search_as_itself(client, quotation, published_document):
    other = make_document(slug="other", source=make_source("Ministry", kind="ministry"), date="2024-03-07")
    utterance = Utterance.objects.create(summary="Books are ships", speaker=quotation.speaker)
    for statement in (
        quotation,
        make_statement(other, "Books are the cheapest ships", speaker=quotation.speaker),
    ):
        utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    body = client.get(f"/utterances/{utterance.pk}.csl.json").json()
    assert [entry["type"] for entry in body] == ["webpage", "document", "article-newspaper"]
    assert body[0]["genre"] == "comparison of 2 reports of words by Amara Adeyemi"
    (search,) = client.get("/search/reference.csl.json?q=harbour").json()
    assert search["title"].startswith('<span class="nocase">Search for “harbour”')
    assert search["URL"] == "http://testserver/search/?q=harbour"


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=harbour&theme=libraries",
        "/documents/harbour-library-remarks/",
        "/statements/{}/",
        "/documents/harbour-library-remarks/?mark=p3.1-p3.6&version=1",
    ],
)
def test_the_files_that_a_page_offers_are_there(client, quotation, path):
    tree = read(client, path.format(quotation.pk))
    files = tree.xpath('//p[@class="citation-files screen-only"]/a/@href')
    assert len(files) in {3, 6}
    for file in files:
        assert client.get(file).status_code == 200, file
    if path.startswith("/search"):
        assert client.get(files[0]).text.count("q=harbour&theme=libraries") == 1


@pytest.mark.slow
def test_only_quotations_are_quoted_in_previews(client, quotation):
    """What a preview shortens is the end: a paraphrase is called one before its words, and never quoted."""
    path = quotation.get_absolute_url()
    words = quotation.text
    assert contents(read(client, path), "og:title")[0].startswith("Amara Adeyemi: ")
    assert contents(read(client, path), "description")[0].startswith(f"“{words[:40]}")
    Statement.objects.filter(pk=quotation.pk).update(
        attribution=Statement.Attribution.PARAPHRASE, certain=False
    )
    tree = read(client, path)
    assert contents(tree, "og:title")[0].startswith("Amara Adeyemi (paraphrase): ")
    for name in ("description", "og:description", "og:image:alt"):
        (text,) = contents(tree, name)
        assert text.startswith(f"[Paraphrase; attribution uncertain] {words[:40]}")
        assert "“" not in text
