"""What reading leaves out of a text, or writes in another way, counted for the editor."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from archive.importing.phrases import MAX_QUOTED, count_phrase, list_phrase, quote_phrase
from archive.importing.structure.titles import first_words
from archive.text.words import casefolded_words

_QUOTED_LENGTH = 50  # characters of each


class Omissions:
    """Counts by what was left out; the words of those that had any are quoted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.mapped: Counter[str] = Counter()
        self.quotes: list[str] = []
        self.word_count = 0
        self.unseen: dict[str, list[str]] = defaultdict(list)

    def add(self, reason: str, text: str = "") -> None:
        """`text` where a reader could miss its words: not the code of a script."""
        self.counts[reason] += 1
        self.add_words(text)

    def add_words(self, text: str) -> None:
        """Quotes words of something that is counted already."""
        if text := " ".join(text.split()):
            self.word_count += len(casefolded_words(text))
            self.quotes.append(first_words(text, _QUOTED_LENGTH))

    def add_unseen(self, look: str, words: str) -> None:
        if words:
            self.unseen[look].append(words)

    @property
    def findings(self) -> tuple[str, ...]:
        """Sentences: what was left out, with its first words, and what was mapped."""
        sentences = []
        if counts := +self.counts:
            phrases = [count_phrase(count, reason) for reason, count in sorted(counts.items())]
            listing = " and ".join(filter(None, [", ".join(phrases[:-1]), phrases[-1]]))
            sentences.append(f"Left out: {listing}{quote_phrase(self.word_count, self.quotes)}.")
        for reason, count in sorted((+self.mapped).items()):
            sentences.append(
                f"{count_phrase(count, reason)} {'was' if count == 1 else 'were'} {MAPPINGS[reason]}."
            )
        for look, passages in self.unseen.items():
            words, quotations = count_and_quote(passages, _QUOTED_LENGTH)
            sentences.append(f"{words} {look}, perhaps not seen in the original: {quotations}.")
        return tuple(sentences)


def count_and_quote(passages: Sequence[str], length: int = 80) -> tuple[str, str]:
    """(“12 words”, the first words of the passages between commas), each of at most so many characters."""
    words = count_phrase(sum(len(casefolded_words(passage)) for passage in passages), "word")
    return words, list_phrase((f"“{first_words(passage, length)}”" for passage in passages), MAX_QUOTED)


# How each kind of mapping is told; the keys are what `Omissions.mapped` counts.
MAPPINGS = {
    "table row": "written with | between the cells",
    "reading": "set in parentheses behind the characters (ruby)",
    "raised number": "written as ¹ ² ³",
    "lowered number": "written as ₁ ₂ ₃",
    "mark of a note": "written in square brackets",
    "quotation": "put between quotation marks, which only the page's style showed",
    "block quotation": "kept as ordinary paragraphs, without marks",
    "struck-out passage": "kept as ordinary words",
    "formula": "written as a line of characters",
    "part of a line": "parted by a space from the one before, as only the page's style did",
    "tracked insertion": "kept as ordinary words",
    "text box": "placed behind the paragraph where it is anchored",
    "symbol": "written in ordinary characters",
    "note": "placed at the end of the text, after its number",
    "emoji": "read from the description of a picture",
}
