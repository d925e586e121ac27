"""What reading leaves out of a Word document, or writes in another way, counted for the editor."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from archive.importing.structure.titles import first_words
from archive.text.words import casefolded_words

_QUOTED_LENGTH = 60
# Nouns for one and for many.
LEFT_OUT = {
    "comment": "comments",
    "tracked deletion": "tracked deletions",
    "page header or footer": "page headers and footers",
    "hidden passage": "hidden passages",
    "image": "images",
    "drawing": "drawings",
    "embedded object": "embedded objects",
    "embedded document": "embedded documents",
    "field without a result": "fields without a result",
    "note without a place in the text": "notes without a place in the text",
}
CONVERTED = {
    "tracked insertion": "tracked insertions",
    "text box": "text boxes",
    "symbol": "symbols",
}
_HOW = {
    "tracked insertion": "kept as ordinary words",
    "text box": "placed behind the paragraph where it is anchored",
    "symbol": "written in ordinary characters",
}


class Counts:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._texts: dict[str, list[str]] = defaultdict(list)
        self.notes = 0

    def add(self, noun: str, text: str = "") -> None:
        """`text` where a reader could miss its words."""
        self.counts[noun] += 1
        self.add_words(noun, text)

    def add_words(self, noun: str, text: str) -> None:
        """Counts something with its words."""
        if text := " ".join(text.split()):
            self._texts[noun].append(text)

    def findings(self) -> Iterator[str]:
        for noun, plural in LEFT_OUT.items():
            if count := self.counts[noun]:
                yield f"{_number(count, noun, plural)} left out{self._quoted(noun)}."
        for noun, plural in CONVERTED.items():
            if count := self.counts[noun]:
                yield f"{_number(count, noun, plural)} {_HOW[noun]}."
        if self.notes:
            is_one = self.notes == 1
            yield f"{self.notes} note{' stands' if is_one else 's stand'} at the end of the text, after its number."

    def _quoted(self, noun: str) -> str:
        texts = self._texts[noun]
        if not texts:
            return ""
        count = sum(len(casefolded_words(text)) for text in texts)
        noun = "word" if count == 1 else "words"
        return f" ({count:,} {noun}, such as “{first_words(texts[0], _QUOTED_LENGTH)}”)"


def _number(count: int, noun: str, plural: str) -> str:
    return f"1 {noun} was" if count == 1 else f"{count:,} {plural} were"
