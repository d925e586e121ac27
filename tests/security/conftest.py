"""An archive with something in every table that could leak, and addresses of all of it."""

import re
from functools import partial

import pytest

from tests.factories import make_occurrence, make_term
from tests.test_drafts import SECRET, archive  # noqa: F401
from tests.web.serving.conftest import empty_page_cache  # noqa: F401

from .audiences import Address


@pytest.fixture
def hidden_rows(archive, editor):  # noqa: F811
    """The rows that nobody without an account may see, and some that all may: model name -> their keys and slugs."""
    from archive.models import Document, Event, Source, Speaker, Statement, Term, Theme, Utterance

    # An utterance with one public report has a page, and its summary is written for readers.
    Utterance.objects.update(summary="Said once")
    public = make_term("cheapest ships", slug="cheapest-ships", wordings=[("les navires", "fr")])
    make_term(f"{SECRET} term", slug=f"{SECRET}-term", state="draft", wordings=[(f"{SECRET} wording", "fr")])
    make_occurrence(public, Statement.objects.published().first(), Statement.objects.published().first().text)
    models = {"document": Document, "statement": Statement, "speaker": Speaker, "event": Event}
    models |= {"theme": Theme, "source": Source, "utterance": Utterance, "term": Term}
    return {name: list(model.objects.order_by("pk")) for name, model in models.items()}


def fill(address: Address, rows: dict) -> list[str]:
    """The address for every row it may be about; without anything to fill in, once."""
    pattern = re.sub(r"^admin/\^\(\?P<app_label>.*", "admin/archive/", address.pattern)
    pattern = re.sub(r"\(\?P<url>\.\*\)\$$", "nothing-here/", pattern)
    noun = noun_of(pattern)
    addresses = []
    for row in rows.get(noun, [None]):
        document = getattr(row, "document_id", None) or getattr(row, "pk", 1)
        values = {
            "slug": getattr(row, "slug", SECRET),
            "other": getattr(row, "slug", SECRET),
            "facet": "speaker",
            "ending": "bib",
            "pk": getattr(row, "pk", 1),
            "object_id": getattr(row, "pk", 1),
            "id": 1,
            "document_id": document,
            "statement_id": getattr(row, "pk", 1),
            "content_type_id": 1,
            "number": 1,
            "section": "statement",
            "block": 0,
            "kind": "speaker",
            "uidb64": "MQ",
            "token": "x-y",
            "key": "no-such-alert",
        }
        addresses.append("/" + re.sub(r"<(?:\w+:)?(\w+)>", partial(value_of, values), pattern))
    return addresses


def value_of(values: dict, match: re.Match) -> str:
    return str(values[match[1]])


def noun_of(pattern: str) -> str:
    if "<int:statement_id>" in pattern:
        return "statement"
    match = re.match(r"admin/archive/(\w+)/|(\w+?)s/<", pattern)
    return next(filter(None, match.groups()), "") if match else ""
