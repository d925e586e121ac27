"""The newest statements and the public events, read from the index."""

import pytest

from archive.search import listing
from tests.factories import make_document, make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_the_newest_statement_of_a_document_is_its_first_public_one():
    document = make_document()
    ada = make_speaker("Ada")
    make_statement(document, "every harbour deserves a library", speaker=ada, state="draft")
    public = make_statement(document, "Books are the cheapest ships", speaker=ada)
    assert [row.pk for row in listing.newest_statements(5)] == [public.pk]


def test_a_statement_that_is_public_no_more_makes_no_document_new(monkeypatch):
    """Its key may have been read before."""
    document = make_document()
    draft = make_statement(document, "a promise kept", speaker=make_speaker("Ada"), state="draft")
    make_statement(document, "Books are the cheapest ships", speaker=make_speaker("Bea"))

    class Matches:
        def order(self, end):
            return [draft.pk]

    monkeypatch.setattr(listing, "match_statements", lambda **params: Matches())
    assert listing.newest_statement_ids(5) == []


def test_the_event_of_a_draft_in_parts_is_not_public():
    shown_event, hidden = make_event("Shown"), make_event("Hidden")
    for event, state in ((shown_event, "published"), (hidden, "draft")):
        whole = make_document(event=event, state=state)
        make_document(text=whole.text, part_of=whole, state=state)
    assert listing.public_event_ids() == {shown_event.pk}
