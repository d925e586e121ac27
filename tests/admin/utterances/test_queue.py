"""The queue of suggested reports: every decision by a plain form."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from archive.editing import report_links
from archive.editing.report_pairs.suggestions import suggest_reports
from archive.models import Report, ReportPair
from tests.conftest import member_with
from tests.factories import make_document, make_statement

WORDS = "Every harbour deserves a library"
LIKE = "Every port deserves its own library"
URL = "/admin/archive/utterance/suggested/"


@pytest.fixture
def pair(db):
    first, second = (make_statement(make_document(f"{text}."), text) for text in (WORDS, LIKE))
    suggest_reports(first.pk)
    return ReportPair.objects.get(first=first, second=second)


def decide(client, decision, pk, **more):
    response = client.post(URL, {"decision": decision, "pair": pk, **more})
    return response["Location"], [str(message) for message in get_messages(response.wsgi_request)][-1]


def test_the_two_stand_side_by_side_with_what_they_share(as_editor, pair):
    assert reverse("admin:archive_utterance_suggested") == URL
    page = as_editor.get(URL).text
    assert (
        '<span class="shared-words">Every</span> <ins><span class="visually-hidden">[only here: </span>harbour'
        in page
    )
    assert f">Score {round(100 * pair.score)}<" in page
    assert "shares the rare words deserves, every, library" in page
    assert [f'value="{decision}"' in page for decision in ("accept", "reject", "skip", "undo")] == [
        True
    ] * 3 + [False]


@pytest.mark.slow
def test_accepting_links_them(as_editor, editor, pair):
    assert decide(as_editor, "accept", pair.pk) == (
        URL,
        f"Accepted: “{LIKE}” is a report of the same utterance.",
    )
    pair.refresh_from_db()
    assert (pair.status, pair.decided_by) == ("confirmed", editor)
    assert set(Report.objects.confirmed().values_list("statement", flat=True)) == {
        pair.first_id,
        pair.second_id,
    }
    assert "No suggested reports are waiting for a decision." in as_editor.get(URL).text


@pytest.mark.slow
def test_rejecting_is_remembered_and_undone(as_editor, pair):
    assert decide(as_editor, "reject", pair.pk)[1] == f"Rejected: “{LIKE}” reports something else."
    assert not Report.objects.exists()
    assert 'value="undo"' in as_editor.get(URL).text
    location, message = decide(as_editor, "undo", pair.pk, next=pair.pk)
    assert (location, message) == (f"{URL}#pair-{pair.pk}", f"Undone: “{LIKE}” is undecided again.")
    pair.refresh_from_db()
    assert pair.status == "undecided"


@pytest.mark.slow
def test_a_skipped_pair_waits_until_it_is_asked_for(as_editor, pair):
    assert decide(as_editor, "skip", pair.pk)[1] == f"Skipped: “{LIKE}” is still undecided."
    page = as_editor.get(URL).text
    assert f'id="pair-{pair.pk}"' not in page
    assert "Show 1 skipped pair again" in page
    assert f'id="pair-{pair.pk}"' in as_editor.get(f"{URL}?skipped=show", follow=True).text


def test_nobody_undoes_what_another_editor_decided_since(as_editor, pair, second_editor):
    decide(as_editor, "reject", pair.pk)
    report_links.confirm(second_editor, pair.first, pair.second)
    message = decide(as_editor, "undo", pair.pk)[1]
    assert (
        message
        == f"Nothing was changed. {second_editor} has decided on this pair in the meantime: confirmed."
    )
    assert [report.decided_by for report in Report.objects.confirmed()] == [second_editor, second_editor]


def test_two_editors_do_not_decide_about_one_pair(as_editor, pair, editor):
    report_links.reject(editor, pair.first, pair.second)
    message = decide(as_editor, "accept", pair.pk)[1]
    assert message == f"Nothing was changed. {editor} has decided on this pair in the meantime: rejected."
    assert not Report.objects.exists()


@pytest.mark.slow
def test_a_pair_whose_statement_was_deleted(as_editor, pair):
    pk = pair.pk
    pair.second.delete()
    for decision in ("accept", "undo"):
        assert decide(as_editor, decision, pk)[1] == (
            "Nothing was changed. That pair is no longer suggested: one of the statements was changed or deleted."
        )
    assert decide(as_editor, "skip", pk)[1] == "Nothing was changed. That pair is no longer in the queue."


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"pair": "x", "decision": "accept"},
        {"pair": 10**30, "decision": "accept"},
        {"pair": 1, "decision": "merge"},
    ],
)
def test_nonsense_decides_nothing(as_editor, pair, data):
    response = as_editor.post(URL, data)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Nothing was changed: choose a pair from the queue and a decision."
    ]
    assert ReportPair.objects.undecided().count() == 1


def test_who_may_decide(client, pair):
    reader = member_with("view_utterance")
    client.force_login(reader)
    page = client.get(URL).text
    assert f'id="pair-{pair.pk}"' in page
    assert 'name="decision"' not in page
    assert client.post(URL, {"decision": "accept", "pair": pair.pk}).status_code == 403
    reader.user_permissions.clear()
    assert client.get(URL).status_code == 403
    assert ReportPair.objects.undecided().count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(as_editor, pair, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        make_statement(make_document(f"{LIKE}."), LIKE)
    suggest_reports(pair.first_id)
    as_editor.get(URL)
    with django_assert_num_queries(6):
        assert as_editor.get(URL).text.count('class="panel candidate review-item"') == rows
