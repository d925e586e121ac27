"""Every list and form of the admin answers an editor, in as many queries for three rows as for one."""

import numpy as np
import pytest

from archive.admin.lists.filters import LanguageFilter
from archive.models import (
    EventName,
    Participation,
    Redirect,
    Report,
    ReportPair,
    Role,
    Source,
    SpeakerName,
    State,
    ThemeLabel,
    Utterance,
)
from archive.search.engine import EditorMatches, engine
from tests.factories import (
    make_document,
    make_event,
    make_source,
    make_speaker,
    make_statement,
    make_term,
    make_theme,
)
from tests.marks import parametrize_partly_slow

from .forms import change_url, list_url


def source(n):
    return make_document(source=make_source(f"Gazette {n}")).source


def document(n):
    document = make_document(title=f"Speech {n}", source=make_source(f"Gazette {n}"), date=f"2024-03-0{n}")
    make_statement(document, "a promise kept")
    return document


def speaker(n):
    speaker = make_speaker(f"Speaker {n}")
    SpeakerName.objects.create(speaker=speaker, name=f"Sprecherin {n}")
    Role.objects.create(speaker=speaker, title=f"Minister {n}")
    make_statement(make_document(), "a promise kept", speaker=speaker)
    return speaker


def event(n):
    event = make_event(f"Opening {n}", start=f"2024-03-0{n}", part_of=make_event(f"Year {n}"))
    EventName.objects.create(event=event, name=f"Eröffnung {n}")
    Participation.objects.create(event=event, speaker=make_speaker(f"Guest {n}"))
    make_document(event=event)
    return event


def theme(n):
    theme = make_theme(f"Theme {n}", parent=make_theme(f"Above {n}"))
    ThemeLabel.objects.create(theme=theme, text=f"Thema {n}")
    make_statement(make_document(), "a promise kept", themes=[theme])
    return theme


def statement(n):
    document = make_document(title=f"Speech {n}", date=f"2024-03-0{n}")
    return make_statement(
        document, "a promise kept", speaker=make_speaker(f"Guest {n}"), event=make_event(f"Opening {n}")
    )


def utterance(n):
    utterance = Utterance.objects.create(
        summary=f"Said {n}", speaker=make_speaker(f"Guest {n}"), event=make_event(f"Opening {n}")
    )
    Report.objects.create(utterance=utterance, statement=statement(n), status="confirmed")
    return utterance


def redirect(n):
    theme = make_theme(f"Theme {n}", slug=f"theme-now-{n}")
    return Redirect.objects.create(model_name="theme", slug=f"theme-then-{n}", target=theme.pk)


MAKERS = [source, document, speaker, event, theme, statement, utterance, redirect]
LIST_QUERIES = {
    "source": 9,
    "document": 9,
    "speaker": 10,
    "event": 10,
    "theme": 8,
    "statement": 9,
    "utterance": 7,
    "redirect": 7,
}


@parametrize_partly_slow("make", MAKERS, 4, ids=lambda make: make.__name__)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    as_editor, make, rows, django_assert_num_queries
):
    rows_made = [make(n) for n in range(1, rows + 1)]
    as_editor.get(list_url(make.__name__))
    with django_assert_num_queries(LIST_QUERIES[make.__name__]):
        response = as_editor.get(list_url(make.__name__))
    ids = {row.pk for row in response.context["cl"].result_list}
    assert ids >= {row.pk for row in rows_made}


@parametrize_partly_slow("make", MAKERS, 3, ids=lambda make: make.__name__)
def test_a_form_shows_the_row(as_editor, make):
    row = make(1)
    response = as_editor.get(change_url(row))
    assert response.status_code == 200
    assert response.context["original"] == row


@pytest.mark.parametrize("rows", [1, 3])
def test_a_documents_form_takes_as_many_queries_for_three_statements_as_for_one(
    as_editor, rows, django_assert_num_queries
):
    document_made = document(1)
    for n, words in enumerate(["every harbour", "the cheapest ships"][: rows - 1]):
        make_statement(document_made, words, speaker=make_speaker(f"Guest {n}"))
    as_editor.get(change_url(document_made))
    with django_assert_num_queries(9):
        response = as_editor.get(change_url(document_made))
    assert len(response.context["statements"]) == rows


@pytest.mark.slow
def test_columns_link_their_counts_to_the_rows(as_editor, statement, speaker):
    response = as_editor.get(list_url("speaker"))
    assert f'<a href="/admin/archive/statement/?speaker__id__exact={speaker.pk}">1</a>' in response.text
    followed_response = as_editor.get(f"{list_url('statement')}?speaker__id__exact={speaker.pk}")
    assert [row.pk for row in followed_response.context["cl"].result_list] == [statement.pk]


def listed_rows(client, model_name, query):
    return {str(row) for row in client.get(f"{list_url(model_name)}?{query}").context["cl"].result_list}


def test_titles_from_right_to_left_have_a_direction_of_their_own(as_editor):
    make_document(title="كلمة الافتتاح.", source=make_source("Gazette <b>"))
    page = as_editor.get(list_url("document")).content.decode()
    assert "<bdi>كلمة الافتتاح.</bdi>" in page
    assert '<span class="second-line quiet"><bdi>Gazette &lt;b&gt;</bdi></span>' in page


@pytest.mark.slow
def test_documents_are_narrowed_by_statements_translation_and_state(as_editor, statement):
    make_document(title="Bare", state=State.DRAFT)
    make_document(title="By machine", translator="machine")
    assert listed_rows(as_editor, "document", "statements=some") == {"Opening of the harbour library"}
    assert listed_rows(as_editor, "document", "statements=none") == {"Bare", "By machine"}
    assert listed_rows(as_editor, "document", "translated=machine") == {"By machine"}
    assert listed_rows(as_editor, "document", "translated=none") == {"Bare", "Opening of the harbour library"}
    assert listed_rows(as_editor, "document", "state__exact=draft") == {"Bare"}


def test_statements_are_narrowed_by_themes(as_editor, statement, draft_statement):
    assert listed_rows(as_editor, "statement", "themed=some") == {str(statement)}
    assert listed_rows(as_editor, "statement", "themed=none") == {str(draft_statement)}


def test_a_speaker_is_found_by_any_name_and_listed_once(as_editor, speaker):
    make_speaker("Somebody else")
    for name in ("阿达", "阿达耶米"):
        SpeakerName.objects.create(speaker=speaker, name=name, kind="native")
    assert [str(row) for row in as_editor.get(f"{list_url('speaker')}?q=阿达").context["cl"].result_list] == [
        "Amara Adeyemi"
    ]


@pytest.mark.slow
def test_a_search_finds_every_state_and_keeps_filters(
    as_editor, statement, draft_statement, hidden_statement
):
    make_statement(draft_statement.document, "harbour", speaker=draft_statement.speaker, state=State.DRAFT)
    assert listed_rows(as_editor, "statement", "q=adeyemi") == {
        *map(str, (statement, draft_statement, hidden_statement)),
        "Amara Adeyemi: harbour",
    }
    assert listed_rows(as_editor, "statement", "q=adeyemi+promise") == {str(draft_statement)}
    assert listed_rows(as_editor, "statement", "q=adeyemi&state__exact=draft") == {
        str(draft_statement),
        "Amara Adeyemi: harbour",
    }
    assert listed_rows(as_editor, "document", "q=lighthouse") == {"Lighthouse museum draft"}
    assert listed_rows(as_editor, "document", "q=lighthouse&state__exact=published") == set()


def test_a_list_is_counted_as_far_as_anybody_reads(as_editor, published_document, monkeypatch):
    monkeypatch.setattr("archive.admin.lists.indexed_search.MAX_LISTED", 3)
    monkeypatch.setattr("archive.admin.statements.admin.StatementAdmin.list_per_page", 2)
    for words in ("every harbour", "a library", "a promise", "harbour"):
        make_statement(published_document, words)
    page = as_editor.get(list_url("statement"))
    assert "more than 3 statements" in " ".join(page.text.split())
    assert page.context["cl"].paginator.num_pages == 2
    page = as_editor.get(f"{list_url('statement')}?q=harbour")  # in the title of all
    assert "4 statements" in " ".join(page.text.split())
    assert page.context["cl"].paginator.num_pages == 2


@pytest.mark.slow
def test_a_narrowed_search_lists_the_newest_that_are_left(as_editor, published_document, monkeypatch):
    """Found rows are narrowed two at once, until there are more than anybody can reach."""
    monkeypatch.setattr("archive.admin.lists.indexed_search.MAX_LISTED", 2)
    monkeypatch.setattr("archive.admin.lists.indexed_search.CHUNK", 2)
    monkeypatch.setattr("archive.admin.statements.admin.StatementAdmin.list_per_page", 1)
    marks = [
        make_statement(published_document, words, attribution=attribution)
        for words, attribution in (
            ("every harbour", "verbatim"),
            ("a library", "verbatim"),
            ("a promise", "summary"),
            ("harbour", "verbatim"),
            ("promise", "summary"),
        )
    ]

    def list_page(attribution, number):
        page = as_editor.get(f"{list_url('statement')}?q=harbour&attribution__exact={attribution}&p={number}")
        changes = page.context["cl"]
        return [row.pk for row in changes.result_list], changes.paginator.total, changes.counted_to

    assert list_page("verbatim", 1) == ([marks[3].pk], 3, 2)
    assert list_page("verbatim", 2) == ([marks[1].pk], 3, 2)
    assert list_page("summary", 1) == ([marks[4].pk], 2, None)
    assert list_page("summary", 2) == ([marks[2].pk], 2, None)


def test_a_search_cut_short_says_so(as_editor, statement, monkeypatch):
    partial = EditorMatches(np.array([statement.pk]), is_partial=True)
    monkeypatch.setattr(engine, "find_statements", lambda query, milliseconds: partial)
    assert "There are more results" in as_editor.get(f"{list_url('statement')}?q=library").text


@pytest.mark.slow
def test_odd_queries_do_not_break_a_list(as_editor, statement):
    for query in ("statements=nonsense", "themed=%00", "q=%27%22%00", "p=x", "o=99", "level=zz"):
        for model_name in ("document", "statement", "speaker", "theme"):
            assert as_editor.get(f"{list_url(model_name)}?{query}", follow=True).status_code == 200


def test_a_redirect_names_where_it_leads(as_editor, theme):
    theme.slug = "reading-rooms"
    theme.save()
    Redirect.objects.create(model_name="event", slug="gone", target=999)
    text = as_editor.get(list_url("redirect")).text
    assert f'<a href="/admin/archive/theme/{theme.pk}/change/">Libraries</a>' in text
    assert "nothing (no. 999 was deleted)" in text


def test_the_front_page_counts_pending_work(as_editor, statement, draft_statement, draft_document):
    ReportPair.objects.create(first=statement, second=draft_statement, score=0.7)
    counts = {str(entry["label"]): entry["count"] for entry in as_editor.get("/admin/").context["work"]}
    assert counts == {
        "document in draft": 1,
        "draft of unknown kind, language or date": 1,
        "documents in review": 0,
        "document without statements": 1,
        "statement in draft": 1,
        "statements in review": 0,
        "statements without a known role": 2,
        "orphaned statements": 0,
        "detached statements": 0,
        "suggested report": 1,
        "changes waiting for a publisher": 0,
        "public entries changed since publication": 0,
        "undecided occurrences of terms": 0,
    }


@pytest.mark.slow
def test_each_count_leads_to_as_many_rows(as_editor, statement, draft_statement, draft_document):
    ReportPair.objects.create(first=statement, second=draft_statement, score=0.7)
    for entry in as_editor.get("/admin/").context["work"]:
        context = as_editor.get(entry["url"]).context
        if "changed_entries" in context:  # one page with both lists
            rows = len(context["changes" if "publisher" in str(entry["label"]) else "changed_entries"])
        else:
            rows = context["page"].paginator.count if "page" in context else context["cl"].result_count
        assert rows == entry["count"], entry["url"]


@pytest.mark.slow
def test_drafts_of_unknown_kind_language_or_date_are_listed(as_editor):
    known = {"state": "draft", "date": "2024-03-05"}
    make_document(title="Known", **known)
    make_document(title="No kind", kind="unknown", **known)
    make_document(title="No language", language="und", **known)
    make_document(title="No date", state="draft")
    make_document(title="Published", kind="unknown")

    def listed_rows(query):
        page = as_editor.get(f"{list_url('document')}?{query}").context["cl"]
        return sorted(row.title for row in page.result_list)

    work = {str(entry["label"]): entry["url"] for entry in as_editor.get("/admin/").context["work"]}
    assert listed_rows(work["drafts of unknown kind, language or date"].split("?")[1]) == [
        "No date",
        "No kind",
        "No language",
    ]
    assert listed_rows("unknown=kind") == ["No kind", "Published"]
    assert listed_rows("unknown=language") == ["No language"]
    assert listed_rows("unknown=date") == ["No date", "Published"]


def test_sources_count_their_documents(as_editor, published_document):
    assert [row.document_count for row in as_editor.get(list_url("source")).context["cl"].result_list] == [1]
    assert Source.objects.count() == 1


def test_filters_name_languages(as_editor):
    document = make_document(language="zh-Hans", source=make_source(language="zh-Hans"))
    make_statement(document, document.text[:6])
    make_term("普惠", language="zh-Hans")
    for name, field in (
        ("document", "language"),
        ("source", "language"),
        ("term", "language"),
        ("statement", "document__language"),
    ):
        filters = as_editor.get(list_url(name)).context["cl"].filter_specs
        (languages,) = (list_filter for list_filter in filters if isinstance(list_filter, LanguageFilter))
        choices = list(languages.choices(as_editor.get(list_url(name)).context["cl"]))
        assert [choice["display"] for choice in choices][-1] == "Simplified Chinese"
        assert choices[-1]["query_string"] == f"?{field}=zh-Hans"


@pytest.mark.parametrize(("model", "offered"), [("document", False), ("term", False), ("statement", True)])
def test_only_statements_can_be_orphaned(model, offered, admin_client):
    page = admin_client.get(f"/admin/archive/{model}/").content.decode()

    assert "?state__exact=review" in page
    assert ("?state__exact=orphaned" in page) is offered
