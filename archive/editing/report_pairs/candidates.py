"""Finds the few statements among all that a statement may report the same words as: those that share its rare words, by
the search table's index, and those of its event."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q

from archive.matching.profile import StatementFacts
from archive.matching.rarity import Rarity, matching_words
from archive.models import Statement

MAX_WORDS = 20  # the rarest of the statement
MAX_ROWS = 300  # of one word: it is too common to tell which of more are meant
MAX_CANDIDATES = 100
MAX_OF_EVENT = 150
PER_WORD = """
    SELECT object_id FROM archive_search WHERE unit = 1 AND {public} AND document_id <> %(document)s
    AND vector @@ forms.query LIMIT {limit}
"""
BY_WORDS = f"""
    SELECT object_id, sum(weight) FROM unnest(%(words)s::text[], %(weights)s::float[]) AS chosen(word, weight)
    CROSS JOIN LATERAL (
        SELECT archive_search_forms(%(language)s, archive_search_words(chosen.word)) AS query OFFSET 0
    ) AS forms
    CROSS JOIN LATERAL (({PER_WORD.format(public="public", limit=MAX_ROWS)})
        UNION ALL ({PER_WORD.format(public="NOT public", limit=MAX_ROWS)})) AS rows
    GROUP BY object_id ORDER BY 2 DESC, object_id DESC LIMIT {MAX_CANDIDATES}
"""


def find_candidates(facts: StatementFacts, rarity: Rarity) -> set[int]:
    """Ids of statements of other documents; a query for the words, and two for each language
    that they are translated into."""
    candidates = set(_of_event(facts))
    candidates |= _sharing_words(facts.document, facts.language, facts.text, rarity)
    for language, translation in facts.translations.items():
        for text in (translation.words, *translation.contexts[-1:]):
            candidates |= _sharing_words(facts.document, language, text, rarity)
    return candidates


def _sharing_words(document: int, language: str, text: str, rarity: Rarity) -> set[int]:
    weights = {word: rarity.weight(word) for word in set(matching_words(text))}
    rarest = sorted(weights, key=lambda word: (-weights[word], word))[:MAX_WORDS]
    if not rarest:
        return set()
    with connection.cursor() as cursor:
        parameters: dict[str, Any] = {"document": document, "language": language, "words": rarest}
        cursor.execute(BY_WORDS, parameters | {"weights": [weights[word] for word in rarest]})
        return {pk for pk, _weight in cursor.fetchall()}


def _of_event(facts: StatementFacts) -> Iterable[int]:
    """Returns statements of the same event; where there are more than are compared, those that share most themes."""
    if facts.event is None:
        return ()
    shared = Count("themes", filter=Q(themes__in=facts.themes))
    rows = Statement.objects.anchored().filter(event=facts.event).exclude(document=facts.document).order_by()
    return (
        rows.annotate(shared=shared)
        .order_by(F("shared").desc(), "pk")
        .values_list("pk", flat=True)[:MAX_OF_EVENT]
    )
