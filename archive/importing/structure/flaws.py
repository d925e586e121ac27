"""What an editor should look at before believing a text: traces of lost breaks, lost characters, machines."""

import re

_RUN_TOGETHER = re.compile(r"[a-z][.!?][\"”’]?(?=[A-Z][a-z]+ )(?<!\b[A-Z]\.)")
# Possessive: a run of a million Chinese characters is tried once, not once for each of them.
_BROKEN_HYPHEN = re.compile(r"\b[^\W\d_]++ -[^\W\d_]+")


def find_flaws(original, paragraphs):
    """Sentences for the preview; ordinary tidying of blanks and line ends is not worth one."""
    return tuple(
        filter(None, (_invisible(original), _lost(original), _run_together(paragraphs), _hyphens(paragraphs)))
    )


def _invisible(text):
    count = sum(text.count(char) for char in "\u200b\u2060\u00ad") + text[1:].count("\ufeff")
    return (
        f"{_counted(count, 'invisible character was', 'invisible characters were')} taken out."
        if count
        else ""
    )


def _lost(text):
    count = text.count("\ufffd")
    subject = _counted(count, "character was", "characters were")
    return f"{subject} lost before the text came here (�): compare with the original." if count else ""


def _run_together(paragraphs):
    found = [number for number, text in enumerate(paragraphs, 1) if _RUN_TOGETHER.search(text)]
    if not found:
        return ""
    return f"Sentences run together in {_listed(found)}: a line break may have been lost there."


def _hyphens(paragraphs):
    found = [match.group() for text in paragraphs for match in _BROKEN_HYPHEN.finditer(text)]
    if len(found) < 2:
        return ""
    return (
        f"Words are broken before a hyphen in {len(found)} places (“{found[0]}”), as machine translation "
        "does: if this is one, say so, and compare with the original."
    )


def _listed(numbers):
    shown = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    return f"paragraph {shown}" if len(numbers) == 1 else f"paragraphs {shown}"


def _counted(count, one, many):
    return f"{count} {one if count == 1 else many}"
