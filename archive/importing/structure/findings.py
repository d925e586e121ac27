"""What an editor should check before trusting a text: traces of lost breaks, lost characters, machine translation."""

import re
from collections.abc import Iterator, Sequence

from archive.importing.phrases import inflect, inflect_counts, list_phrase
from archive.text.canonical import LIST_MARKER, count_changes

_RUN_TOGETHER = re.compile(r"[a-z][.!?][\"”’]?(?=[A-Z][a-z]+ )(?<!\b[A-Z]\.)")
# Possessive: a run of a million Chinese characters is tried once, not once for each of them.
_BROKEN_HYPHEN = re.compile(r"\b[^\W\d_]++ -[^\W\d_]+")
_MIN_BROKEN_HYPHENS = 2  # one may be a dash typed without its second space
_MAX_LISTED = 8
_SENTENCES = {
    "invisible": "# invisible [character was|characters were] removed.",
    "controls": "# control [character was|characters were] removed.",
    "bullets": f"# [bullet|bullets] of Word’s symbol font became {LIST_MARKER}.",
    "private_use": "# [character stands|characters stand] for symbols that only the font of the original shows: "
    "compare with it.",
}


def character_findings(text: str, marked_count: int = 0) -> Iterator[str]:
    """Sentences about characters of the text as it came in; the usual tidying of spaces and line ends needs none.

    `marked_count`: how many of its � stand for damage that a finding counts already.
    """
    yield from inflect_counts(_SENTENCES, count_changes(text)._asdict())
    if lost_count := text.count("\ufffd") - marked_count:
        subject = inflect(lost_count, "# [character was|characters were]")
        yield f"{subject} already unreadable when the text was imported (�): compare it with the original."


def layout_findings(paragraphs: Sequence[str]) -> Iterator[str]:
    """Sentences about paragraphs that look damaged."""
    numbers = [number for number, text in enumerate(paragraphs, 1) if _RUN_TOGETHER.search(text)]
    if numbers:
        where = inflect(len(numbers), "[paragraph|paragraphs] ") + list_phrase(numbers, _MAX_LISTED)
        yield f"Sentences run together in {where}: a line break may have been lost there."
    hyphens = [match.group() for text in paragraphs for match in _BROKEN_HYPHEN.finditer(text)]
    if len(hyphens) >= _MIN_BROKEN_HYPHENS:
        yield (
            f"Words are broken before a hyphen in {len(hyphens)} places (“{hyphens[0]}”), as machine translation "
            "does: if this is one, mark it as such and compare it with the original."
        )
