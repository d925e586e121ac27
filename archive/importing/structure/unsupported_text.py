"""Texts that are not prose: markup, data and code of kinds that no format reads, recognised by their lines.

Prose may mention or quote all of it, so that each kind needs several of its characteristics, or most lines of its form.
"""

import csv
import re
from collections.abc import Callable, Sequence

_LINES = 400  # from the beginning
_LINE_LENGTH = 1_000  # characters of one that are looked at
_NEEDED = 5  # lines of a form; fewer are an example in a text
_SAVE_TEXT = "save its words as plain text and import that"


def _line_matcher(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda line: compiled.match(line) is not None


def _share(lines: Sequence[str], matches: Callable[[str], bool]) -> float:
    return sum(map(matches, lines)) / len(lines) if lines else 0.0


def recognise_unsupported_text(text: str) -> tuple[str, str] | None:
    """(description, advice) of a text that is markup, data or code, to end “note.txt is …: …”; None for prose."""
    printed = text[:200_000].splitlines()
    lines = [line[:_LINE_LENGTH].rstrip() for line in printed if line.strip()][:_LINES]
    if not lines:
        return None
    # Blank lines stand between all.
    are_paragraphs = 2 * sum(not line.strip() for line in printed) >= len(printed) - 1
    for recognise, description, advice in _KINDS:
        if recognise(lines) and not (recognise is _is_table and are_paragraphs):
            return description, advice
    return None


_ADDRESS = re.compile(r"<?(?:(?:https?|ftp|file)://|www\.)[^\s<>]+>?", re.IGNORECASE)
_LATEX = re.compile(r"\s*\\(?:documentclass|begin\{document\}|usepackage|section\*?\{|chapter\{)")
_LATEX_START = re.compile(r"\s*\\documentclass(?:\[[^\]]*\])?\{\w+\}")
_ORG_KEYWORD = _line_matcher(r"#\+[A-Za-z_]+:(?:\s|$)")
_REST_DIRECTIVE = _line_matcher(r"\.\. (?:[\w-]+::(?:\s|$)|_[^:]+:)")
_ASCIIDOC_ATTRIBUTE = _line_matcher(r":[\w!-]+:(?:\s.*)?$")
_ASCIIDOC_BLOCK = _line_matcher(r"\[[\w,=\" %.#-]+\]$|={1,5} \S|(?:----|====|\*\*\*\*)$|include::")
_WIKI = (
    re.compile(r"(={2,6})[^=].*[^=]\1$"),
    re.compile(r".*\[\[(?!Page )[^\[\]]+\]\]"),
    re.compile(r".*\{\{[^{}]+\}\}"),
    re.compile(r".*'''[^']+'''"),
    re.compile(r"\{\||\|-|\|\}"),
)
_SQL = re.compile(
    r"(?:CREATE (?:OR REPLACE )?(?:TABLE|DATABASE|(?:UNIQUE )?INDEX|VIEW|FUNCTION|TRIGGER)"
    r"|INSERT INTO|DROP TABLE|ALTER TABLE|COPY \S+ .*FROM|LOCK TABLES"
    r"|SELECT\b.*\bFROM\b|UPDATE \S+ SET|DELETE FROM|SET [\w@.]+ ?=)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\s*(?:def \w+\(.*|class \w+.*[:{]|import [\w.]+(?: as \w+)?;?|from [\w.]+ import .+|#include\s*[<\"].+"
    r"|(?:async |export (?:default )?)?function\b.*\(.*|(?:public|private|protected|static)\s.*[({;]"
    r"|(?:const|let|var) \w+ ?=.*"
    r"|package [\w.]+;?|using [\w.]+;|func \w*\(?.*\{|fn \w+.*\{|if \(.*\) ?\{|for \(.*\) ?\{|while \(.*\) ?\{"
    r"|\w+ ?= ?function.*|<\?php.*|#!.*|return\b.*;|@\w+(?:\(.*\))?)$"
)
_CODE_END = re.compile(
    r".*(?:[{};]|\):|=>|\*/)$|\s*(?://|/\*)|\s*(?:return|raise|yield|else|elif|try|except)\b.*:?$"
)
_YAML = _line_matcher(r"\s*(?:- )?[a-zA-Z_][\w.-]*:(?:\s.*)?$|\s*- \S.*$|\s*#.*$|---$|\.\.\.$")
_YAML_NESTED = _line_matcher(r"\s+[a-z_][\w.-]*:(?:\s.*)?$")
_YAML_KEY = _line_matcher(r"[a-z_][\w.-]*:(?:\s|$)")
_INI = _line_matcher(r"\[[^\[\]]+\]$|[\w.$ -]{1,40}\s*=.*$|[;#].*$|\s+\S+$")
_INI_SECTION = _line_matcher(r"\[[\w .:\"/-]+\]$")
_TOML_VALUE = _line_matcher(r"[\w.-]+\s*=\s*(?:\"|\[|\d|true|false)")
_LOG = _line_matcher(
    r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*\]?.*"
    r"(?:\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b|\w=\S)"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?:"
    r"|\d+\.\d+\.\d+\.\d+ \S+ \S+ \[|(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR)[: \[]",
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
_DIFF = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")


def _is_address(lines: Sequence[str]) -> bool:
    if lines[0].strip().lower() == "[internetshortcut]":
        return True  # the file that Windows makes of an address
    return all(_ADDRESS.fullmatch(line.strip()) for line in lines)


def _is_markup(lines: Sequence[str]) -> bool:
    """A note of the stage such as <Applause> begins no markup: it has no end."""
    tags = sum(bool(re.search(r"</\w|/>|<!", line)) for line in lines)
    return bool(re.match(r"\s*<[?!a-zA-Z][^<>]*>", lines[0])) and tags * 4 >= len(lines)


def _is_latex(lines: Sequence[str]) -> bool:
    if _LATEX_START.match(lines[0]):
        return True
    count = sum(_LATEX.match(line) is not None for line in lines)
    is_document = any("\\begin{document}" in line or "\\documentclass" in line for line in lines[:60])
    return (is_document and count >= 2) or count >= 3


def _is_wiki(lines: Sequence[str]) -> bool:
    counts = [sum(pattern.match(line) is not None for line in lines) for pattern in _WIKI]
    return sum(map(bool, counts)) >= 2 and sum(counts) >= 4 and sum(counts) * 12 >= len(lines)


def _is_restructured(lines: Sequence[str]) -> bool:
    count = sum(map(_REST_DIRECTIVE, lines))
    return count >= 3 or (count >= 1 and _REST_DIRECTIVE(lines[0]))


def _is_asciidoc(lines: Sequence[str]) -> bool:
    attributes, blocks = sum(map(_ASCIIDOC_ATTRIBUTE, lines[:20])), sum(map(_ASCIIDOC_BLOCK, lines))
    return lines[0].startswith("= ") and attributes >= 1 and attributes + blocks >= 3


def _is_sql(lines: Sequence[str]) -> bool:
    statements = [line for line in lines if not line.startswith(("--", "/*"))]
    are_sql = [bool(_SQL.match(line)) for line in statements]
    if statements and re.match(r"CREATE OR REPLACE ", statements[0], re.IGNORECASE):
        return True
    ends = sum(line.endswith((";", ",", "(", ")")) for line in statements)
    return (
        bool(are_sql)
        and are_sql[0]
        and ends * 2 >= len(statements)
        and (sum(are_sql) >= 2 or ends == len(statements))
    )


def _is_code(lines: Sequence[str]) -> bool:
    if re.match(r"#!\s*/|<\?php", lines[0]):
        return True
    definitions = sum(_DEFINITION.match(line) is not None for line in lines)
    ends = _share(lines, lambda line: bool(_CODE_END.match(line) or _DEFINITION.match(line)))
    braces = sum(line.endswith(("{", "}", "};")) for line in lines)
    return len(lines) >= 3 and (
        (definitions >= 2 and ends >= 0.35)
        or (definitions >= 3 and definitions * 12 >= len(lines))
        or (braces >= 2 and ends >= 0.7)
    )


def _is_yaml(lines: Sequence[str]) -> bool:
    if lines[0].startswith("%YAML"):
        return True
    return (
        len(lines) >= _NEEDED
        and _share(lines, _YAML) >= 0.95
        and sum(map(_YAML_NESTED, lines)) >= 2
        and sum(map(_YAML_KEY, lines)) >= 2
    )


def _is_settings(lines: Sequence[str]) -> bool:
    sections, values = sum(map(_INI_SECTION, lines)), sum("=" in line for line in lines)
    if sections and values >= 2 and _share(lines, _INI) >= 0.9:
        return True
    first = next((line for line in lines if not line.startswith(("#", ";"))), "")
    if sections >= 2 and _INI_SECTION(first) and values * 3 >= len(lines):
        return True
    return len(lines) >= 3 and _share(lines, _TOML_VALUE) >= 0.9


def _is_base64(lines: Sequence[str]) -> bool:
    joined = "".join(line.strip() for line in lines)
    if len(joined) < 100 or not _BASE64.fullmatch(joined):
        return False
    return all(re.search(kind, joined) for kind in ("[a-z]", "[A-Z]", "[0-9]"))


def _is_diff(lines: Sequence[str]) -> bool:
    return any(map(_DIFF.match, lines)) and any(line.startswith(("--- ", "diff ")) for line in lines)


def _is_table(lines: Sequence[str]) -> bool:
    return any(
        _has_even_cells(lines, delimiter, min_columns)
        for delimiter, min_columns in (("\t", 2), (";", 3), (",", 3), ("|", 3))
    )


def _has_even_cells(lines: Sequence[str], delimiter: str, min_columns: int) -> bool:
    """All rows of as many cells, short ones, that are no sentences."""
    if len(lines) < _NEEDED or sum(delimiter in line for line in lines) < len(lines):
        return False
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return False
    width = len(rows[0])
    spaced_commas, commas = (sum(line.count(mark) for line in lines) for mark in (", ", ","))
    if delimiter == "," and 2 * spaced_commas > commas:
        return False  # “Ada, Ben, Cora” is a list of names
    cells = [cell.strip() for row in rows for cell in row]
    sentences = sum(" " in cell and cell.endswith((".", "!", "?", "。")) for cell in cells)
    return (
        width >= min_columns
        and all(len(row) == width for row in rows)
        and sum(map(len, cells)) < 40 * len(cells)
        and sentences * 10 <= len(rows)
    )


def _starts_with(pattern: str) -> Callable[[Sequence[str]], bool]:
    compiled = re.compile(pattern)
    return lambda lines: compiled.match(lines[0].lstrip("\ufeff")) is not None


_IMPORT_TEXT = "import a text"
_IMPORT_TEXTS = "import the texts themselves"
_SAVE_HTML = "save it as HTML and import that"
_Kind = tuple[Callable[[Sequence[str]], bool], str, str]
_KINDS: tuple[_Kind, ...] = (
    (
        _is_address,
        "a web address, and the archive does not go to the network",
        "save the page in your browser and import the file, or paste its text",
    ),
    (
        lambda lines: lines[0] == "+++" and "+++" in lines[1:],
        "a text with a header in TOML (+++)",
        "write the header in YAML between two lines of ---",
    ),
    (_starts_with(r"TY {1,2}- ?\w"), "a list of references (RIS)", _IMPORT_TEXTS),
    (
        _starts_with(r"@\w+\s*\{\s*[^\s,]+\s*,\s*(?:$|\w+\s*=)"),
        "a list of references (BibTeX)",
        _IMPORT_TEXTS,
    ),
    (
        _starts_with(r"(?i)\[Script Info\]$"),
        "subtitles in SubStation Alpha (.ass)",
        "save them as .srt and import that",
    ),
    (_starts_with("(?i)BEGIN:VCARD"), "an address card (vCard)", _IMPORT_TEXT),
    (_starts_with("(?i)BEGIN:VCALENDAR"), "a calendar (iCalendar)", _IMPORT_TEXT),
    (
        _starts_with("-----BEGIN [A-Z ]+-----"),
        "a key or an encrypted message",
        "decrypt it and import its text",
    ),
    (
        _starts_with(r"From \S+ .*\d\d:\d\d.*\d{4}"),
        "a mailbox (mbox)",
        "save its messages as .eml and import those",
    ),
    (_is_markup, "markup of a kind that is not known", _SAVE_TEXT),
    (_is_diff, "a list of changes (diff)", "import the changed text itself"),
    (_is_latex, "LaTeX", _SAVE_TEXT),
    (
        lambda lines: _ORG_KEYWORD(lines[0]) and (len(lines) < _NEEDED or sum(map(_ORG_KEYWORD, lines)) >= 2),
        "Org mode text",
        "export it as HTML and import that",
    ),
    (_is_restructured, "reStructuredText", _SAVE_HTML),
    (_is_asciidoc, "AsciiDoc", _SAVE_HTML),
    (_is_wiki, "wiki text", "save the page as HTML and import that"),
    (_is_sql, "an SQL dump", "export the documents as CSV and import that"),
    (lambda lines: len(lines) >= 3 and _share(lines, _LOG) >= 0.6, "a log of a program", _IMPORT_TEXT),
    (_is_base64, "base64, an encoding of other files", "decode it and import the file"),
    (_is_yaml, "YAML", "write its texts as JSON, CSV or plain text and import that"),
    (_is_settings, "a file of settings (INI or TOML)", _IMPORT_TEXT),
    (_is_code, "source code", _IMPORT_TEXT),
    (_is_table, "a table", "save it as CSV with the names of its columns in the first row and import that"),
)
