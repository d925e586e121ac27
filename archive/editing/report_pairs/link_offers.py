"""Links between the statements of two documents that are laid side by side: what an editor is offered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.matching.profile import make_profile
from archive.matching.similarity import THRESHOLD, Similarity, compare
from archive.models import ReportPair, Statement

from .evidence import as_evidence, evidence_labels, reason_sentence
from .facts import count_themes, statement_facts
from .frequencies import known_names, word_rarity
from .pairs import confirmed_utterances, hash_words, pair_key

MIN_SCORE = (
    0.2  # of what is offered beside a likelier one; a pair that stands alone in its row is offered anyway
)
MAX_COMPARED = 4_000  # pairs of statements; about a second on one processor of 2024
Pair = tuple[Statement, Statement]
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OfferedLink:
    """``is_likely``: ticked when the page is opened; ``words_hash``: of the words as they are shown."""

    first: Statement
    second: Statement
    similarity: Similarity
    reason: str
    is_likely: bool
    words_hash: str

    @property
    def display_score(self) -> int:
        return round(100 * self.similarity.score)


def offer_links(rows: Sequence[Sequence[Pair]]) -> list[list[OfferedLink]]:
    """Returns for each row of pairs, all of the same two documents, the links to offer, the likeliest first, except
    those already linked or rejected. About ten queries, and some for texts in two languages."""
    pairs = {pair_key(left.pk, right.pk): (left, right) for row in rows for left, right in row}
    utterances = confirmed_utterances({pk for key in pairs for pk in key})
    decided_keys = find_decided_pairs(pairs, utterances)
    similarities = compare_pairs([key for key in list(pairs)[:MAX_COMPARED] if key not in decided_keys])
    likely = choose_likely(similarities, find_linked(pairs, utterances))
    labels = evidence_labels(list(similarities.values()))
    offers = []
    for row in rows:
        keys = [key for left, right in row if (key := pair_key(left.pk, right.pk)) in similarities]
        keys.sort(key=lambda key: -similarities[key].score)
        offers.append(
            [
                OfferedLink(
                    *pairs[key],
                    similarities[key],
                    reason_sentence(as_evidence(similarities[key], labels)),
                    key in likely,
                    hash_pair(*pairs[key]),
                )
                for key in keys
                if len(keys) == 1 or similarities[key].score >= MIN_SCORE
            ]
        )
    return offers


def hash_pair(first: Statement, second: Statement) -> str:
    first, second = sorted((first, second), key=lambda statement: statement.pk)
    return hash_words(first.text, second.text)


def find_linked(pairs: Iterable[Key], utterances: Mapping[int, int]) -> set[int]:
    """The statements that are linked with one of the other document."""
    linked_keys = [key for key in pairs if set(key) <= utterances.keys()]
    return {pk for key in linked_keys if utterances[key[0]] == utterances[key[1]] for pk in key}


def find_decided_pairs(pairs: Iterable[Key], utterances: Mapping[int, int]) -> set[Key]:
    """Rejected ones, and those of which each is a report already; one query."""
    ids = {pk for key in pairs for pk in key}
    rejected_pairs = ReportPair.objects.rejected().filter(first__in=ids, second__in=ids)
    reported_keys = {key for key in pairs if set(key) <= utterances.keys()}
    return reported_keys | set(rejected_pairs.values_list("first", "second"))


def compare_pairs(pairs: Sequence[Key]) -> dict[Key, Similarity]:
    """Compares the pairs, without those of statements that have no place in their text."""
    facts = statement_facts({pk for key in pairs for pk in key})
    rarity, names = word_rarity(), known_names()
    counts = count_themes({theme for fact in facts.values() for theme in fact.themes})
    profiles = {pk: make_profile(fact, rarity, names) for pk, fact in facts.items()}
    return {
        key: compare(profiles[key[0]], profiles[key[1]], rarity, counts)
        for key in pairs
        if key[0] in profiles and key[1] in profiles
    }


def choose_likely(similarities: Mapping[Key, Similarity], linked_ids: set[int]) -> set[Key]:
    """Returns the likeliest pairs in which each statement occurs once and none is in ``linked_ids``: a document says
    one thing once."""
    likely: set[Key] = set()
    used_ids = set(linked_ids)
    for key in sorted(similarities, key=lambda key: -similarities[key].score):
        if similarities[key].score >= THRESHOLD and not used_ids & set(key):
            likely.add(key)
            used_ids |= set(key)
    return likely
