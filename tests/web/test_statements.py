import datetime as dt
import re

import pytest

from archive.models import Report, Utterance
from tests.factories import make_document, make_source, make_statement

pytestmark = pytest.mark.django_db


def read(client, statement):
    answer = client.get(statement.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_words_stand_in_their_context(client, statement):
    page = read(client, statement)
    context = '<p class="context-paragraph" dir="auto" data-paragraph="%s">%s</p>'
    before = context % (1, "Remarks at the opening of the harbour library")
    after = context % (3, "“Books are the cheapest ships,” she told the guests.")
    words = '<p class="marked-paragraph" dir="auto" data-paragraph="2">Minister Adeyemi said that <mark'
    assert page.index(before) < page.index(words) < page.index(after)
    assert "by spring" not in page


def test_the_role_held_that_day_and_the_role_as_printed(client, statement, speaker):
    speaker.roles.create(title="Minister of Harbours", start="2023-01-01")
    speaker.roles.create(title="Mayor", end="2022-12-31")
    statement.role_as_printed = "the minister"
    statement.save()
    page = read(client, statement)
    assert '<p class="role">Minister of Harbours</p>' in page
    assert "As printed: “the minister”" in page
    assert "Mayor" not in page


def test_a_role_that_was_not_recorded_is_reported_as_missing(client, statement, speaker):
    speaker.roles.create(title="Mayor", end="2022-12-31")
    page = read(client, statement)
    assert "No role is known for this speaker" in page
    assert "Mayor" not in page


@pytest.mark.slow
def test_several_roles_that_fit_are_all_named(client, statement, speaker):
    speaker.roles.create(title="Minister", start="2023-01-01")
    speaker.roles.create(title="Party chair", start="2023-01-01")
    page = read(client, statement)
    assert "held several roles on this date" in page
    assert "<li>Minister</li><li>Party chair</li>" in page


def test_an_unnamed_source_is_called_what_it_is_printed_as(client, published_document):
    statement = make_statement(
        published_document, "a promise kept", voice="unnamed", voice_label="a harbour official"
    )
    page = read(client, statement)
    assert '<span class="name">a harbour official</span>' in page
    assert "An unnamed source" in page


def test_doubt_and_notes_are_shown(client, published_document):
    statement = make_statement(
        published_document, "a promise kept", certain=False, note="Perhaps her deputy."
    )
    page = read(client, statement)
    assert "The attribution is uncertain." in page
    assert "Perhaps her deputy." in page


def report_of(statement, words, status, source):
    document = make_document(text=words, title=f"As {source} has it", source=make_source(source))
    other = make_statement(document, words)
    utterance, _made = Utterance.objects.get_or_create(summary="On libraries")
    Report.objects.get_or_create(
        utterance=utterance, statement=statement, defaults={"status": Report.Status.CONFIRMED}
    )
    Report.objects.create(utterance=utterance, statement=other, status=status)
    return other


def test_confirmed_reports_stand_side_by_side_with_their_differences(client, statement):
    report_of(statement, "every harbour needs a library", Report.Status.CONFIRMED, "Evening Post")
    report_of(statement, "every harbour deserves a museum", Report.Status.SUGGESTED, "Morning Post")
    report_of(statement, "every harbour deserves a cinema", Report.Status.REJECTED, "Weekly Post")
    page = read(client, statement)
    assert (
        '<ins><span class="visually-hidden">[only here: </span>deserves<span class="visually-hidden">]</span></ins>'
        in page
    )
    assert (
        '<ins><span class="visually-hidden">[only here: </span>needs<span class="visually-hidden">]</span></ins>'
        in page
    )
    assert "Evening Post" in page
    assert "Morning Post" not in page
    assert "Weekly Post" not in page


def test_the_json_names_the_utterance_of_a_confirmed_report_only(client, statement):
    utterances = []
    for status in (Report.Status.SUGGESTED, Report.Status.REJECTED, Report.Status.CONFIRMED):
        utterances.append(Utterance.objects.create(summary=status))
        Report.objects.create(utterance=utterances[-1], statement=statement, status=status)
        named = client.get(f"/statements/{statement.pk}.json").json()["utterance"]
        assert named == (utterances[-1].pk if status == Report.Status.CONFIRMED else None)


@pytest.mark.slow
def test_reports_in_quite_other_words_are_shown_without_marks(client, statement):
    report_of(statement, "she spoke of shelves", Report.Status.CONFIRMED, "Evening Post")
    page = read(client, statement)
    assert "she spoke of shelves" in page
    assert "<ins>" not in page
    assert "Key:" not in page


def test_the_words_are_escaped_wherever_they_stand(client):
    words = "<img src=x onerror=alert(1)> is what it said"
    statement = make_statement(make_document(text=words), words)
    report_of(statement, words + " & more", Report.Status.CONFIRMED, "<b>Post</b>")
    page = read(client, statement)
    assert "<img" not in page
    assert "<b>Post" not in page


def test_it_is_cited_in_three_styles_with_the_day_of_reading(client, statement, monkeypatch):
    monkeypatch.setattr("archive.web.citations.timezone.localdate", lambda: dt.date(2026, 11, 27))
    url = f"http://testserver/statements/{statement.pk}/"
    page = read(client, statement)
    assert f"Retrieved November 27, 2026, from {url}</dd>" in page
    assert f"Accessed November 27, 2026. {url}.</dd>" in page
    assert f"{url}. Accessed 27 Nov. 2026.</dd>" in page
    assert (
        '<dt>MLA</dt><dd class="citation-text">“Opening of the harbour library.” '
        "Paraphrase of remarks by Amara Adeyemi, para. 2. Harbour Gazette, 6 Mar. 2024. Verbatim, "
    ) in page


def test_readers_see_no_banner_over_a_statement(reader, statement):
    response = reader.get(statement.get_absolute_url())
    assert response.context["preview"] is False
    assert "Back to editing" not in response.text


@pytest.mark.slow
def test_two_statements_of_one_speaker_have_headings_of_their_own(
    client, published_document, speaker, statement
):
    other = make_statement(published_document, "a promise kept", speaker=speaker)
    headings = [
        re.search(r"<h1>(.*?)</h1>", read(client, item), re.DOTALL).group(1) for item in (statement, other)
    ]
    assert ["every harbour deserves" in heading for heading in headings] == [True, False]
    assert "a promise kept" in headings[1]
