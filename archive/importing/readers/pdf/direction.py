"""Scripts that run from right to left: a PDF draws their letters from left to right, the last of a line first.

Pages in such a script are turned over, so that everything else (indents, columns, order) is as on other pages; the
words in other scripts and the numbers of their lines are turned back.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.importing.readers.pdf.characters import directions
from archive.importing.readers.pdf.page import TextRun

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# In the letters of `directions`.
_LEFT_TO_RIGHT = re.compile(r"l(?:[lnxo ]*[ln])?x*|n(?:o?n)*")
_RIGHT_TO_LEFT = re.compile(r"[xr](?:[rxno ]*[rx])?")


def is_right_to_left(runs: Iterable[TextRun]) -> bool:
    """Whether most letters are of scripts that run from right to left."""
    balance = 0
    for run in runs:
        if not run.text.isascii():
            classes = directions(run.text)
            balance += classes.count("r") - classes.count("l")
        else:
            balance -= sum(map(str.isalpha, run.text))
    return balance > 0


def mirror_runs(runs: Sequence[TextRun], width: float) -> list[TextRun]:
    """The runs of a page of that width, in points, as in a mirror; only their letters are still themselves."""
    return [replace(run, x=width - run.right, right=width - run.x, text=run.text[::-1]) for run in runs]


def reorder_characters(drawn_text: str, is_mirrored: bool) -> str:
    """A line in the order in which it is read; `drawn_text` is as on the page from left to right, or in the mirror."""
    if drawn_text.isascii():
        return drawn_text[::-1] if is_mirrored else drawn_text
    if is_mirrored:
        drawn_text = drawn_text[::-1]
        return "".join(reversed(list(_pieces(drawn_text, _LEFT_TO_RIGHT, mirrors_matches=False))))
    if "r" not in directions(drawn_text):
        return drawn_text
    return "".join(_pieces(drawn_text, _RIGHT_TO_LEFT, mirrors_matches=True))


def _pieces(drawn_text: str, pattern: re.Pattern[str], mirrors_matches: bool) -> Iterable[str]:
    """The stretches of a line, each in its own direction: turned over are those that match the pattern, or the
    others."""
    position = 0
    for match in pattern.finditer(directions(drawn_text)):
        start, end = match.span()
        between, matched = drawn_text[position:start], drawn_text[start:end]
        yield between if mirrors_matches else _mirror(between)
        yield _mirror(matched) if mirrors_matches else matched
        position = end
    yield drawn_text[position:] if mirrors_matches else _mirror(drawn_text[position:])


def _mirror(text: str) -> str:
    """Returns the text from right to left; numbers in it keep their order, and brackets open where they closed."""
    numbers = re.compile(r"n(?:o?n)*")
    pieces, position = [], 0
    for match in numbers.finditer(directions(text)):
        pieces += [text[position : match.start()][::-1].translate(_MIRRORED), text[slice(*match.span())]]
        position = match.end()
    pieces.append(text[position:][::-1].translate(_MIRRORED))
    return "".join(reversed(pieces))
