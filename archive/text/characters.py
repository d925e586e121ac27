"""What counts as one character for readers, and which characters are invisible.

A character is an extended grapheme cluster of Unicode (UAX #29): a letter with its accents, a Korean syllable, an
emoji with its parts. The library `regex` knows the clusters (`unicodedata` does not) and follows the newest Unicode
whatever the version of Python. The annotator asks the browser's Intl.Segmenter, which implements the same standard;
tests/text/test_javascript_parity.py compares the two over all of Unicode.
"""

import regex

JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them inside words
INVISIBLE = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero width space, word joiner, byte order mark
IGNORABLE = INVISIBLE + JOINERS

# Below this code point no character attaches to its neighbour, except LF to CR.
_FIRST_ATTACHING = "\u0300"
_CLUSTER = regex.compile(r"\X")
# A character that starts a cluster whatever precedes it, so that clusters can be found from there on.
_CLUSTER_START = regex.compile(
    r"(?r)[\p{GCB=Other}\p{GCB=Control}](?<![\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=Prepend}].)", regex.DOTALL
)


def is_boundary(text: str, index: int) -> bool:
    """Whether a span may start or end at this offset: no character is cut in two there.

    One departure from UAX #29: white space and joiners at the ends of a cluster do not count, since they are at the
    ends of no span. The standard lets an accent attach to the space before it; a span may start between them.
    """
    if not 0 < index < len(text):
        return True
    if text[index - 1] < _FIRST_ATTACHING and text[index] < _FIRST_ATTACHING:
        return True
    start, end = cluster_around(text, index)
    return start == index or _is_invisible(text[start:index]) or _is_invisible(text[index:end])


def cluster_around(text: str, index: int) -> tuple[int, int]:
    """The extended grapheme cluster that text[index] belongs to."""
    start_match = _CLUSTER_START.search(text, 0, index + 1)
    start = start_match.start() if start_match else 0
    while (end := _cluster_end(text, start)) <= index:
        start = end
    return start, end


def is_space(character: str) -> bool:
    """White space in a wide sense: also joiners and other characters that show nothing."""
    return character.isspace() or character in INVISIBLE or character in JOINERS


def _cluster_end(text: str, start: int) -> int:
    cluster = _CLUSTER.match(text, start)
    assert cluster, "every character belongs to a cluster"
    return cluster.end()


def _is_invisible(text: str) -> bool:
    return all(map(is_space, text))
