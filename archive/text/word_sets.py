"""Lists of words, written into the code as lines of words between spaces."""


def word_set(lines: str) -> frozenset[str]:
    """The words that stand between white space, neither folded nor split at punctuation."""
    return frozenset(lines.split())


def phrase_set(lines: str) -> frozenset[str]:
    """Returns what `word_set` does, except that on a line with bars (“|”) the phrases between the bars are the
    members."""
    return frozenset(
        phrase
        for line in lines.splitlines()
        for phrase in (map(str.strip, line.split("|")) if "|" in line else line.split())
        if phrase
    )
