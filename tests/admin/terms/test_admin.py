"""The form of a term: checks, publication, what is found when it is saved."""

import pytest
from django.contrib.messages import get_messages

from archive.models import Term, TermOccurrence
from tests.conftest import member_with
from tests.factories import make_document, make_occurrence, make_statement, make_term

URL = "/admin/archive/term/"


def form_data(term=None, **changes):
    """The form as a browser sends it; wordings are (text, language, kind)."""
    wordings = changes.pop("wordings", ())
    data = {
        "original": "cheapest ships",
        "language": "en",
        "slug": "cheapest-ships",
        "note": "Books.",
        "state": "draft",
    }
    data |= {"wordings-TOTAL_FORMS": len(wordings), "wordings-INITIAL_FORMS": 0}
    for number, (text, language, kind) in enumerate(wordings):
        data |= {f"wordings-{number}-text": text, f"wordings-{number}-language": language}
        data |= {f"wordings-{number}-kind": kind}
    return data | changes


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.django_db(transaction=True)
def test_saving_finds_its_words_in_published_and_other_statements(as_editor, published_document):
    make_statement(published_document, "Books are the cheapest ships")
    make_statement(make_document("Vom Schiff, dem cheapest ships.", state="draft"), "dem cheapest ships")
    response = as_editor.post(f"{URL}add/", form_data(wordings=[("billigste Schiffe", "de", "rendering")]))
    assert response.status_code == 302, response.context["errors"]
    assert "2 occurrences of terms found in the statements; they wait in the queue." in messages_of(response)
    assert TermOccurrence.objects.undecided().filter(term__slug="cheapest-ships").count() == 2
    assert str(Term.objects.get().wordings.get()) == "billigste Schiffe"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"original": "x"}, "“x” is too short: a term has at least two letters or digits."),
        ({"original": "?!*"}, "“?!*” is too short: a term has at least two letters or digits."),
        ({"original": "word " * 200}, "Ensure this value has at most 200 characters"),
        ({"original": "The Cheapest Boats"}, "A term with this original in this language already exists."),
        (
            {"wordings": [("一", "zh", "variant")]},
            "“一” is too short: a term has at least two letters or digits.",
        ),
        (
            {"wordings": [("so", "fr", "variant"), ("so", "fr", "rendering")]},
            "Please correct the duplicate data for text and language, which must be unique.",
        ),
    ],
)
def test_what_is_refused_is_named_with_its_reason(as_editor, changes, reason):
    make_term("cheapest boats")
    response = as_editor.post(f"{URL}add/", form_data(**changes))
    assert response.status_code == 200
    assert reason in response.content.decode().replace("&quot;", '"')
    assert Term.objects.count() == 1


def test_special_characters_are_no_patterns_and_other_directions_are_kept(as_editor):
    response = as_editor.post(f"{URL}add/", form_data(original="(a+)+ [b]*$ العدالة", language="ar"))
    assert response.status_code == 302
    assert Term.objects.get().original == "(a+)+ [b]*$ العدالة"


def test_only_publishers_publish(as_editor):
    response = as_editor.post(f"{URL}add/", form_data(state="published", confirmed=""))
    assert response.status_code == 200
    assert not Term.objects.exists()


@pytest.mark.slow
def test_publishing_asks_what_is_missing_first(as_publisher, statement):
    data = form_data(state="published", note="")
    response = as_publisher.post(f"{URL}add/", data)
    page = response.content.decode()
    assert "1 term has no note." in page
    assert "1 term has no confirmed occurrence in a published statement." in page
    assert "This becomes public: 1 term." in page
    assert not Term.objects.exists()
    response = as_publisher.post(f"{URL}add/", data | {"confirmed": "term_note,term_occurrences"})
    assert response.status_code == 302
    assert Term.objects.published().get().published_at is not None


def test_the_list_publishes_too(as_publisher, as_editor):
    term = make_term(state="draft")
    data = {"action": "publish", "_selected_action": [term.pk], "confirmed": "term_note,term_occurrences"}
    as_publisher.post(URL, data)
    term.refresh_from_db()
    assert term.state == "draft"  # the client is the editor by now
    as_publisher.force_login(member_with("view_term", "change_term", "publish_term"))
    as_publisher.post(URL, data)
    term.refresh_from_db()
    assert term.state == "published"


def test_nobody_deletes_a_term_without_that_right(client, db):
    term = make_term("books", state="draft")
    client.force_login(member_with("view_term", "change_term"))
    assert client.post(f"{URL}{term.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Term.objects.filter(pk=term.pk).exists()


def test_what_editors_decided_about_is_not_deleted(as_publisher, statement):
    term, other = make_term(), make_term("a promise kept")
    make_occurrence(other, make_statement(statement.document, "cheapest ships"), "cheapest ships", "rejected")
    assert as_publisher.post(f"{URL}{other.pk}/delete/", {"post": "yes"}).status_code == 403
    assert as_publisher.post(f"{URL}{term.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Term.objects.all()) == [other]


def test_type_ahead_shows_renderings(as_editor):
    make_term("命运共同体", language="zh-Hans", wordings=[("shared future", "en")])
    page = as_editor.get(f"{URL}?q=shared").content.decode()
    assert "命运共同体" in page
    assert "shared future" in page
