"""A correction moves many statements with the text read once; each is checked as if it were written alone."""

import random

import pytest
from django.db import IntegrityError, connection, transaction

from archive.models import Orphan, Passage, State, Statement
from tests.factories import SPEECH, make_document, make_statement

pytestmark = pytest.mark.django_db
PIECES = ["ship ", "\n\n", "人工智能", "é", "😀", "\t", "the harbour "]


def fetch(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.mark.parametrize("length", [0, 3, 254, 255, 256, 3000])
def test_words_are_those_of_substr_wherever_the_pieces_end(length):
    rng = random.Random(length)
    text = "".join(rng.choices(PIECES, k=length))[:length]
    spans = [sorted(rng.choices(range(length + 60), k=2)) for _ in range(30)]
    spans += [(edge, edge + 1) for edge in (0, 254, 255, 510)]
    starts, ends = (list(column) for column in zip(*spans, strict=True))
    found = fetch("SELECT words FROM archive_words_at(%s, %s, %s) ORDER BY number", text, starts, ends)
    assert [words for (words,) in found] == [text[start:end] for start, end in spans]


@pytest.fixture
def document_and_statements():
    document = make_document()
    return document, [make_statement(document, word) for word in ("library", "Books", "spring")]


def move(document, statements, starts, ends, states=None):
    fetch(
        "SELECT archive_move_statements(%s, %s, %s, %s, %s::text[])",
        document.pk,
        [statement.pk for statement in statements],
        starts,
        ends,
        states or [None] * len(starts),
    )


def test_they_get_the_words_there_and_around(document_and_statements):
    document, statements = document_and_statements
    start = SPEECH.index("guests")
    move(document, statements, [0, 8, start], [7, 20, start + 6])
    rows = Statement.objects.order_by("start").values_list("text", "prefix", "suffix", "state")
    assert list(rows) == [
        (SPEECH[a:b], SPEECH[max(a - 40, 0) : a], SPEECH[b : b + 40], "published")
        for a, b in ((0, 7), (8, 20), (start, start + 6))
    ]


def test_a_span_outside_the_text_is_refused(document_and_statements):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        move(*document_and_statements, [0, 8, 0], [7, 20, 100_000])
    assert refusal.value.__cause__.diag.constraint_name == "statement_span_length_is_text_length"


def test_an_orphan_without_its_state_is_refused(document_and_statements):
    document, statements = document_and_statements
    Statement.objects.filter(pk=statements[2].pk).update(state=State.ORPHANED)
    Orphan.objects.create(statement=statements[2], version=1, reason="removed", state_before="draft")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        move(document, statements, [0, 8, 8], [7, 20, 20])
    assert refusal.value.__cause__.diag.constraint_name == "orphaned_statement_keeps_its_span"


@pytest.mark.parametrize(
    "change",
    ["text = 'Reading'", "prefix = 'elsewhere '", "suffix = ''", 'start = start + 7, "end" = "end" + 7'],
)
def test_whoever_claims_to_be_the_database_is_checked_all_the_same(document_and_statements, change):
    sql = f"UPDATE archive_statement SET {change} WHERE id = {document_and_statements[1][0].pk}"
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        fetch(f"SET LOCAL archive.writes = 'archive_statement'; {sql}")
    assert refusal.value.__cause__.diag.constraint_name == "statement_text_matches_document"


def test_passages_whose_words_and_number_stay_are_not_written_again(document_and_statements):
    document, _statements = document_and_statements
    Statement.objects.all().delete()
    before = dict(fetch("SELECT number, xmin::text || ctid::text FROM archive_passage"))
    document.text = SPEECH.replace("“Books", "“Many books") + "\n\nThe end."
    document.save()
    after = dict(fetch("SELECT number, xmin::text || ctid::text FROM archive_passage"))
    assert {number for number in after if before.get(number) == after[number]} == {1, 2}
    passages = Passage.objects.order_by("number")
    assert [passage.text for passage in passages] == document.text.split("\n\n")
    assert all(document.text[passage.start : passage.end] == passage.text for passage in passages)
