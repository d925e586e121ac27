import pytest

from archive.models import Redirect, Theme


@pytest.mark.parametrize(
    ("noun", "old", "new"),
    [
        ("document", "/documents/before/", "/documents/harbour-library-remarks/"),
        ("speaker", "/speakers/before/", "/speakers/amara-adeyemi/"),
        ("event", "/events/before/", "/events/harbour-library/"),
        ("theme", "/themes/before/", "/themes/libraries/"),
        ("document", "/documents/before.ris", "/documents/harbour-library-remarks.ris"),
        ("document", "/documents/before/versions/1/", "/documents/harbour-library-remarks/versions/1/"),
        ("speaker", "/speakers/before/timeline/?by=month", "/speakers/amara-adeyemi/timeline/?by=month"),
        ("event", "/zh/events/before/matrix.csv", "/zh/events/harbour-library/matrix.csv"),
    ],
)
def test_an_old_address_leads_for_good_to_the_new_one(
    client, statement, speaker, event, theme, noun, old, new
):
    targets = {"document": statement.document, "speaker": speaker, "event": event, "theme": theme}
    Redirect.objects.create(model_name=noun, slug="before", target=targets[noun].pk)
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)


def test_a_renamed_theme_keeps_its_old_address(client, statement, theme):
    Theme.objects.filter(pk=theme.pk).update(slug="reading-rooms")
    answer = client.get("/themes/libraries/")
    assert (answer.status_code, answer["Location"]) == (301, "/themes/reading-rooms/")


def test_the_question_travels_along(client, published_document):
    Redirect.objects.create(model_name="document", slug="before", target=published_document.pk)
    answer = client.get("/documents/before/?q=ships")
    assert answer["Location"] == "/documents/harbour-library-remarks/?q=ships"


def test_an_old_address_never_leads_to_a_draft(client, draft_document):
    Redirect.objects.create(model_name="document", slug="before", target=draft_document.pk)
    assert client.get("/documents/before/").status_code == 404


def test_an_unknown_slug_is_not_found(client, statement):
    assert client.get("/speakers/nobody/").status_code == 404
