"""Words of a text with their context."""

from django.utils.text import Truncator


def text_around(text, start, end, length) -> tuple[str, str]:
    """Returns up to ``length`` characters before and after, cut between words where the text has spaces."""
    before, after = text[max(start - length, 0) : start], text[end : end + length]
    if start > length:
        before = f"… {before.partition(' ')[2] or before}"
    if len(text) - end > length:
        after = f"{after.rpartition(' ')[0] or after} …"
    return before, after


def statement_excerpt(statement) -> str:
    return Truncator(" ".join(statement.text.split())).chars(80)
