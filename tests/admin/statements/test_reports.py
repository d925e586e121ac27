"""The page of other reports of a statement's words."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.messages import get_messages
from django.urls import reverse

from archive.models import Report, ReportPair
from tests.factories import make_document, make_statement

WORDS = "Every harbour deserves a library, she said."


@pytest.fixture
def reports(event, speaker, db):
    def report(text):
        return make_statement(make_document(text, date="2024-03-06"), text, speaker=speaker, event=event)

    return [
        report(WORDS),
        report("Every port deserves a library, she said."),
        report("Every port needs a library."),
    ]


@pytest.fixture
def stranger(db):
    return make_statement(make_document("Whales sing."), "Whales sing.")


def address(statement):
    return reverse("admin:archive_statement_reports", args=[statement.pk])


def decide(client, statement, decision, other):
    response = client.post(address(statement), {"decision": decision, "other": other.pk})
    assert response["Location"] == address(statement)
    return [str(message) for message in get_messages(response.wsgi_request)][-1:]


@pytest.mark.slow
def test_candidates_are_listed_with_their_differences(as_editor, reports, stranger):
    page = as_editor.get(address(reports[0])).content.decode()
    assert '<span class="shared-words">Every</span> <ins>' in page
    assert (
        '<span class="visually-hidden">[only here: </span>port<span class="visually-hidden">]</span></ins>'
        in page
    )
    assert "shares the rare words deserves, every, library, said; same event; same speaker; same date" in page
    assert page.index(f'id="candidate-{reports[1].pk}"') < page.index(f'id="candidate-{reports[2].pk}"')
    assert "Whales" not in page


@pytest.mark.slow
def test_a_report_is_confirmed_rejected_and_undecided_again(as_editor, editor, reports):
    first, second, _third = reports
    confirmed = decide(as_editor, first, "confirm", second)
    assert confirmed == ["Confirmed: “Every port deserves a library, she said.” reports the same words."]
    assert Report.objects.get(statement=second).decided_by == editor
    rejected = decide(as_editor, first, "reject", second)
    assert rejected == ["Rejected: “Every port deserves a library, she said.” reports something else."]
    assert ReportPair.objects.get().status == "rejected"
    undone = decide(as_editor, first, "undo", second)
    assert undone == ["Decision undone: “Every port deserves a library, she said.” is undecided again."]
    assert not ReportPair.objects.exists()
    assert not Report.objects.filter(statement=second).exists()
    assert [entry.action_flag for entry in LogEntry.objects.all()] == [CHANGE] * 3


@pytest.mark.slow
def test_a_report_of_another_utterance_is_refused_with_its_name(as_editor, reports, event):
    others = [
        make_statement(make_document(text), text, event=event)
        for text in ("Let us read.", "Let us all read.")
    ]
    decide(as_editor, reports[0], "confirm", reports[1])
    decide(as_editor, others[0], "confirm", others[1])
    assert decide(as_editor, reports[0], "confirm", others[1]) == [
        (
            "Not linked: “Let us all read.” is already a confirmed report of another utterance, "
            "“Let us read.”. Undo that decision first."
        )
    ]
    assert Report.objects.get(statement=others[1]).utterance.summary == "Let us read."


@pytest.mark.parametrize("other", ["", "x", 10**30, 999_999])
def test_nonsense_decides_nothing(as_editor, reports, other):
    response = as_editor.post(address(reports[0]), {"decision": "confirm", "other": other})
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Nothing was changed: that statement is no longer in another document."
    ]
    as_editor.post(address(reports[0]), {"decision": "merge", "other": reports[1].pk})
    assert not Report.objects.exists()


def test_a_deleted_statement(as_editor, reports):
    url, pk = address(reports[0]), reports[0].pk
    reports[0].delete()
    response = as_editor.get(url)
    assert response["Location"] == reverse("admin:index")
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        f"statement with ID “{pk}” doesn’t exist. Perhaps it was deleted?"
    ]


def test_who_may_not_link_sees_no_buttons(client, editor, reports):
    editor.groups.clear()
    editor.user_permissions.set(editor.user_permissions.model.objects.filter(codename="change_statement"))
    client.force_login(editor)
    assert 'name="decision"' not in client.get(address(reports[0])).content.decode()
    assert (
        client.post(address(reports[0]), {"decision": "confirm", "other": reports[1].pk}).status_code == 403
    )
    editor.user_permissions.clear()
    assert client.get(address(reports[0])).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_candidates(
    as_editor, reports, event, django_assert_num_queries, rows
):
    if rows == 1:
        reports[2].delete()
    else:
        make_statement(make_document(WORDS), WORDS, event=event)
    as_editor.get(address(reports[0]))  # frequencies and names are kept for a minute
    with django_assert_num_queries(17):
        assert as_editor.get(address(reports[0])).content.decode().count('class="panel candidate"') == rows
