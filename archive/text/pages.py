"""A long text in pages of whole paragraphs."""

from collections.abc import Sequence

SHORT = 4_000  # characters: a text up to that length is never divided


def divide(weights: Sequence[int], most: int) -> list[range]:
    """Runs of paragraphs, by their indexes, that weigh at most ``most`` together or are a single paragraph."""
    pages, begin, weight = [], 0, 0
    for index, own in enumerate(weights):
        if index > begin and weight + own > most:
            pages.append(range(begin, index))
            begin, weight = index, 0
        weight += own
    return [*pages, range(begin, len(weights))]
