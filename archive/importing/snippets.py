"""Short pieces of code, style sheets, data and logs: too few lines to weigh, so that every line must be certain.

Notes and poems in small letters, lists, formulas and warnings are prose: a key with a colon, a word such as `import` or
an equals sign are not enough.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

MAX_LINES = 8  # what is longer is weighed by its lines
MAX_LINE_LENGTH = 300  # characters
_STATEMENT = re.compile(
    r"(?:export )?(?:const|let|var) (?:\w+|\{[\w, :]*\}|\[[\w, ]*\]) ?=.*(?:;|[{(\[]|=>)"
    r"|(?:export (?:default )?)?(?:async )?function ?\*? ?\w* ?\([\w, =.{}]*\) ?\{.*"
    r"|(?:export (?:default )?)?class \w+(?: extends [\w.]+)? \{.*|import (?:[\w*{}, ]+ from )?['\"][^'\"]+['\"];?"
    r"|(?:console|document|window|module|process|JSON)\.\w+(?:\.\w+)*(?:\(.*\)| ?= ?.+);?"
    r"|\w+(?:\.\w+)+\([^()]*\);|\w+\((?:['\"].*)?\);|(?:if|for|while|switch) ?\([^{}]+\) ?\{.*"
    r"|def \w+\([\w, =*:.\[\]|\"']*\)(?: ?-> ?[\w.\[\], |]+)?:.*|class \w+(?:\([\w., =]*\))?:"
    r"|print\((?:f?['\"].*|\w+)\)|from \w+(?:\.\w+)+ import [\w*, ]+|#include ?[<\"][\w./]+[>\"]"
    r"|(?:public|private|protected) (?:static |final )*[\w<>\[\]]+ \w+ ?[({=;].*|System\.out\.print\w*\(.*\);"
)
# Stand between statements, and alone show nothing.
_BETWEEN = re.compile(
    r"[{}()\[\];,]+|\} ?else(?: if ?\(.*\))? ?\{|\}\)+;?|(?://|/\*|\*/).*|return\b.*[;)\w\]'\"]"
    r"|(?:[\w.]+(?:\[\w+\])?) ?[-+*/]?= ?[^=].*;?|\w+ \w+ = [^=].*;"
    r"|import [\w.]+(?: as \w+)?|from [\w.]+ import [\w*, ]+"
)
_SELECTOR = r"(?:[.#*:@\[]|[a-z])[\w\s.#>:+~,*()\[\]=\"'|%-]*"
_DECLARATION = r"-{0,2}[a-z][a-z-]*\s*:\s*[^;{}:]+"
_RULE = rf"{_SELECTOR}\{{\s*{_DECLARATION}(?:;\s*{_DECLARATION})*;?\s*\}}"
_STYLE_SHEET = re.compile(rf"\s*(?:{_RULE}\s*)+|\s*@media[^{{}}]+\{{\s*(?:{_RULE}\s*)+\}}\s*")
_PROPERTY = re.compile(
    r"[{;]\s*(?:--[\w-]+|color|background|margin|padding|font|display|border|width|height|position|text-align|float"
    r"|(?:min|max)-(?:width|height)|(?:[a-z]+-){1,3}(?:color|size|family|weight|width|style|align|radius|index"
    r"|height|top|bottom|left|right|image|decoration|items|content)|flex|grid|gap|opacity|overflow|transform|z-index)\s*:"
)
_KEY = r"(?:- )?[a-z][\w.-]*:"
_MAPPING = re.compile(rf"\s*{_KEY}(?: [^.!?]*| \S+)?|\s+- [^.!?]*")
_OPEN_KEY = re.compile(rf"\s*{_KEY}")
_NESTED_KEY = re.compile(rf"\s+{_KEY}(?: .*|)")
# A name of several words written as one, or a value that only a program reads.
_MACHINE_KEY = re.compile(r"\s*(?:- )?[a-z]+[A-Z_]\w*:(?: .*|)")
_MACHINE_VALUE = re.compile(rf"\s*{_KEY} (?:true|false|null|~|[|>]-?|\[.*\]|\{{.*\}}|\$\{{.*\}}|\*\w+|&\w+)")
_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)"
_LOG = re.compile(
    rf"\[?\d{{4}}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*\s.*\b{_LEVEL}\b.*"
    rf"|\[?\d\d:\d\d:\d\d[.,]?\d*\]? .{{0,40}}\b{_LEVEL}\b.*"
    rf"|\[?{_LEVEL}\]? *\[?\d{{4}}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d.*"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?: .*"
    r"|\d+\.\d+\.\d+\.\d+ \S+ \S+ \[\d\d/\w{3}/\d{4}:.*"
)
_TRACE = re.compile(r"Traceback \(most recent call last\):|Exception in thread \"")


def recognise_snippet(text: str) -> tuple[str, str] | None:
    """As `recognise_unsupported_text` does for longer ones; None for texts of more than MAX_LINES lines with words."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if not 0 < len(lines) <= MAX_LINES or max(map(len, lines)) > MAX_LINE_LENGTH:
        return None
    for recognise, description, advice in _KINDS:
        if recognise(lines):
            return description, advice
    return None


def _is_code(lines: Sequence[str]) -> bool:
    others = [line for line in map(str.strip, lines) if not _STATEMENT.fullmatch(line)]
    return len(others) < len(lines) and all(map(_BETWEEN.fullmatch, others))


def _is_style_sheet(lines: Sequence[str]) -> bool:
    rules = re.sub(r"/\*.*?\*/", "", " ".join(lines))
    return bool(_PROPERTY.search(rules)) and _STYLE_SHEET.fullmatch(rules) is not None


def _is_yaml(lines: Sequence[str]) -> bool:
    if len(lines) < 2 or not all(map(_MAPPING.fullmatch, lines)):
        return False
    is_nested = any(
        _OPEN_KEY.fullmatch(line) and _NESTED_KEY.fullmatch(following) for line, following in pairwise(lines)
    )
    return is_nested or any(_MACHINE_KEY.fullmatch(line) or _MACHINE_VALUE.fullmatch(line) for line in lines)


_KINDS: tuple[tuple[Callable[[Sequence[str]], bool], str, str], ...] = (
    (
        lambda lines: _TRACE.match(lines[0]) is not None or all(map(_LOG.fullmatch, lines)),
        "a log of a program",
        "import a text",
    ),
    (_is_style_sheet, "a style sheet", "import a text"),
    (_is_code, "source code", "import a text"),
    (_is_yaml, "YAML", "write its texts as JSON, CSV or plain text and import that"),
)
