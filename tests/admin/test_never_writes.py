"""The program proposes, only an editor decides: nothing that is opened, printed or imported makes a statement."""

import io
import itertools
import re
from contextlib import suppress

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands
from django.urls import URLPattern, get_resolver

from archive.models import Document, ProposalDecision, Report, Speaker, Statement, StatementTheme, Utterance
from tests.factories import make_document, make_speaker, make_statement

TEXT = (
    "Harbour budget passes\n\nMinister Amara Adeyemi said that every harbour deserves a library.\n\n"
    "“Books are the cheapest ships,” Adeyemi said. Her deputy Bo Berg stressed that it opens in May."
)
WATCHED = (Statement, StatementTheme, Speaker, Utterance, Report, ProposalDecision)
PART = re.compile(r"<(?:\w+:)?(\w+)>")
# Words in the place of what an address is asked with; numbers are the ids of rows.
WORDS = {
    "kind": "speaker",
    "model_name": "speaker",
    "app_label": "archive",
    "format": "csv",
    "name": "speaker",
}


def counts():
    return {model.__name__: model._default_manager.count() for model in WATCHED}


@pytest.fixture
def archive(db):
    """A text full of proposals, and one of each that pages show."""
    speaker = make_speaker("Amara Adeyemi")
    document = make_document(TEXT, kind=Document.Kind.NEWS_REPORT, slug="budget")
    make_statement(document, "every harbour deserves a library", speaker=speaker)
    return document


def addresses(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route.replace("^", "").replace("$", "").replace("\\Z", "")
        else:
            yield from addresses(pattern.url_patterns, route)


def fill(route: str, values: dict[str, str], otherwise: str) -> str:
    return "/" + PART.sub(lambda part: values.get(part[1]) or WORDS.get(part[1], otherwise), route)


@pytest.mark.slow
def test_opening_every_address_makes_nothing(client, administrator, archive):
    routes = sorted(set(addresses(get_resolver().url_patterns)))
    assert len(routes) > 100
    statement = Statement.objects.get()
    before = counts()
    answered = 0
    for route, is_signed_in in itertools.product(routes, (False, True)):
        if is_signed_in:
            client.force_login(administrator)
        else:
            client.logout()
        if route.endswith("logout/"):
            continue
        for row in (archive, statement, statement.speaker):
            known = {"slug": getattr(row, "slug", "none"), "document_id": str(archive.pk)}
            url = fill(route, known | {"statement_id": str(statement.pk)}, str(row.pk))
            response = client.get(url)
            assert response.status_code < 500, url
            answered += response.status_code == 200
            if response.streaming:
                b"".join(response.streaming_content)
    assert answered > 100
    assert counts() == before


def test_reading_proposals_makes_nothing(as_editor, archive):
    before = counts()
    answer = as_editor.get(f"/admin/archive/document/{archive.pk}/annotate/api/proposals/").json()
    assert len(answer["proposals"]) == 3
    assert counts() == before


@pytest.mark.slow
def test_commands_make_nothing(archive, tmp_path, capsys):
    file = tmp_path / "text.txt"
    file.write_text(TEXT)
    ours = sorted(name for name, app in get_commands().items() if app == "archive")
    assert "suggest_statements" in ours
    before = counts()
    for name in ours:
        with pytest.raises(SystemExit) as stopped:
            call_command(name, "--help")
        assert stopped.value.code == 0
    run("suggest_statements", str(file), "--json")
    run("evaluate_suggestions", "--archive")
    run("check_archive")
    run("reindex", "--check")
    assert counts() == before


def run(*arguments):
    with suppress(SystemExit, CommandError):
        call_command(*arguments, stdout=io.StringIO(), stderr=io.StringIO())


@pytest.mark.slow
def test_an_import_makes_a_document_and_no_statement(archive, tmp_path):
    file = tmp_path / "news.txt"
    file.write_text(f"Another one\n\n{TEXT}")
    before, documents = counts(), Document.objects.count()
    source = apps.get_model("archive", "Source").objects.first()
    call_command(
        "import_documents", str(file), "--source", source.slug, stdout=io.StringIO(), stderr=io.StringIO()
    )
    assert Document.objects.count() == documents + 1
    assert counts() == before
