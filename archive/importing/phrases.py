"""Counts, lists and quotations in the sentences that tell an editor what was left out or mapped."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from archive.importing.errors import abbreviate
from archive.text.canonical import clean_characters

MAX_QUOTED = 5  # omitted passages that one sentence quotes
_NOUN = re.compile("(?:(?! (?:of|for|in|without|below|behind) ).)*")
_FORMS = re.compile(r"\[([^|\]]*)\|([^|\]]*)\]")


def inflect(count: int, sentence: str) -> str:
    """“1 note was kept.” or “1,200 notes were kept.” of “# [note was|notes were] kept.”."""
    return _FORMS.sub(r"\1" if count == 1 else r"\2", sentence).replace("#", f"{count:,}")


def inflect_counts(sentences: Mapping[str, str], counts: Mapping[str, int]) -> Iterator[str]:
    """The sentences, by what they count, for what there is any of."""
    return (inflect(count, sentence) for key, sentence in sentences.items() if (count := counts[key]))


def count_phrase(count: int, singular: str, plural: str = "") -> str:
    """``1 note``, ``1,200 notes``, ``2 notes of a page``: without ``plural`` the noun takes an s."""
    if count == 1:
        return f"1 {singular}"
    if plural:
        return f"{count:,} {plural}"
    noun = _NOUN.match(singular).group()  # type: ignore[union-attr]  # matches everything
    return f"{count:,} {' or '.join(map(_pluralise, noun.split(' or ')))}{singular[len(noun) :]}"


def _pluralise(noun: str) -> str:
    return f"{noun}es" if noun.endswith(("ss", "x")) else noun if noun.endswith("s") else f"{noun}s"


def list_phrase(items: Iterable[object], limit: int, separator: str = ", ") -> str:
    """The first ``limit`` items between separators; an ellipsis stands for any others."""
    listed = list(map(str, items))
    return separator.join([*listed[:limit], "…"] if len(listed) > limit else listed)


def quote_phrase(word_count: int, quotations: Sequence[str]) -> str:
    """`` (12 words: “first words”, “first words”)``, to follow a count of omissions; empty without quotations."""
    if not quotations:
        return ""
    listed = list_phrase((f"“{quotation}”" for quotation in quotations), MAX_QUOTED)
    return f" ({count_phrase(word_count, 'word')}: {listed})"


def property_findings(title: object, author: object, created: datetime | None) -> Iterator[str]:
    """What a file says of itself: shown to the editor and used for nothing, for it may be that of a template."""
    properties = [
        f"{name} “{abbreviate(text)}”"
        for name, value in (("title", title), ("author", author))
        if isinstance(value, str) and (text := " ".join(clean_characters(value).split()))
    ]
    if created:
        properties.append(f"created {created:%Y-%m-%d}")
    if properties:
        yield f"The file's properties, which may be those of another text, say: {', '.join(properties)}."
