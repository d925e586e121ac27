"""How many statements have each wording of a term, by source: counted apart from the engine, text by text."""

import random
from collections import Counter

import pytest
from django.utils import timezone

from archive.models import TermOccurrence
from archive.search import cached_values
from archive.web.terms.uses import count_by_source
from tests.factories import make_document, make_source, make_statement, make_term

WORDINGS = ("cheapest ships", "ships", "books")


def count_slowly(term):
    """Reads every occurrence and looks at the text."""
    found = set()
    for row in TermOccurrence.objects.filter(term=term):
        statement, document = row.statement, row.statement.document
        is_public = statement.state == document.state == "published"
        if is_public and row.status == "confirmed" and statement.text[row.start : row.end] == row.words:
            found.add((row.wording, document.source_id, statement.pk))
    counts = {}
    for (wording, source), number in Counter(item[:2] for item in found).items():
        counts.setdefault(wording, {})[source] = number
    return counts


def scatter(rng, term):
    """Occurrences of several wordings in one statement, twice of one, decided otherwise, whose words are gone, in what
    is not public."""
    sources = [make_source(f"Gazette {number}") for number in range(3)]
    for number in range(12):
        words = [rng.choice(WORDINGS) for _ in range(rng.randint(1, 4))]
        text = f"{number} " + " and ".join(words)
        document = make_document(
            text, source=rng.choice(sources), state=rng.choice(["published"] * 4 + ["draft"])
        )
        state = rng.choice(["published"] * 4 + ["review"])
        statement = make_statement(document, text, state=state)
        start = text.index(" ") + 1
        for word in words:
            status = rng.choice(["confirmed"] * 3 + ["undecided", "rejected"])
            TermOccurrence.objects.create(
                term=term,
                statement=statement,
                start=start,
                end=start + len(word),
                words=word if rng.random() < 0.7 else word.upper(),  # as before a correction
                wording=word,
                status=status,
                decided_at=None if status == "undecided" else timezone.now(),
            )
            start += len(word) + len(" and ")


@pytest.mark.parametrize("seed", range(6))
def test_wordings_are_counted_like_one_by_one(db, seed):
    rng, term, other = random.Random(seed), make_term(), make_term("other ships")
    scatter(rng, term)
    scatter(rng, other)
    expected = count_slowly(term)
    assert len(expected) > 1
    assert count_by_source(term) == expected


def test_nothing_is_counted_of_a_term_that_nobody_uses(db):
    assert count_by_source(make_term()) == {}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_counts_are_kept_until_something_changes(reader, django_assert_num_queries):
    term = make_term(slug="cheapest-ships")
    scatter(random.Random(1), term)
    cached_values.values.clear()
    for visit in range(2):
        wordings = reader.get(f"/terms/cheapest-ships/?visit={visit}").context["uses"].wordings
    assert sum(wording.count for wording in wordings) == sum(
        sum(counts.values()) for counts in count_slowly(term).values()
    )
    with django_assert_num_queries(11):  # none for the wordings
        reader.get("/terms/cheapest-ships/?visit=3")
    TermOccurrence.objects.all().delete()
    wordings = reader.get("/terms/cheapest-ships/?visit=4").context["uses"].wordings
    assert sum(wording.count for wording in wordings) == 0
