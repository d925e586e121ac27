"""JSON: an array of objects, an object that holds one, or JSON Lines; other uses of JSON are refused by name."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.parsed_document import Refusal
from archive.importing.phrases import list_phrase
from archive.importing.readers.records.columns import PARAGRAPH_LISTS, TEXT, guess_columns
from archive.importing.readers.records.rows import Table, unique_names

# What a file is that has all of these keys at its top. JSON Feed, whose entries are documents, is not among them.
_KNOWN_KINDS = (
    ("type features|type coordinates|type geometry", "a map (GeoJSON)"),
    ("nbformat cells", "a Jupyter notebook"),
    ("openapi paths|swagger paths", "a description of an API (OpenAPI)"),
    ("lockfileVersion", "a package lock file"),
    (
        "name version dependencies|name version scripts|name version devDependencies",
        "a description of a software package (package.json)",
    ),
    ("compilerOptions", "settings of a compiler"),
    ("$schema", "a JSON Schema"),
    ("@context @graph", "linked data (JSON-LD)"),
    ("@context target", "a web annotation"),
    ("@context first", "a collection of web annotations"),
    ("@context partOf items", "a page of web annotations"),
    ("log version", "a record of a browser (HAR)"),
)
MIN_LONE_TEXT = 100  # characters of an object that stands alone; settings have shorter descriptions
MAX_LIST_DEPTH = 6  # objects around a list of documents
_NO_CHARACTER = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_ARRAY_START = re.compile(r"\s*\[\s*(?:\{|\])")
_OBJECT_START = re.compile(r"\s*\{\s*(?:\"(?:[^\"\\]|\\.){0,200}\"\s*:|\})")


def looks_like_json(text: str) -> bool:
    """Whether it begins as an object or as an array of objects."""
    text = text.lstrip("\ufeff")
    return bool(_ARRAY_START.match(text) or _OBJECT_START.match(text))


def read_json(text: str, name: str) -> Table:
    """Raises ImportDocumentError for JSON that is no list of documents."""
    text = text.lstrip("\ufeff").strip()
    try:
        value = _load(text)
    except json.JSONDecodeError as error:
        if _is_lines(text, error):
            return _read_lines(text)
        raise ImportDocumentError(
            f"{name} is not valid JSON: line {error.lineno:,}, column {error.colno:,}, {_reason(error)}."
        ) from error
    except RecursionError as error:
        raise ImportDocumentError(f"{name} is nested too deep to be a list of documents.") from error
    except ValueError as error:  # an integer of thousands of digits
        raise ImportDocumentError(f"{name} is not valid JSON: {abbreviate(str(error))}.") from error
    return _table(value, name)


def _load(text: str) -> Any:
    value = json.loads(text, object_pairs_hook=_object)
    return _replace_half_characters(value) if _NO_CHARACTER.search(text) else value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice in it is numbered, since of equal keys only one would be left."""
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    names = unique_names(key for key, _value in pairs)
    return {name: value for name, (_key, value) in zip(names, pairs, strict=True)}


def _replace_half_characters(value: Any) -> Any:
    """JSON can write half a character (“\\ud800”), which no text can hold: it becomes the sign “�”.

    So does NUL in the name of a column, which the archive remembers.
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_replace_half_characters(item) for item in value]
    if isinstance(value, dict):
        names = unique_names(_replace_half_characters(key).replace("\0", "\ufffd") for key in value)
        return dict(zip(names, map(_replace_half_characters, value.values()), strict=True))
    return value


def _reason(error: json.JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]


def _is_lines(text: str, error: json.JSONDecodeError) -> bool:
    """A second value behind the first, or a first line that is whole whatever the others are."""
    first, _break, following_lines = text.partition("\n")
    if not following_lines.strip() or not first.rstrip().endswith("}"):
        return False
    try:
        return isinstance(_load(first), dict)
    except (ValueError, RecursionError):
        return "\n{" in text and error.lineno == 1


def _read_lines(text: str) -> Table:
    table = Table()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = _load(line)
        except json.JSONDecodeError as error:
            reason = f"It is not valid JSON: column {error.colno:,}, {_reason(error)}."
            table.refusals.append(Refusal(f"line {number:,}", reason))
        except (RecursionError, ValueError):
            reason = "It is nested too deep, or has a number without end."
            table.refusals.append(Refusal(f"line {number:,}", reason))
        else:
            _add(table, f"line {number:,}", value)
    return table


def _table(value: Any, name: str) -> Table:
    table = Table()
    entries = value
    if isinstance(value, dict):
        key, entries = _list_in(value, name)
        others = [other for other in value if other != key.split(".")[0]]
        if key and others:
            names = list_phrase(map(abbreviate, others), 8)
            table.findings.append(f"What stands beside the list “{abbreviate(key)}” was left out: {names}.")
    if not isinstance(entries, list) or not any(isinstance(entry, dict) for entry in entries):
        raise ImportDocumentError(f"{name} is JSON, but no list of documents.")
    for number, entry in enumerate(entries, 1):
        _add(table, f"entry {number:,}", entry)
    if not table.rows:
        raise ImportDocumentError(f"{name} is JSON, but no list of documents.")
    return table


def _add(table: Table, name: str, value: Any) -> None:
    if isinstance(value, dict) and value:
        table.add_object(name, value)
    else:
        table.refusals.append(Refusal(name, "It is no object with named values."))


def _list_in(value: Mapping[str, Any], name: str, depth: int = 0) -> tuple[str, Sequence[Any]]:
    """(key, list) of the one list of objects, also of one deeper inside (“data.items”); an object with a text of its
    own is the only entry."""
    for keys, kind in _KNOWN_KINDS:
        if any(value.keys() >= set(names.split()) for names in keys.split("|")):
            raise ImportDocumentError(f"{name} is {kind}, not a list of documents.")
    if _is_document(value):
        return "", [value]
    lists = {key: item for key, item in value.items() if _is_list_of_objects(item)}
    if len(lists) > 1:
        keys_phrase = list_phrase(map(abbreviate, lists), 8)
        raise ImportDocumentError(
            f"{name} is JSON with {len(lists)} lists ({keys_phrase}); a list of documents is an array of objects."
        )
    if lists:
        return next(iter(lists.items()))
    objects = {key: item for key, item in value.items() if isinstance(item, dict) and depth < MAX_LIST_DEPTH}
    inside = [(key, *_list_in(item, name, depth + 1)) for key, item in objects.items()]
    filled = [(key, below, entries) for key, below, entries in inside if entries]
    if len(filled) != 1:
        return "", []
    key, below, entries = filled[0]
    return f"{key}.{below}" if below else key, entries


def _is_document(value: Mapping[str, Any]) -> bool:
    """An object whose text is long, or a list of paragraphs: such have no title or date of their own."""
    guesses = guess_columns(list(value))
    text = value.get(guesses.get(TEXT, ""))
    is_described = "title" in guesses and bool({"date", "url"} & guesses.keys())
    if isinstance(text, str) and (len(text) >= MIN_LONE_TEXT or is_described):
        return bool(text)
    return any(map(_is_paragraphs, (text, *map(value.get, PARAGRAPH_LISTS))))


def _is_paragraphs(text: Any) -> bool:
    if not isinstance(text, list) or not text:
        return False
    if all(isinstance(item, str) for item in text):
        return True
    guesses = [guess_columns(list(item)) for item in text] if _is_list_of_objects(text) else [{}]
    return all(TEXT in guess and "title" not in guess and "date" not in guess for guess in guesses)


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
