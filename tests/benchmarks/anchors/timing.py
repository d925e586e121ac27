"""How long it takes to reanchor two thousand spans through every kind of correction of a text of 100,000 words."""

import random
import time
from collections.abc import Iterator

from archive.editing.reanchoring import TextTooLongError, reanchor

from .characters import Draft
from .kinds import KINDS, Kind
from .texts import texts

WORDS = 100_000
SPANS = 2_000
PIECE = 4_000  # characters that are corrected by themselves
MAX_LENGTH = 1_500  # characters of a span
Span = tuple[int, int]


def natural_text(words: int = WORDS) -> str:
    """Speeches one after the other; where there is no shared data, our own text with other numbers in it each time."""
    paragraphs: list[str] = []
    size, number = 0, 0
    speeches = texts()["en"]
    while size < words:
        for paragraph in speeches[number % len(speeches)]:
            again = number >= len(speeches)
            paragraphs.append(
                f"{paragraph} In the year {number} we met {size} times." if again else paragraph
            )
            size += len(paragraph.split())
        number += 1
    return "\n\n".join(paragraphs)


def monotonous_text() -> str:
    """Repeats a few words again and again in other orders."""
    groups = (
        f"word{n * n % 9973} and the harbour{n % 977}{'.' * (n % 10 == 9)}" + "\n\n" * (n % 40 == 39)
        for n in range(WORDS // 4)
    )
    return " ".join(groups)


def make_spans(text: str, count: int = SPANS, length: int = MAX_LENGTH) -> list[Span]:
    rng = random.Random(1)
    starts = [rng.randrange(len(text) - length) for _ in range(count)]
    spans = [(start, start + rng.randrange(20, length)) for start in starts]
    return [span for span in spans if text[slice(*span)].strip()]


def make_correction(text: str, kind: Kind) -> tuple[str, str]:
    """Both versions of the text, corrected piece by piece."""
    olds, news, piece = [], [], ""
    for paragraph in [*text.split("\n\n"), ""]:
        if piece and (len(piece) > PIECE or not paragraph):
            rng, draft = random.Random(f"{kind.name} {len(olds)}"), Draft.of(piece, "en")
            if kind.prepare:
                kind.prepare(rng, draft)
            olds.append(draft.text)
            draft = Draft(
                [one._replace(origin=place) for place, one in enumerate(draft.characters)], "en", draft.text
            )
            kind.correct(rng, draft)
            news.append(draft.text)
            piece = ""
        piece += ("\n\n" if piece else "") + paragraph
    return "\n\n".join(olds), "\n\n".join(news)


def cases() -> Iterator[tuple[str, str, str, list[Span]]]:
    """Yields (name, old, new, spans) of each kind."""
    for name, text in (("natural", natural_text()), ("monotonous", monotonous_text())):
        for kind in KINDS:
            if not kind.languages:
                old, new = make_correction(text, kind)
                yield f"{name}: {kind.name}", old, new, make_spans(old)
    natural = natural_text()
    long_span = [(1000, 41_000)]
    for name, text in (
        ("one span of 40,000 characters", natural[:50_000]),
        ("the same in 100,000 words", natural),
    ):
        yield name, text, text.replace("e", "é", 40).replace("the", "teh", 30), long_span
    yield "another text", natural, monotonous_text(), make_spans(natural)
    yield "no text", natural, "", make_spans(natural)
    same = ("go " * WORDS).strip()
    yield "equal words", same, f"{same[:150_000]} stop {same[150_000:]}", make_spans(same)
    lines = "\n\n".join(["The same line again."] * 100_000)
    yield "equal lines", lines, lines.replace("again", "once more", 1), make_spans(lines)
    large = " ".join(natural_text(450_000).split())[:2_500_000]
    yield "2.5 MB in a paragraph", large, large.replace(" the ", " teh ", 200), make_spans(large)
    huge = " ".join(natural_text(900_000).split())[:5_000_000]
    yield "5 MB in a paragraph", huge, huge.replace(" the ", " teh ", 200), make_spans(huge)
    yield "5 MB in a paragraph, one typo", huge, huge.replace(" the ", " teh ", 1), make_spans(huge)
    million = "\n".join(["The same line again."] * 1_000_000)
    yield "a million lines", million, million[:-20], make_spans(million)


def main() -> None:
    print(f"{WORDS:,} words, {SPANS:,} spans of up to {MAX_LENGTH:,} characters; seconds of processor time")
    for name, old, new, spans in cases():
        began = time.process_time()
        try:
            statuses = [result.status.value for result in reanchor(old, new, spans)]
        except TextTooLongError as error:
            outcome = f"refused: {error}"
        else:
            outcome = ", ".join(f"{statuses.count(status)} {status}" for status in sorted(set(statuses)))
        print(f"{name:44}{time.process_time() - began:6.2f} s  {outcome}", flush=True)
