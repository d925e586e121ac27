"""Use cases check the rights of their actor themselves, whoever calls them."""

import pytest

from archive.editing.corrections import correct_text
from archive.editing.errors import NotAllowedError
from archive.editing.linking import confirm, reject, undo_decision
from archive.editing.merging import merge
from archive.models import Document, Report, Speaker
from tests.conftest import member
from tests.factories import make_document, make_speaker, make_statement


@pytest.fixture
def onlooker(db):
    """Staff without any right."""
    return member("olga")


@pytest.mark.parametrize("decide", [confirm, reject, undo_decision])
def test_reports_are_linked_only_with_the_right_to(onlooker, decide):
    first, second = (make_statement(make_document("We agree."), "We agree.") for _ in range(2))
    with pytest.raises(NotAllowedError):
        decide(onlooker, first, second)
    assert not Report.objects.exists()


def test_entries_are_merged_only_with_the_right_to(onlooker):
    survivor, loser = make_speaker("Amara Adeyemi"), make_speaker("A. Adeyemi")
    with pytest.raises(NotAllowedError):
        merge(onlooker, survivor, loser)
    assert Speaker.objects.count() == 2


def test_a_text_is_corrected_only_with_the_right_to(onlooker):
    document = make_document("We agree.")
    with pytest.raises(NotAllowedError):
        correct_text(onlooker, document, "We all agree.")
    assert Document.objects.get().text == "We agree."
