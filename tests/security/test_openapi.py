"""What programs are told of the JSON (openapi.json) is what they get: asked by schemathesis.

It is run inside the test's own process and transaction. ``negative_data_rejection`` is left out on purpose: the archive
ignores what a search cannot use and names it in ``notes``, as the pages do.
"""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from .audiences import PUBLIC, addresses, audience_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 40
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
# JSON of public addresses that is no interface: files in formats of others, and what monitoring asks.
FOREIGN = {"search_csl_json", "openapi"}


@pytest.fixture
def description(hidden_rows):
    """Asked as a server would be, but for the database connection, which is the test's and stays open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield load_description()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def load_description():
    return schemathesis.openapi.from_wsgi("/openapi.json", get_wsgi_application())


def operations(schema):
    return {found.ok().path: found.ok() for found in schema.get_all_operations()}


def test_every_public_json_is_described(description):
    described = set(operations(description))
    served = {
        f"/{address.pattern}".replace("<slug:", "{").replace("<int:", "{").replace(">", "}")
        for address in addresses()
        if audience_of(address) == PUBLIC
        and address.pattern.endswith(".json")
        and address.name not in FOREIGN
    }
    assert served == described


@pytest.mark.parametrize(
    "path",
    [
        "/search.json",
        "/search/count.json",
        "/search/suggestions.json",
        "/search/values/{facet}.json",
        "/documents/{slug}/passage.json",
        "/statements/{pk}.json",
        "/terms/{slug}/occurrences.json",
        "/saved/statements.json",
    ],
)
def test_answers_are_as_described(description, hidden_rows, path):
    operation = operations(description)[path]
    statuses = []

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case):
        if path.startswith("/documents/") and len(statuses) % 2:  # of random ones there is none
            case.path_parameters["slug"] = hidden_rows["document"][0].slug
            case.query = {"mark": "p1.0-p1.5", "version": 1} if len(statuses) % 4 == 1 else case.query
        if path.startswith("/statements/") and len(statuses) % 2:
            case.path_parameters["pk"] = hidden_rows["statement"][0].pk
        if path.startswith("/terms/") and len(statuses) % 2:
            case.path_parameters["slug"] = hidden_rows["term"][0].slug
        response = case.call()
        statuses.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    ask()
    assert 200 in statuses
    assert len(statuses) >= EXAMPLES // 2


def test_what_is_found_is_described_whole(description, hidden_rows, client):
    """With results, facets, years and near matches, which random words seldom have."""
    operation = operations(description)["/search.json"]
    for query in (
        {},
        {"q": "harbour"},
        {"unit": "passages"},
        {"q": "harbour zanzibar"},
        {"unit": "statements"},
    ):
        case = operation.Case(query=query)
        response = case.call()
        case.validate_response(response, checks=CHECKS)
        body = json.loads(response.content)
        assert body["results"] or body["nearest"], query
        assert body["nearest_rows"] == len(body["nearest"])


def test_a_wrong_answer_would_be_noticed(description, hidden_rows, monkeypatch):
    from archive.web.exports import search_files

    written = search_files.page_as_json
    monkeypatch.setattr(search_files, "page_as_json", lambda *all: written(*all) | {"total": "many"})
    case = operations(description)["/search.json"].Case(query={})
    with pytest.raises(FailureGroup) as caught:
        case.validate_response(case.call(), checks=CHECKS)
    assert '"many" is not of type "integer"' in str(caught.value.exceptions[0])
