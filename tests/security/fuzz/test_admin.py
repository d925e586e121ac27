"""Random requests to the admin by an administrator: none fails, and the rules hold.

Lists are asked by fields of their models and of whatever these lead to; forms come back as they were shown with some of
their values changed, in half of the requests none but the words of a text.
"""

import re
from html.parser import HTMLParser
from random import Random

import pytest
from django.apps import apps
from django.test import Client

from archive.management.archive_checks import find_breaches
from tests.security.audiences import PUBLIC, addresses, audience_of
from tests.security.conftest import fill

from .material import NAMES, PARTS, SEED, WORDS, encodable, times_per_part

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REQUESTS = 3_000
LOOKUPS = (
    "",
    "__exact",
    "__isnull",
    "__in",
    "__gte",
    "__range",
    "__year",
    "__month",
    "__regex",
    "__contains",
    "__x",
)
LIST_PARAMETERS = (
    "q",
    "o",
    "p",
    "all",
    "e",
    "_popup",
    "_to_field",
    "_changelist_filters",
    "term",
    "page",
    "app_label",
)
LIST_PARAMETERS += ("model_name", "field_name", "_facets", "_source_model")
NUMBERS = ("0", "1", "2", "-1", "1,2", "1.-2", "9" * 30, "2024", "10000")


class Form(HTMLParser):
    """What a browser would send of the largest form of a page: name -> values."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.select = self.textarea = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name and given.get("type") not in ("submit", "file", "image", "button"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.values.setdefault(name, []).append(given.get("value") or "")
        elif tag in ("select", "textarea"):
            self.select, self.textarea = (name, "") if tag == "select" else ("", name)
            self.values.setdefault(name, [])
        elif tag == "option" and self.select and "selected" in given:
            self.values[self.select].append(given.get("value") or "")

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea].append(data)

    def handle_endtag(self, tag):
        if tag in ("select", "textarea"):
            self.select = self.textarea = ""


def random_query(chance: Random, fields: list[str]) -> dict[str, str]:
    """Of a list, or of whatever else a page may read."""
    names = []
    for _ in range(chance.randint(0, 3)):
        of_model = chance.choice(fields) + chance.choice(LOOKUPS)
        names.append(chance.choice((of_model, *chance.sample(LIST_PARAMETERS, 2), chance.choice(NAMES))))
    return {name: encodable(chance.choice((*WORDS, *NUMBERS))) for name in names}


def field_names() -> list[str]:
    """Of all models, and of what their relations lead to."""
    names = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    return sorted(
        {*names, *(f"{item}__{other}" for item in ("user", "document", "statement") for other in names)}
    )


def random_form(chance: Random, form: dict[str, list[str]], is_valid: bool) -> dict[str, object]:
    sent: dict[str, object] = {name: values for name, values in form.items() if name}
    changeable = [
        name for name in sorted(sent) if not re.search(r"csrf|TOTAL|INITIAL|version|compared", name)
    ]
    for name in chance.sample(changeable, min(len(changeable), chance.randint(1, 3))):
        if not is_valid:
            sent[name] = [encodable(chance.choice((*WORDS, *NUMBERS)))] * chance.randint(0, 2)
    if not is_valid and chance.random() < 0.3:
        for name in [name for name in sent if re.search(r"TOTAL|INITIAL|version|compared", name)][:2]:
            sent[name] = encodable(chance.choice((*WORDS, *NUMBERS)))
    sent |= {
        chance.choice(("_save", "_continue", "_addanother", "action", "post", "preview", "confirmed")): "yes"
    }
    return sent


def paths_of_admin(rows) -> tuple[list[list[str]], list[list[str]]]:
    """Of lists, and of all pages."""
    asked = [
        address
        for address in addresses()
        if address.pattern.startswith("admin/") and "/api/" not in address.pattern
    ]
    asked = [entry for entry in asked if audience_of(entry) != PUBLIC and entry.name != "admin:logout"]
    lists = [fill(entry, rows) for entry in asked if entry.name.endswith("_changelist")]
    return lists, [fill(item, rows) for item in asked]


def attack(chance: Random, rows, user, number: int) -> tuple[list, dict[int, int]]:
    """The requests that failed, and how many had each status."""
    client, failed, statuses = Client(raise_request_exception=False), [], {}
    fields, (lists, pages) = field_names(), paths_of_admin(rows)
    for turn in range(number):
        if turn % 200 == 0:
            client.force_login(user)
        path = chance.choice(chance.choice(lists if turn % 3 == 0 else pages))
        query = random_query(chance, fields)
        sent: dict[str, object] = {}
        response = client.get(path, query)
        if response.status_code == 200 and not response.streaming and turn % 2:
            sent = random_form(chance, Form(response.text).values, is_valid=turn % 4 == 1)
            response = client.post(path, sent)
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        if response.status_code >= 500:
            failed.append((path, query, sent, response.status_code))
    return failed, statuses


@pytest.mark.parametrize("part", range(PARTS))
def test_admin_requests_never_fail(hidden_rows, administrator, part):
    number = times_per_part(REQUESTS)
    failed, statuses = attack(Random(f"{SEED} admin {part}"), hidden_rows, administrator, number)
    assert failed == []
    assert statuses[200] > number / 10, statuses
    assert statuses[302] > number / 50, statuses  # else it changes nothing
    assert list(find_breaches()) == []


def test_a_list_that_fails_would_be_seen(hidden_rows, administrator, monkeypatch):
    monkeypatch.setattr("archive.admin.base.is_invalid_lookup", lambda name, value: int(value))
    assert attack(Random(SEED), hidden_rows, administrator, 200)[0]
