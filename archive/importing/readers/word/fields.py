"""Fields: a code that is not shown, and what it results in. (ECMA-376, part 1, 17.16)"""

from dataclasses import dataclass, field

from lxml import etree

from archive.importing.readers.field_codes import field_name
from archive.importing.readers.word.elements import attribute, child, children, is_on, value_of

# Those that show nothing where they stand.
_NAMES = "ADVANCE ASK BOOKMARK DATA FORMTEXT HYPERLINK NEXT NEXTIF PRINT PRIVATE RD SET SKIPIF TA TC XE"
_SILENT = frozenset(_NAMES.split())


@dataclass
class Field:
    """`form`: the settings of a form field."""

    form: etree._Element | None = None
    code: str = ""
    is_result: bool = False  # whether the result has begun
    has_result: bool = False

    @property
    def is_silent(self) -> bool:
        return field_name(self.code) in _SILENT | {""}

    @property
    def form_text(self) -> str:
        """Returns what a form field without a result shows: its mark, or the entry that was chosen."""
        if (box := child(self.form, "checkBox")) is not None:
            is_checked = is_on(box, "checked" if child(box, "checked") is not None else "default")
            return "☒" if is_checked else "☐"
        choices = child(self.form, "ddList")
        entries = [attribute(entry, "val") for entry in children(choices, "listEntry")]
        number = value_of(choices, "result") or value_of(choices, "default") or "0"
        return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


@dataclass
class Fields:
    """The fields that are open, one inside the other; they can begin and end in different paragraphs."""

    open: list[Field] = field(default_factory=list)

    @property
    def is_code(self) -> bool:
        return any(not each.is_result for each in self.open)

    def add_code(self, text: str) -> None:
        if self.open:
            self.open[-1].code += text

    def note_result(self) -> None:
        for each in self.open:
            each.has_result = True

    def read(self, mark: etree._Element) -> Field | None:
        """Follows a `fldChar`; the field that ends there without a result and where it is not part of a code."""
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self.open.append(Field(child(mark, "ffData")))
        elif kind == "separate" and self.open:
            self.open[-1].is_result = True
        elif kind == "end" and self.open:
            ended = self.open.pop()
            return None if ended.has_result or self.is_code else ended
        return None

    def close_codes(self) -> list[Field]:
        """Closes the fields whose code is still open at the end of a paragraph, and returns them: otherwise all later
        words would be lost."""
        if not self.is_code:
            return []
        closed, self.open = self.open, []
        return closed
