"""Suggests pairs of statements that may report one utterance; writes them for the queue."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.utils import timezone

from archive.editing.locks import edit_transaction
from archive.matching.profile import make_profile
from archive.matching.similarity import RULE, THRESHOLD, Similarity, compare, select_scores
from archive.models import ReportPair, Statement
from archive.models.utterance import ReportPairQuerySet

from .candidates import find_candidates
from .decided_pairs import find_decided_statements
from .evidence import Labels, as_evidence, evidence_labels
from .facts import count_themes, statement_facts
from .frequencies import known_names, word_rarity
from .pairs import hash_words, pair_key

UNDECIDED = ReportPair.Status.UNDECIDED


@dataclass(frozen=True, slots=True)
class LikelyReport:
    """Another statement, as it was compared."""

    other: int
    document: int
    similarity: Similarity
    words_hash: str


@dataclass(frozen=True, slots=True)
class SuggestionCounts:
    """Pairs that were written: new ones or with another score, and those that are offered no more."""

    suggested: int = 0
    withdrawn: int = 0


def find_likely_reports(statement_id: int, threshold: float = THRESHOLD) -> list[LikelyReport]:
    """Statements of other documents, the likeliest first.

    Empty for a statement that has no place in its text, or is gone. Writes nothing.
    """
    return choose_most_likely(_compare(statement_id), threshold)


def choose_most_likely(
    likely_reports: Sequence[LikelyReport], threshold: float = THRESHOLD
) -> list[LikelyReport]:
    """Returns the reports to offer, the likeliest first: of one document, one report, or two that are parts."""
    scores = select_scores(
        [(candidate.document, candidate.similarity.score) for candidate in likely_reports], threshold
    )
    return [likely_reports[place] for place in scores]


def suggest_reports(statement_id: int) -> SuggestionCounts:
    """Offers what is likely now, and withdraws what is not any more. What was decided stays decided, unless the words
    of either statement are others now. The archive is read before the write lock is taken."""
    waiting = _partners(ReportPair.objects.undecided(), statement_id)
    likely_reports = _compare(statement_id, waiting)
    if not likely_reports and not waiting:  # as of most statements, which nobody else reported
        return SuggestionCounts()
    still = [
        candidate
        for candidate in likely_reports
        if candidate.other in waiting and candidate.similarity.score >= THRESHOLD
    ]
    likely = {candidate.other: candidate for candidate in (*choose_most_likely(likely_reports), *still)}
    decided_ids = find_decided_statements(statement_id, likely)
    offers = [candidate for candidate in likely.values() if candidate.other not in decided_ids]
    labels = evidence_labels([candidate.similarity for candidate in offers])
    with edit_transaction():
        present = set(Statement.objects.filter(pk__in=[statement_id, *likely]).values_list("pk", flat=True))
        return _write(
            statement_id,
            [candidate for candidate in offers if {statement_id, candidate.other} <= present],
            labels,
        )


def _compare(statement_id: int, partner_ids: Collection[int] = ()) -> list[LikelyReport]:
    """Compares the statement with its candidates, and with ``partner_ids`` in any case."""
    own_facts = statement_facts([statement_id]).get(statement_id)
    if own_facts is None:
        return []
    rarity, names = word_rarity(), known_names()
    candidates = find_candidates(own_facts, rarity) | set(partner_ids)
    if not candidates:
        return []
    facts = statement_facts(candidates, languages=[own_facts.language])
    counts = count_themes(own_facts.themes)
    profile = make_profile(own_facts, rarity, names)
    return [
        LikelyReport(
            other_id,
            other_facts.document,
            compare(profile, make_profile(other_facts, rarity, names), rarity, counts),
            hash_words(*(facts.text for facts in sorted((own_facts, other_facts), key=attrgetter("id")))),
        )
        for other_id, other_facts in facts.items()
        if other_facts.document != own_facts.document
    ]


def _partners(pairs: ReportPairQuerySet, statement_id: int) -> set[int]:
    """The other statement of each pair."""
    rows = pairs.of_statement(statement_id).values_list("first", "second")
    return {second if first == statement_id else first for first, second in rows}


def _write(statement_id: int, likely_reports: Sequence[LikelyReport], labels: Labels) -> SuggestionCounts:
    old_rows = {(row.first_id, row.second_id): row for row in ReportPair.objects.of_statement(statement_id)}
    pairs = {pair_key(statement_id, candidate.other): candidate for candidate in likely_reports}
    rows = [
        (old_rows.get(key) or ReportPair(first_id=key[0], second_id=key[1]), candidate)
        for key, candidate in pairs.items()
    ]
    changes = [(row, candidate) for row, candidate in rows if _is_changed(row, candidate)]
    for row, candidate in changes:
        _fill(row, candidate, labels)
        row.save()
    undecided_ids = [row.pk for key, row in old_rows.items() if row.status == UNDECIDED and key not in pairs]
    ReportPair.objects.filter(pk__in=undecided_ids).delete()
    return SuggestionCounts(len(changes), len(undecided_ids))


def _is_changed(row: ReportPair, likely: LikelyReport) -> bool:
    """Words that were rejected come back when they are others now; so does a confirmed pair whose link an editor has
    removed in the form of the utterance, since pairs that are linked are not offered."""
    if row.status == UNDECIDED:
        return row.words_hash != likely.words_hash or row.score != likely.similarity.score
    return row.status == ReportPair.Status.CONFIRMED or row.words_hash != likely.words_hash


def _fill(row: ReportPair, likely: LikelyReport, labels: Labels) -> None:
    row.status, row.decided_by, row.decided_at = UNDECIDED, None, None
    row.rule, row.score, row.threshold = RULE, likely.similarity.score, THRESHOLD
    row.evidence, row.words_hash = as_evidence(likely.similarity, labels), likely.words_hash
    row.suggested_at = timezone.now()
