"""References in plain text in APA 7, Chicago 18 (author-date) and MLA 9, as the CSL styles of these manuals print them.

Each function takes the day of access, which the manuals ask for where a page may change, or None. The names of months
are English in every language of the site, as the styles are.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable

from django.utils.text import capfirst

from .authorship import Author
from .records import Record, on_one_line
from .reference import PartialDate, Reference, locator, single_quotes

# MLA Handbook, 9th edition, appendix 1.
MLA_MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
SENTENCE_ENDS = (".", "?", "!")
CLOSING_QUOTES = "’”"
INITIALS_TOGETHER = re.compile(r"\.(?=[^\W\d_])")


def apa(reference: Reference, accessed: dt.date | None = None) -> str:
    """APA, 7th edition, as plain text; ``accessed`` adds “Retrieved …” for pages that change."""
    numbers = reference.issued.numbers[: 1 if reference.type == "report" else 3]
    date = ", ".join(filter(None, [str(numbers[0]), month_and_day(numbers)])) if numbers else "n.d."
    whole = f"{reference.title}{f' ({reference.translator}, Trans.)' if reference.translator else ''}"
    if reference.is_part_of_report:
        whole = f"{whole}. In {reference.container}"
    event_date = f"{'ca. ' if reference.event_date.uncertain else ''}{long_date(reference.event_date)}"
    event = ", ".join([reference.event, *filter(None, [reference.place, event_date])])
    source = [reference.publisher, event if reference.event else "", website(reference)]
    day = f"({'ca. ' if numbers and reference.issued.uncertain else ''}{date})"
    detail = f"[{capfirst(reference.detail)}]" if reference.detail else ""
    title = " ".join(filter(None, [whole, detail]))
    return sentences(
        [
            *([apa_name(reference.author), day, title] if reference.author.name else [whole, day, detail]),
            *(source[::-1] if reference.type == "article-newspaper" else source),
        ],
        f"Retrieved {long_day(accessed)}, from {reference.url}" if accessed else reference.url,
    )


def chicago(reference: Reference, accessed: dt.date | None = None) -> str:
    """Chicago, 18th edition, author and date, as plain text; ``accessed`` adds “Accessed …”."""
    numbers = reference.issued.numbers
    year = str(numbers[0]) if numbers else "n.d."
    detail = "" if reference.is_part_of_report else reference.detail
    translator = f"translated by {reference.translator}" if reference.translator else ""
    within = ", ".join(filter(None, [f"In {reference.container}", reference.detail, translator]))
    event = [
        reference.event,
        bracket_uncertain(long_date(reference.event_date), reference.event_date),
        reference.place,
    ]
    day = "" if reference.type == "report" else month_and_day(numbers)
    site = website(reference) if reference.author.name else ""
    return sentences(
        [
            full_name(reference.author) or website(reference),
            bracket_uncertain(year, reference.issued) if numbers else year,
            quote_title(reference),
            capfirst(detail),
            within if reference.is_part_of_report else capfirst(translator),
            "" if reference.type in {"webpage", "article-newspaper"} else ", ".join(filter(None, event)),
            ", ".join(filter(None, [site, reference.publisher, day])),
            f"Accessed {long_day(accessed)}" if accessed else "",
        ],
        f"{reference.url}.",
    )


def mla(reference: Reference, accessed: dt.date | None = None) -> str:
    """MLA, 9th edition, as plain text; ``accessed`` adds “Accessed …”."""
    event = [
        reference.event,
        bracket_uncertain(short_date(reference.event_date), reference.event_date),
        reference.place,
    ]
    archive = reference.database
    translator = f"translated by {reference.translator}" if reference.translator else ""
    where = [
        reference.container,
        translator if reference.container else capfirst(translator),
        reference.publisher,
        ""
        if reference.type == "speech"
        else f"{'circa ' if reference.issued.uncertain else ''}{short_date(reference.issued)}",
        *([] if reference.type == "article-newspaper" else event),
        *([] if archive else [reference.url]),
    ]
    parts = [
        full_name(reference.author),
        quote_title(reference),
        capfirst(reference.detail),
        ", ".join(filter(None, where)),
    ]
    day = f"Accessed {short_date(PartialDate(accessed.isoformat()))}." if accessed else ""
    return " ".join(filter(None, [sentences(parts, f"{archive}, {reference.url}." if archive else ""), day]))


STYLES: dict[str, Callable[[Reference, dt.date | None], str]] = {"APA": apa, "Chicago": chicago, "MLA": mla}


def format_in_every_style(reference: Reference, accessed: dt.date) -> list[tuple[str, str]]:
    """Pairs of (name of the style, reference in that style), in the order in which a page lists them."""
    return [(name, style(reference, accessed)) for name, style in STYLES.items()]


def sentences(parts: Iterable[str], last: str) -> str:
    """The parts that are not empty, each with one full stop, and ``last``, an address, as it is."""
    return " ".join(filter(None, [*(with_full_stop(part) for part in parts if part), last]))


def with_full_stop(text: str) -> str:
    """Inside closing quotation marks, as in American typography; none after ``?`` or ``!``."""
    inner = text.rstrip(CLOSING_QUOTES)
    return text if inner.endswith(SENTENCE_ENDS) else f"{inner}.{text[len(inner) :]}"


def website(reference: Reference) -> str:
    return "" if reference.is_part_of_report else reference.container


def quote_title(reference: Reference) -> str:
    return reference.title if reference.is_whole_work else f"“{single_quotes(reference.title)}”"


def full_name(name: Author) -> str:
    if not (name.family and name.given):
        return name.family or name.name
    if name.family_first:
        return name.name
    return ", ".join(filter(None, [name.family, spaced_initials(name.given), name.suffix]))


def apa_name(name: Author) -> str:
    if not (name.family and name.given):
        return name.family or name.name
    if name.name == f"{name.family}{name.given}":  # 习近平 has no initials
        return name.name
    initials = " ".join(map(initial, spaced_initials(name.given).split()))
    return ", ".join(filter(None, [name.family, initials, name.suffix]))


def spaced_initials(given_name: str) -> str:
    """``J. R. R.`` for J.R.R."""
    return INITIALS_TOGETHER.sub(". ", given_name)


def initial(word: str) -> str:
    """``J.-P.`` for Jean-Pierre, ``S.`` for Suk-yeol; a particle such as “de” is not shortened."""
    if not word[:1].isupper():
        return word
    return "-".join(f"{part[:1]}." for part in word.split("-") if part[:1].isupper())


def month_and_day(numbers: list[int]) -> str:
    if len(numbers) < 2:
        return ""
    return " ".join([calendar.month_name[numbers[1]], *map(str, numbers[2:])])


def long_date(date: PartialDate) -> str:
    """``March 5, 2024``"""
    numbers = date.numbers
    if not numbers:
        return ""
    month = month_and_day(numbers)
    return (
        ", ".join([month, str(numbers[0])])
        if len(numbers) == 3
        else " ".join(filter(None, [month, str(numbers[0])]))
    )


def bracket_uncertain(text: str, date: PartialDate) -> str:
    """``[March 2024?]`` where the date is uncertain, else ``text`` itself."""
    return f"[{text}?]" if text and date.uncertain else text


def long_day(date: dt.date) -> str:
    return long_date(PartialDate(date.isoformat()))


def full_date(date: PartialDate) -> str:
    """``5 March 2024``, as on the archive's pages"""
    numbers = date.numbers
    return " ".join(
        [*map(str, numbers[2:]), *(calendar.month_name[n] for n in numbers[1:2]), *map(str, numbers[:1])]
    )


def short_date(date: PartialDate) -> str:
    """``5 Mar. 2024``"""
    numbers = date.numbers
    if not numbers:
        return ""
    return " ".join(
        [*map(str, numbers[2:]), *(MLA_MONTHS[number - 1] for number in numbers[1:2]), str(numbers[0])]
    )


def quotation(record: Record) -> str:
    """The words in quotation marks with speaker, document, paragraph and address, ready to be pasted anywhere."""
    title = on_one_line(record.document)
    day = full_date(PartialDate(record.document_date, record.document_date_uncertain))
    where = [title if record.text else "", record.source, day, locator(record)]
    credit = " ".join(filter(None, [record.provenance, with_full_stop(", ".join(filter(None, where)))]))
    return f"“{record.text or title}”\n\n— {credit} {record.url}"
