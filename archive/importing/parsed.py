"""What the parsers hand over. Nothing here knows Django; every offset counts code points of `text`."""

from dataclasses import dataclass, fields
from datetime import date as Day

KINDS = (
    "speech",
    "readout",
    "press_conference",
    "news_report",
    "commentary",
    "joint_statement",
    "press_release",
    "policy",
    "transcript",
    "report",
)


class ImportRefused(Exception):
    """The one exception a parser raises; `reason` is a sentence an editor can act on."""

    def __init__(self, reason, field=""):
        super().__init__(reason)
        self.reason = reason
        self.field = field


def brief(written):
    """What a reason quotes of a value: enough to find it, not five thousand characters."""
    return written if len(written) <= 80 else f"{written[:79].rstrip()}…"


@dataclass(frozen=True)
class PartialDate:
    """`first` is the first day of the period; `precision` is day, month or year; `uncertain` prints as c."""

    first: Day
    precision: str = "day"
    uncertain: bool = False

    def __str__(self):
        iso = self.first.isoformat()
        shown = {"day": iso, "month": iso[:7], "year": iso[:4]}[self.precision]
        return f"c. {shown}" if self.uncertain else shown


@dataclass(frozen=True)
class Header:
    """What somebody said about the text, in a header or by options; blank where they were silent."""

    title: str = ""
    original_title: str = ""
    source: str = ""
    kind: str = ""
    date: PartialDate | None = None
    language: str = ""
    event: str = ""
    url: str = ""
    part_of: str = ""
    translation_of: str = ""
    translator: str = ""
    machine: bool = False
    translator_name: str = ""
    rights_note: str = ""
    public_note: str = ""

    def under(self, other):
        """This header with every value that `other` gives laid over it."""
        given = {field.name: getattr(other, field.name) for field in fields(self)}
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return Header(**(mine | {name: value for name, value in given.items() if value}))


@dataclass(frozen=True)
class Suggestion:
    """A value the program read out of the text: proposed, and used only where the header is silent."""

    field: str
    value: str | PartialDate
    reason: str


@dataclass(frozen=True)
class ParsedPassage:
    number: int
    start: int
    end: int
    kind: str = "paragraph"
    speaker_label: str = ""


@dataclass(frozen=True)
class FoundPart:
    """Paragraphs `first` to `last` (both counted from 1) that look like a document of their own."""

    first: int
    last: int
    title: str
    reason: str
    header: Header = Header()


@dataclass(frozen=True)
class ParsedDocument:
    text: str
    passages: tuple[ParsedPassage, ...] = ()
    header: Header = Header()
    suggestions: tuple[Suggestion, ...] = ()
    findings: tuple[str, ...] = ()
    parts: tuple[FoundPart, ...] = ()
    children: tuple["ParsedDocument", ...] = ()
    name: str = ""

    def passage_text(self, passage):
        return self.text[passage.start : passage.end]

    def suggested(self, field):
        """The first suggestion for the field, or None."""
        return next((one for one in self.suggestions if one.field == field), None)

    @property
    def turns(self):
        return tuple(passage for passage in self.passages if passage.speaker_label)
