"""Lists of words, written into the code as lines of words between spaces."""


def word_set(lines: str) -> frozenset[str]:
    """The words as they stand, neither folded nor split at punctuation."""
    return frozenset(lines.split())


def phrase_set(lines: str) -> frozenset[str]:
    """The same, with phrases of several words on lines where bars separate them."""
    return frozenset(
        phrase
        for line in lines.splitlines()
        for phrase in (map(str.strip, line.split("|")) if "|" in line else line.split())
        if phrase
    )
