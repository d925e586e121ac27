"""What hangs together with something public is shown only where it is public itself."""

import pytest
from django.http import QueryDict

from archive.exporting.loading import load_records
from archive.models import (
    Document,
    Event,
    Participation,
    Passage,
    Redirect,
    Report,
    Source,
    Speaker,
    State,
    Statement,
    Utterance,
)
from archive.search.engine import engine
from archive.search.listing import count_statements
from archive.search.page.cards import load_statements
from archive.search.page.hits import passage_hits
from archive.search.request.filters import read_params
from archive.search.request.params import UNITS, SearchParams
from archive.search.results import search
from archive.search.suggest.suggestions import suggest
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme
from tests.history_dates import backdate_history_by_a_day

pytestmark = pytest.mark.django_db

CONFIRMED, SUGGESTED = Report.Status.CONFIRMED, Report.Status.SUGGESTED


def draft(**fields):
    return make_document(state=State.DRAFT, title="Secret draft", **fields)


def make_utterance(*statements, status=CONFIRMED, **fields):
    utterance = Utterance.objects.create(summary="One promise", **fields)
    for statement in statements:
        Report.objects.create(utterance=utterance, statement=statement, status=status)
    return utterance


def read(client, row):
    return client.get(row.get_absolute_url()).content.decode()


def test_alternatives_are_published(event):
    original = draft(event=event)
    machine = make_document(event=event, translator="machine", translation_of=original)
    public = make_document(event=event)
    assert list(Document.objects.alternatives_to(machine)) == [public]


@pytest.mark.parametrize("hidden", ["here", "there"])
def test_alternatives_share_public_reports(hidden):
    machine, other = make_document(translator="machine"), make_document()
    states = {"here": State.PUBLISHED, "there": State.PUBLISHED}
    make_utterance(
        make_statement(machine, "a promise kept", state=states["here"]),
        make_statement(other, "a promise kept", state=states["there"]),
    )
    assert list(Document.objects.alternatives_to(machine)) == [other]
    document = machine if hidden == "here" else other
    document.statements.update(state=State.DRAFT)
    assert list(Document.objects.alternatives_to(machine)) == []


def test_documents_name_no_draft_they_belong_to(client):
    public = make_document(title="The newsletter")
    for relation in ("part_of", "translation_of"):
        for parent, is_named in ((draft(), False), (public, True)):
            translator = "archive" if relation == "translation_of" else ""
            document = make_document(title="In the open", translator=translator, **{relation: parent})
            page = read(client, document)
            assert "In the open" in page
            assert ("The newsletter" in page) == is_named
            assert "Secret draft" not in page


def test_documents_name_no_draft_that_belongs_to_them(client):
    whole = make_document()
    make_document(title="An open part", part_of=whole)
    make_document(title="An open translation", translation_of=whole, translator="archive")
    draft(part_of=whole)
    draft(translation_of=whole, translator="archive")
    page = read(client, whole)
    assert "An open part" in page
    assert "An open translation" in page
    assert "Secret draft" not in page


def test_every_correction_of_a_public_text_is_shown_without_what_is_for_editors(client, published_document):
    for addition, note in ((" One.", ""), (" Two.", "A sentence was missing.")):
        backdate_history_by_a_day()
        Document.objects.filter(pk=published_document.pk).update(text=published_document.text + addition)
        published_document.refresh_from_db()
        newest = published_document.corrections.order_by("-version").first()
        type(newest).objects.filter(pk=newest.pk).update(public_note=note, reason="Secret reason")
    page = read(client, published_document)
    assert page.count("Corrected on") == 2
    assert "A sentence was missing." in page
    assert "Secret reason" not in page


@pytest.fixture
def secret_event(db):
    """Only a draft and a draft's statement tell of it."""
    event = make_event("Secret summit", slug="secret-summit")
    make_statement(draft(event=event), "a promise kept", event=event)
    make_statement(make_document(), "a promise kept", event=event, state=State.DRAFT)
    return event


def test_an_event_of_drafts_is_not_public(secret_event):
    whole = make_event("Week of harbours")
    part = make_event("Opening day", part_of=whole)
    make_document(event=part)
    assert set(Event.objects.published()) == {whole, part}
    other = make_event("Closing day")
    make_statement(make_document(), "a promise kept", event=other)
    assert set(Event.objects.published()) == {whole, part, other}


def test_an_event_names_no_secret_event(client, secret_event):
    child = make_event("Opening day", part_of=secret_event)
    make_document(event=child)
    # The whole has a part with a document, so it is public by that; the part of a public whole may not be.
    assert "Secret summit" in read(client, child)
    Document.objects.filter(event=child).update(state=State.DRAFT)
    assert child.public_parent is None
    assert Event.objects.for_list().get(pk=child.pk).parent_name is None
    public = make_event("Closing day")
    make_document(event=public)
    Event.objects.filter(pk=secret_event.pk).update(part_of=public)
    page = read(client, public)
    assert "Closing day" in page
    assert "Secret summit" not in page


def test_counts_are_of_what_is_public(client, speaker, event, theme, secret_event):
    document = make_document(event=event)
    for state in (State.PUBLISHED, State.DRAFT):
        make_statement(document, "a promise kept", speaker=speaker, event=event, themes=[theme], state=state)
    make_statement(draft(event=event), "a promise kept", speaker=speaker, event=event, themes=[theme])
    assert Event.objects.for_list().get(pk=event.pk).document_count == 1
    for facet, row in (("speaker", speaker), ("event", event), ("theme", theme)):
        assert count_statements(facet) == {row.pk: 1}
    assert Document.objects.for_list().get(pk=document.pk).statement_count == 1
    make_speaker("Secret speaker")
    context = client.get("/").context
    assert (context["document_total"], context["statement_total"], context["speaker_total"]) == (2, 1, 1)
    page = read(client, event)
    assert page.count("a promise kept") == 1
    assert "Secret draft" not in page


@pytest.mark.parametrize("shown", [False, True])
def test_a_participant_known_from_drafts_alone_is_hidden_by_default(
    client, speaker, event, statement, settings, shown
):
    settings.SHOW_ALL_PARTICIPANTS = shown
    silent = make_speaker("Bello Okafor", slug="bello-okafor")
    make_statement(statement.document, "a promise kept", speaker=silent, state=State.DRAFT)
    for item in (speaker, silent):
        Participation.objects.create(event=event, speaker=item)
    page = read(client, event)
    assert '<a href="/speakers/amara-adeyemi/">' in page
    assert ("Bello Okafor" in page) is shown
    assert "/speakers/bello-okafor/" not in page


def test_a_source_of_drafts_is_not_public(published_document):
    secret = make_source("Secret source", slug="secret-source")
    draft(source=secret)
    assert list(Source.objects.published()) == [published_document.source]


def test_a_theme_and_a_speaker_of_drafts_are_not_public(statement, theme, speaker):
    secret_theme, secret_speaker = make_theme("Secret theme"), make_speaker("Secret speaker")
    values = {"speaker": secret_speaker, "themes": [secret_theme]}
    make_statement(draft(), "a promise kept", **values)
    make_statement(statement.document, "a promise kept", state=State.DRAFT, **values)
    assert list(type(theme).objects.published()) == [theme]
    assert list(Speaker.objects.published()) == [speaker]


@pytest.fixture
def reports(statement):
    """A public report, a draft in a public document, one of a draft document, and a public but suggested one."""
    found = [
        statement,
        make_statement(make_document(), "a promise kept", state=State.DRAFT),
        make_statement(draft(), "a promise kept"),
    ]
    utterance = make_utterance(*found)
    suggested_statement = make_statement(make_document(), "Books are the cheapest ships")
    Report.objects.create(utterance=utterance, statement=suggested_statement, status=SUGGESTED)
    return utterance, suggested_statement


def test_only_confirmed_public_reports_are_of_an_utterance(client, statement, reports):
    utterance, suggested = reports
    assert [report.statement for report in Report.objects.public()] == [statement]
    assert Report.objects.by_utterance([utterance.pk]) == {utterance.pk: [statement]}
    assert list(Statement.objects.published().reporting_utterance(utterance)) == [statement]
    assert Utterance.objects.most_reported() is None
    for row in (statement, suggested):
        assert "reports of the same words" not in read(client, row)
    assert [record.utterance for record in load_records("statements", [statement.pk, suggested.pk], "")] == [
        utterance.pk,
        None,
    ]


def test_the_page_of_a_statement_leads_to_the_utterance_that_was_confirmed(client, statement):
    first, confirmed_utterance, last = make_utterance(), make_utterance(statement), make_utterance()
    for rejected in (first, last):
        Report.objects.create(utterance=rejected, statement=statement, status=Report.Status.REJECTED)
    Report.objects.create(
        utterance=confirmed_utterance,
        statement=make_statement(make_document(), "a promise kept"),
        status=CONFIRMED,
    )
    page = client.get(statement.get_absolute_url())
    assert page.context["utterance"] == confirmed_utterance


def test_an_utterance_has_a_page_while_a_report_is_public(statement, reports):
    utterance, _suggested = reports
    assert list(Utterance.objects.published()) == [utterance]
    Report.objects.filter(statement=statement).delete()
    assert not Utterance.objects.published()


def test_reports_by_a_suggestion_are_no_reports_of_the_same(client, statement):
    other = make_statement(make_document(), "a promise kept")
    utterance = make_utterance(statement)
    Report.objects.create(utterance=utterance, statement=other, status=SUGGESTED)
    same = Statement.objects.published().reporting_same_utterance_as
    assert list(same(statement)) == list(same(other)) == []
    Report.objects.filter(statement=other).update(status=CONFIRMED)
    assert (list(same(statement)), list(same(other))) == ([other], [statement])


def test_public_means_the_statement_and_its_document(statement, draft_statement, hidden_statement):
    rows = {statement: True, draft_statement: False, hidden_statement: False}
    assert {row: row.is_public for row in rows} == rows
    assert list(Statement.objects.published()) == [statement]
    assert set(Passage.objects.published().values_list("document", flat=True)) == {statement.document_id}


def test_files_hold_what_is_public(statement, draft_statement, hidden_statement):
    rows = [statement.pk, draft_statement.pk, hidden_statement.pk]
    assert [record.id for record in load_records("statements", rows, "")] == [statement.pk]
    assert list(load_statements(rows)) == [statement.pk]
    passages = list(Passage.objects.order_by("pk").values_list("pk", flat=True))
    public = [pk for pk in passages if pk // 1_000_000 == statement.document_id]
    assert len(passages) > len(public)
    assert [record.id for record in load_records("passages", passages, "")] == public
    with engine.index_reader() as reader:
        hits = passage_hits(passages, [], "", reader.names)
    assert [hit.passage.pk for hit in hits] == public


def test_searches_find_what_is_public(statement, draft_statement, hidden_statement):
    text = "plans for the lighthouse museum"
    secret = make_document(text=f"{text} stay hidden. Every lighthouse has a keeper.", state=State.DRAFT)
    for words in (text, "Every lighthouse has a keeper"):
        make_statement(secret, words)
    for unit in UNITS:
        for q in ("lighthouse", "lighthouse museum keeper zeppelin", "lighthuose", "speaker:nobody"):
            results = search(SearchParams(q=q, unit=unit))
            assert (results.ids, results.suggested_query) == ([], ""), (unit, q)
    assert search(SearchParams(unit="statements")).ids == [statement.pk]
    assert suggest("lighth") == suggest("plans for") == []
    assert suggest("every har") == []  # one public text alone has the phrase


def test_secret_names_are_no_values_of_facets(statement, theme, speaker):
    secret = make_speaker("Secret speaker", slug="secret-speaker")
    make_statement(draft(), "a promise kept", speaker=secret)
    Redirect.objects.create(model_name="speaker", slug="former-secret", target=secret.pk)
    Redirect.objects.create(model_name="speaker", slug="former-name", target=speaker.pk)
    params, form = read_params(QueryDict("speaker=secret-speaker&speaker=former-secret&speaker=former-name"))
    assert params.speaker == (speaker.slug,)
    assert len(form.notes) == 2


@pytest.mark.parametrize(("state", "status"), [("draft", "confirmed"), ("published", "suggested")])
def test_the_example_of_the_start_page_has_public_reports_only(client, state, status):
    public = [make_statement(make_document(source=make_source(name)), "a promise kept") for name in "AB"]
    other = make_statement(make_document(source=make_source("C"), state=state), "a promise kept")
    utterance = make_utterance(*public)
    Report.objects.create(utterance=utterance, statement=other, status=status)
    assert set(client.get("/").context["example_reports"]) == set(public)
