"""Every list and form of every registered model shows what it holds: no relation's name, no object's address."""

import html
import re

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from archive.accounts.models import SecurityEvent
from archive.alerts.models import Alert
from archive.models import ProposalDecision, Redirect, Report, Source, SpeakerName, Utterance
from tests.marks import parametrize_partly_slow

from .forms import change_url

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
ADDABLE = [model for model in MODELS if model not in (Alert, ProposalDecision, Redirect, SecurityEvent)]
NOT_DELETABLE = (Redirect, SecurityEvent)  # may not be deleted
# A relation's manager, an object without a name, a lazy text or a queryset shown as it is.
UNRENDERED = re.compile(r"\.None\b|object at 0x|object \(\d+\)|&lt;QuerySet|__proxy__|ManyRelatedManager")


@pytest.fixture
def every_model(statement, draft_document, draft_statement, theme, event, speaker, administrator):
    """One row at least of every registered model."""
    utterance = Utterance.objects.create(summary="Said", speaker=speaker, event=event)
    Report.objects.create(utterance=utterance, statement=statement, status="confirmed")
    Redirect.objects.create(model_name="theme", slug="reading", target=theme.pk)
    assert Source.objects.exists()
    return statement


def url_of(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def excerpt_around(pattern, text):
    match = pattern.search(text)
    return text[max(match.start() - 80, 0) : match.end() + 40]


def label(model):
    return model._meta.label_lower


def texts(pattern, page):
    return [
        html.unescape(re.sub(r"<[^>]+>", "", match)).strip() for match in re.findall(pattern, page, re.DOTALL)
    ]


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_list_names_its_columns_and_shows_its_rows(as_administrator, every_model, model):
    page = as_administrator.get(url_of(model, "changelist")).text
    assert not UNRENDERED.search(page), excerpt_around(UNRENDERED, page)
    table = re.search(r'<table id="result_list">(.*?)</table>', page, re.DOTALL)
    if table is None:
        assert not model._default_manager.exists()
        return
    headers = texts(r'<th scope="col"(?! class="action-checkbox)[^>]*>(.*?)</th>', table[1])
    assert headers
    assert "" not in headers


@parametrize_partly_slow("model", MODELS, 5, ids=label)
def test_a_form_shows_its_row(as_administrator, every_model, model):
    row = model._default_manager.first()
    if row is None:
        pytest.skip("no row of this model")
    # Django names the rows between a group and its permissions by their objects.
    for page in ("change", "history") if label(model) == "auth.group" else ("change", "history", "delete"):
        response = as_administrator.get(url_of(model, page, row.pk))
        assert response.status_code == (403 if page == "delete" and model in NOT_DELETABLE else 200)
        assert not UNRENDERED.search(response.text), excerpt_around(UNRENDERED, response.text)
        assert "" not in texts(r"<label[^>]*>(.*?)</label>", response.text)


@pytest.mark.parametrize(
    ("name", "row", "labels"),
    [
        ("speaker", "names-0", ["Name", "Language", "Kind", "Delete"]),
        (
            "speaker",
            "roles-__prefix__",
            ["Title", "Organisation", "From", "Precision", "To", "Precision"],
        ),
        ("event", "participations-__prefix__", ["Speaker", "Capacity"]),
        ("theme", "labels-__prefix__", ["Alternative label", "Language"]),
    ],
)
def test_each_field_of_a_table_of_rows_is_labelled(as_administrator, every_model, speaker, name, row, labels):
    SpeakerName.objects.create(speaker=speaker, name="Sprecherin")
    page = as_administrator.get(change_url(getattr(every_model, name, None) or every_model.themes.get())).text
    fields = re.findall(rf'<(?:input|select|textarea)[^>]*name="{row}-[^>]*>', page)
    shown = [field for field in fields if 'type="hidden"' not in field]
    assert [re.findall('aria-label="(.*?)"', field) for field in shown] == [[label] for label in labels]


@parametrize_partly_slow("model", ADDABLE, 3, ids=label)
def test_a_form_of_a_new_row(as_administrator, every_model, model):
    query = {"document": every_model.document_id} if label(model) == "archive.statement" else {}
    response = as_administrator.get(url_of(model, "add"), query)
    assert response.status_code == 200
    assert not UNRENDERED.search(response.text), excerpt_around(UNRENDERED, response.text)
    assert "" not in texts(r"<label[^>]*>(.*?)</label>", response.text)


def test_the_list_of_themes_counts_their_statements(as_administrator, every_model, theme):
    page = as_administrator.get(url_of(type(theme), "changelist")).text
    assert f'<a href="/admin/archive/statement/?themes__id__exact={theme.pk}">1</a>' in page


@pytest.mark.slow
def test_the_link_to_the_site_leads_to_a_page_or_to_none(as_administrator, every_model):
    for content_type in ContentType.objects.all():
        response = as_administrator.get(f"/admin/r/{content_type.pk}/1/")
        assert response.status_code in (302, 404), content_type


def test_a_link_to_the_site_of_nonsense_leads_nowhere(as_administrator, every_model):
    kinds = ContentType.objects.filter(model__in=["statement", "statementevent", "events", "user"])
    assert len(kinds) == 4
    for key in ("0", "x", "9" * 18, "9" * 30, "9" * 5000):
        addresses = [f"/admin/r/{kind}/{key}/" for kind in (*(kind.pk for kind in kinds), key)]
        assert {as_administrator.get(address).status_code for address in addresses} == {404}, key[:40]


def test_the_link_to_the_site_leads_to_the_public_page(as_administrator, every_model):
    content_type = ContentType.objects.get_for_model(every_model)
    response = as_administrator.get(f"/admin/r/{content_type.pk}/{every_model.pk}/")
    assert response["Location"].endswith(every_model.get_absolute_url())


def test_the_table_of_all_history_has_no_link_to_the_site(as_administrator, every_model):
    events = ContentType.objects.filter(app_label="pghistory", model="events").get()
    assert as_administrator.get(f"/admin/r/{events.pk}/1/").status_code == 404


@pytest.mark.parametrize(
    "refused", ["https://example.org/", "//example.org", "javascript:alert(1)", "http:///x"]
)
def test_a_login_that_would_lead_elsewhere_leads_to_the_front_page(client, editor, refused):
    sent = {"username": "edith", "password": "correct horse", "next": refused}
    response = client.post("/admin/login/", sent)
    assert response["Location"] == "/admin/"
    assert client.get(response["Location"]).status_code == 200


def test_a_login_leads_back_to_the_page_that_required_it(client, editor):
    sent = {"username": "edith", "password": "correct horse", "next": "/admin/archive/theme/"}
    assert client.post("/admin/login/", sent)["Location"] == "/admin/archive/theme/"
