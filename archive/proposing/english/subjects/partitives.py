"""“One of them”, “several of those”: people of whom the text says no name."""

from archive.proposing.english.tokens import Token
from archive.proposing.speech_reports import Reference, Subject
from archive.text.word_sets import word_set

_SOME = word_set("one two three four some several many most both all others another few none each neither")


def read_partitive(tokens: list[Token], last: int, masked: str) -> tuple[int, Subject] | None:
    """“One of them”, “several of those”: where it starts, and a subject without a name; None for anything else."""
    if (
        last < 2
        or tokens[last].lower not in ("them", "these", "those", "us")
        or tokens[last - 1].lower != "of"
    ):
        return None
    first = tokens[last - 2]
    if first.lower not in _SOME:
        return None
    words = masked[first.start : tokens[last].end]
    return last - 2, Subject(first.start, tokens[last].end, Reference.UNNAMED, words)
