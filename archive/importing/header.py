"""The header an editor may write over a text: YAML between two lines of three hyphens.

A second header further down begins a document of its own, part of the first; an empty one ends that part.
"""

import difflib
import re
from dataclasses import dataclass, fields

import yaml

from archive.importing.parsed import KINDS, Header, ImportRefused, brief
from archive.importing.structure.dates import read_date
from archive.text.canonical import clean_characters

KEYS = tuple(field.name for field in fields(Header))
TRANSLATORS = ("official", "outlet", "archive", "machine")
LONGEST = 20_000
_FENCE = re.compile(r"-{3,}")
_KEY_LINE = re.compile(r"([\w -]{2,30}?)\s*:(?:\s+(.*))?$")
_YES = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Section:
    """A header (None: the words go on with the document above) and the words that stand under it."""

    header: Header | None
    body: str


def split_sections(text):
    """Clean text as its sections, at least one. Raises ImportRefused for a header that cannot be read."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line), 0)
    sections, header, body, number = [], Header(), [], 0
    while number < len(lines):
        end = _header_end(lines, number, opening=number == first)
        if end is None:
            body.append(lines[number])
            number += 1
            continue
        if number > first:
            sections.append(Section(header, "\n".join(body)))
        header, body = _read(lines[number + 1 : end], part=number > first), []
        number = end + 1
    return [*sections, Section(header, "\n".join(body))]


def _header_end(lines, number, opening):
    """The line that closes a header opened on this line, or None when this is only a line of hyphens."""
    if not _FENCE.fullmatch(lines[number]):
        return None
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if _FENCE.fullmatch(following):
        return number + 1 if not opening else None
    if not _names_a_key(following, near=opening):
        return None
    for end in range(number + 1, min(number + 500, len(lines))):
        if _FENCE.fullmatch(lines[end]) or lines[end] == "...":
            return end
    raise ImportRefused("The header begins with --- but no second line of --- ends it.")


def _names_a_key(line, near):
    match = _KEY_LINE.match(line)
    if not match:
        return False
    key = _key(match[1])
    return key in KEYS or (near and (" " not in match[1].strip()))


def _key(written):
    return written.strip().lower().replace("-", "_").replace(" ", "_")


def _read(lines, part):
    if not any(lines):
        return None if part else Header()
    text = "\n".join(lines)
    if len(text) > LONGEST:
        raise ImportRefused(f"The header is longer than {LONGEST:,} characters. Is its closing --- missing?")
    return header_from(_mapping(text, lines))


def _mapping(text, lines):
    try:
        # Every value stays as written: plain YAML would turn 2025 into a number and fail on 2025-02-30.
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        # `title: Xi: a speech` is no YAML, yet everybody knows what it means.
        matches = [_KEY_LINE.match(line) for line in lines if line]
        if not all(matches):
            raise ImportRefused(f"The header could not be read{_where(error)}.") from error
        found = {match[1]: (match[2] or "").strip("\"' ") for match in matches}
    if not isinstance(found, dict):
        raise ImportRefused("The header could not be read: it needs lines such as “title: …”.")
    return found


def _where(error):
    mark = getattr(error, "problem_mark", None)
    return f": line {mark.line + 2}, {error.problem}" if mark else ""


def header_from(values):
    """A Header from written values, whoever wrote them. Raises ImportRefused naming the key."""
    given = {}
    for written, value in values.items():
        key = _known(written)
        if not isinstance(value, str):
            raise ImportRefused(f"The header's “{key}” needs one value, not a list.", key)
        # YAML can write "\\ud800" and "\\0" in plain letters, and a command line any byte at all.
        if value := " ".join(clean_characters(value).split()):
            given[key] = _READERS.get(key, str)(value)
    if given.get("machine"):
        given.setdefault("translator", "machine")
    return Header(**given)


def _known(written):
    written = clean_characters(str(written))
    key = _key(written)
    if key in KEYS:
        return key
    near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"Known are: {', '.join(KEYS)}."
    raise ImportRefused(f"The header's key “{brief(written)}” is not known. {hint}")


def _choice(key, choices):
    def read(value):
        wanted = _key(value)
        if wanted in choices:
            return wanted
        near = difflib.get_close_matches(wanted, choices, n=1, cutoff=0.6)
        hint = f"Did you mean “{near[0]}”?" if near else f"Choose one of: {', '.join(choices)}."
        raise ImportRefused(f"The {key} “{brief(value)}” is not known. {hint}", key)

    return read


def _read_machine(value):
    if value.lower() not in _YES:
        raise ImportRefused(f"“machine” is true or false, not “{brief(value)}”.", "machine")
    return _YES[value.lower()]


def _read_url(value):
    if not re.fullmatch(r"https?://[^\s/]+\.?[^\s]*", value):
        raise ImportRefused(
            f"The url “{brief(value)}” is no web address: it begins with http:// or https://.", "url"
        )
    return value


def _read_language(value):
    if not _LANGUAGE.fullmatch(value):
        raise ImportRefused(
            f"The language “{brief(value)}” is no language code such as en, fr or zh-Hans.", "language"
        )
    return value


_READERS = {
    "date": read_date,
    "kind": _choice("kind", KINDS),
    "translator": _choice("translator", TRANSLATORS),
    "machine": _read_machine,
    "url": _read_url,
    "language": _read_language,
}
