"""The header an editor may write above a text: YAML between two lines of three hyphens.

A second header further down starts a document of its own, part of the first; an empty one ends that part.
"""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import yaml

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.page_layout.lines import check_lines, clean_lines, indent_width, split_lines
from archive.importing.parsed_document import KINDS, Header, PartialDate
from archive.importing.structure.dates import read_date
from archive.text.canonical import clean_characters

KEYS = tuple(field.name for field in fields(Header))
TRANSLATORS = ("official", "outlet", "archive", "machine")
MAX_HEADER_LENGTH = 20_000  # characters
MAX_HEADER_LINES = 500
_FENCE = re.compile(r"-{3,}")
_KEY_LINE = re.compile(r"([\w -]{2,30}?)\s*:(?:\s+(.*))?$")
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class ExtractedParagraph:
    """A paragraph of a format that marks its paragraphs.

    `kind` is a value of Passage.Kind, empty where the format does not tell. `speaker_label` stands at the first
    paragraph of a turn, as printed; the text then starts with it (“Name: words”), as in any transcript. `time` is that
    of a recording, hours:minutes:seconds.
    """

    text: str
    kind: str = ""
    speaker_label: str = ""
    time: str = ""


@dataclass(frozen=True)
class Section:
    """A header, the text below it, and the lines of that text that a format knows to be headings.

    Without a header (None) the text continues the document before the last header. A format that marks paragraphs
    gives `paragraphs` in place of `text`: they are kept as they are, with no guess at line breaks. `name` is what an
    editor knows the entry of a file of many documents by (“row 17”).
    """

    header: Header | None
    text: str = ""
    headings: frozenset[str] = frozenset()
    paragraphs: tuple[ExtractedParagraph, ...] = ()
    name: str = ""


def split_sections(text: str) -> list[Section]:
    """The sections of a text, at least one, with the layout of their lines. Raises ImportDocumentError.

    Headers are read in canonical characters, whatever those of the text are.
    """
    check_lines(text)
    layout = split_lines(text)
    lines = clean_lines(layout)
    first = next((number for number, line in enumerate(lines) if line), 0)
    sections: list[Section] = []
    header: Header | None = Header()
    body: list[str] = []
    number = 0
    while number < len(lines):
        end = _header_end(lines, number, opening=number == first)
        if end is None:
            body.append(layout[number])
            number += 1
            continue
        if number > first:
            sections.append(Section(header, "\n".join(body)))
        # The indents of the lines have a meaning in YAML.
        pairs = zip(layout[number + 1 : end], lines[number + 1 : end], strict=True)
        indented = [" " * indent_width(source) + line for source, line in pairs]
        header, body = _read_header(indented, starts_part=number > first), []
        number = end + 1
    return [*sections, Section(header, "\n".join(body))]


def _header_end(lines: Sequence[str], number: int, opening: bool) -> int | None:
    """The line that closes the header this line opens; None for a line of hyphens that opens none."""
    if not _FENCE.fullmatch(lines[number]):
        return None
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if _FENCE.fullmatch(following):
        return number + 1 if not opening else None
    if not _is_key_line(following, opening):
        return None
    for end in range(number + 1, min(number + MAX_HEADER_LINES, len(lines))):
        if _FENCE.fullmatch(lines[end]) or lines[end] == "...":
            return end
    raise ImportDocumentError("The header starts with --- but no second line of --- ends it.")


def _is_key_line(line: str, opening: bool) -> bool:
    """Returns whether the line is a key with a value. At the top of a file a misspelt key counts, too, so that it can
    be refused by name."""
    match = _KEY_LINE.match(line)
    if not match:
        return False
    return _normalise_key(match[1]) in KEYS or (opening and " " not in match[1].strip())


def _normalise_key(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _read_header(lines: Sequence[str], starts_part: bool) -> Header | None:
    if not any(lines):
        return None if starts_part else Header()
    text = "\n".join(lines)
    if len(text) > MAX_HEADER_LENGTH:
        raise ImportDocumentError(
            f"The header is longer than {MAX_HEADER_LENGTH:,} characters. Is its closing --- missing?"
        )
    _check_repeated(lines)
    return header_from_values(_mapping(text, lines))


def _mapping(text: str, lines: Sequence[str]) -> dict[Any, Any]:
    try:
        # Every value stays as written: plain YAML would turn 2025 into a number and fail on 2025-02-30.
        values = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        # `title: Xi: a speech` is not YAML, yet its meaning is clear.
        matches = [match for line in lines if (match := _KEY_LINE.match(line.strip()))]
        if len(matches) < sum(map(bool, lines)):
            raise ImportDocumentError(f"The header could not be read{_error_position(error)}.") from error
        values = {match[1]: (match[2] or "").strip("\"' ") for match in matches}
    if not isinstance(values, dict):
        raise ImportDocumentError("The header could not be read: it needs lines such as “title: …”.")
    return values


def _check_repeated(lines: Sequence[str]) -> None:
    """YAML keeps the last value of a repeated key and drops the others without a word."""
    matches = (_KEY_LINE.match(line) for line in lines if not line.startswith(" "))
    keys = Counter(_normalise_key(match[1]) for match in matches if match)
    if repeated := [key for key, count in keys.items() if count > 1]:
        raise ImportDocumentError(f"The header gives “{repeated[0]}” more than once.", repeated[0])


def _error_position(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f": line {error.problem_mark.line + 2}, {error.problem}"
    return ""


def header_from_values(values: Mapping[Any, Any]) -> Header:
    """A Header from values as they were typed: in a file, on a page or as options. Raises ImportDocumentError."""
    header: dict[str, Any] = {}
    for name, value in values.items():
        key = _known_key(name)
        if not isinstance(value, str):
            raise ImportDocumentError(f"The header's “{key}” needs one value, not a list.", key)
        # YAML can write "\\ud800" and "\\0" in plain letters, and a command line any byte at all.
        if value := " ".join(clean_characters(value).split()):
            header[key] = _READERS.get(key, str)(value)
    if header.get("machine"):
        header.setdefault("translator", "machine")
    return Header(**header)


def _known_key(name: Any) -> str:
    name = clean_characters(str(name))
    key = _normalise_key(name)
    if key in KEYS:
        return key
    near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(KEYS)}."
    raise ImportDocumentError(f"The header's key “{abbreviate(name)}” is not known. {hint}")


def _choice(key: str, choices: Collection[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        choice = _normalise_key(value)
        if choice in choices:
            return choice
        near = difflib.get_close_matches(choice, choices, n=1, cutoff=0.6)
        hint = f"Did you mean “{near[0]}”?" if near else f"Choose one of: {', '.join(choices)}."
        raise ImportDocumentError(f"The {key} “{abbreviate(value)}” is not known. {hint}", key)

    return read


def _read_machine(value: str) -> bool:
    if value.lower() not in (*_TRUE, *_FALSE):
        raise ImportDocumentError(f"“machine” must be true or false, not “{abbreviate(value)}”.", "machine")
    return value.lower() in _TRUE


def _read_event_date(value: str) -> PartialDate:
    try:
        return read_date(value)
    except ImportDocumentError as error:
        raise ImportDocumentError(error.message, "event_date") from error


def _read_url(value: str) -> str:
    scheme = re.match(r"https?://", value, re.IGNORECASE)
    if not scheme or not re.fullmatch(r"[^\s/]\S*", value[scheme.end() :]):
        raise ImportDocumentError(
            f"The URL “{abbreviate(value)}” is not a web address: it must start with http:// or https://.",
            "url",
        )
    return scheme.group().lower() + value[scheme.end() :]


def _read_language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ImportDocumentError(
            f"The language “{abbreviate(value)}” is not a language code such as en, fr or zh-Hans.",
            "language",
        )
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "date": read_date,
    "event_date": _read_event_date,
    "kind": _choice("kind", KINDS),
    "translator": _choice("translator", TRANSLATORS),
    "machine": _read_machine,
    "url": _read_url,
    "language": _read_language,
}
