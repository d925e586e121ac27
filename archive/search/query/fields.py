"""The fields of the query language, what else they are called, and what each takes for a value."""

import re

from archive.search.request.params import FACET_NAMES
from archive.text.words import tokens

from .nodes import Field
from .periods import parse_period, parse_range

DATE_FIELDS = ("before", "after", "date")
TEXT_FIELDS = ("text", "any")
FIELDS = (*FACET_NAMES, "document", *DATE_FIELDS, *TEXT_FIELDS)
# What other archives and libraries call these fields.
ALIASES = {
    "lang": "language",
    "author": "speaker",
    "publisher": "source",
    "outlet": "source",
    "topic": "theme",
    "tag": "theme",
    "type": "kind",
    "year": "date",
}
# The fields in Chinese, as the pages have them. They are no fields: a text may well begin with “主题：”.
CHINESE_NAMES = {
    "发言人": "speaker",
    "讲话人": "speaker",
    "主题": "theme",
    "提法": "term",
    "活动": "event",
    "引述方式": "attribution",
    "译文": "translation",
    "文献类型": "kind",
    "文献": "document",
    "来源": "source",
    "语言": "language",
    "日期": "date",
}
# From or up to a period, which counts itself: before:2024 and after:2024 do not count 2024.
OPEN_FIELDS = {"from": "{}..", "since": "{}..", "until": "..{}", "to": "..{}"}
NAMES = (*FIELDS, *ALIASES, *OPEN_FIELDS)
COMPARISON = re.compile(r"([<>]=?|=)\s*(.+)")
COMPARISONS = {
    ">": ("after", "{}"),
    "<": ("before", "{}"),
    ">=": ("date", "{}.."),
    "<=": ("date", "..{}"),
    "=": ("date", "{}"),
}
OPEN_END = re.compile(r"\* TO (?P<last>.+)|(?P<first>.+) TO \*")  # of [2020 TO *]


def is_date_name(name: str) -> bool:
    return name in OPEN_FIELDS or ALIASES.get(name, name) in DATE_FIELDS


def make_field(name: str, value: str) -> Field | None:
    """Returns the field; ``name`` is one of NAMES that are not of TEXT_FIELDS. None where the value is no date, or has
    no words."""
    if is_date_name(name):
        return make_date(name, value)
    return Field(ALIASES.get(name, name), value) if tokens(value) else None


def make_date(name: str, value: str) -> Field | None:
    """Returns a field of dates under its own name (before, after, date), with a value that ``parse_period`` or
    ``parse_range`` reads; else None."""
    if name in OPEN_FIELDS:
        return Field("date", OPEN_FIELDS[name].format(value)) if parse_period(value) else None
    field = ALIASES.get(name, name)
    if field == "date" and (match := OPEN_END.fullmatch(value)):
        value = f"..{match['last']}" if match["last"] else f"{match['first']}.."
    compared = COMPARISON.fullmatch(value) if field == "date" else None
    if compared:
        field, written = COMPARISONS[compared[1]]
        return Field(field, written.format(compared[2])) if parse_period(compared[2]) else None
    read = parse_range if field == "date" else parse_period
    return Field(field, value) if read(value) else None
