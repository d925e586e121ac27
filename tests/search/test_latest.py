"""Which results were published or changed last, told by sorting all of them."""

import datetime as dt
import random

import pytest

from archive.models import Document, Statement
from archive.search import latest as feed_order
from tests.factories import make_document, make_speaker, make_statements, make_theme

pytestmark = pytest.mark.django_db
WORDS = [f"harbour {number} is open" for number in range(50)]


@pytest.fixture
def statements(db):
    """150 in three documents, one of which was published after all but some of them were changed."""
    numbers = random.Random(7)
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    speaker, theme = make_speaker(), make_theme()
    for day in (0, 3, 1):
        document = make_document(text=". ".join(WORDS))
        make_statements(document, WORDS, speaker=speaker, theme=theme)
        Document.objects.filter(pk=document.pk).update(published_at=start + dt.timedelta(days=day))
    for pk in Statement.objects.values_list("pk", flat=True):
        changed = start + dt.timedelta(days=numbers.choice((0, 1, 2)), minutes=numbers.randrange(600))
        Statement.objects.filter(pk=pk).update(updated_at=changed, published_at=start)
    return list(Statement.objects.select_related("document"))


def became_public_or_changed(statement: Statement) -> tuple[dt.datetime, int, int]:
    times = statement.updated_at, statement.published_at, statement.document.published_at
    return max(times), statement.document_id, statement.pk


@pytest.mark.parametrize(("few", "broad"), [(10_000, 10_000), (0, 10_000), (0, 0)])
def test_a_feed_has_what_was_published_or_changed_last(statements, monkeypatch, few, broad):
    """Whether all of the list are compared, or those in it are read in the order of an index, or the last of the whole
    archive are read first."""
    monkeypatch.setattr(feed_order, "FEW", few)
    monkeypatch.setattr(feed_order, "BROAD", broad)
    latest = sorted(statements, key=became_public_or_changed, reverse=True)
    assert feed_order.latest_published("statements", [statement.pk for statement in statements]) == [
        row.pk for row in latest[:100]
    ]
    some = statements[::3]
    ids = [row.pk for row in latest if row in some]
    assert feed_order.latest_published("statements", [row.pk for row in some]) == ids
    assert feed_order.latest_published("statements", []) == []


def test_paragraphs_are_as_new_as_their_document(db):
    old, new = (make_document(text="One pier.\n\nTwo piers.") for _ in range(2))
    changed = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for document, days in ((old, 1), (new, 0)):
        Document.objects.filter(pk=document.pk).update(
            updated_at=changed + dt.timedelta(days), published_at=changed
        )
    ids = [pk for item in (new, old) for pk in item.passages.order_by("number").values_list("pk", flat=True)]
    assert feed_order.latest_published("passages", ids) == ids[2:] + ids[:2]
    assert feed_order.latest_published("passages", []) == []
