"""UK Hansard in the XML of Public Whip and TheyWorkForYou: a day of one House, statements or written answers."""

import re

from lxml import etree

from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header
from archive.importing.readers.speeches.reader import SpeechReader
from archive.importing.readers.speeches.roles import HTML_ROLES, element_roles
from archive.importing.readers.speeches.values import make_header, partial_date
from archive.importing.readers.xml import local_name, parse_xml, root_name

LABEL = "Hansard (Public Whip XML)"
SUFFIXES = (".xml",)
_ROLES = HTML_ROLES | element_roles(
    block="publicwhip blockquote division mplist msplist lordlist",
    speech="speech ques reply",
    heading="oral-heading major-heading minor-heading title",
    paragraph="motion",
    note="divisioncount",
    item="mpname mspname lord",
    skip="gidredirect",
)
_KINDS = {"ques": "question", "reply": "answer"}
_ID = re.compile(r"uk\.org\.publicwhip/(\w+)/([0-9]{4}-[0-9]{2}-[0-9]{2})")
_RECORDS = {
    "debate": "House of Commons debates",
    "lords": "House of Lords debates",
    "westminhall": "Westminster Hall debates",
    "wms": "Written Ministerial Statements",
    "wrans": "Written Answers",
    "standing": "Public Bill Committee debates",
    "pbc": "Public Bill Committee debates",
    "spor": "Scottish Parliament: Official Report",
    "spwa": "Scottish Parliament: Written Answers",
    "ni": "Northern Ireland Assembly: Official Report",
    "london-mayors-questions": "Mayor of London: questions",
    "senedd": "Senedd: Record of Proceedings",
}
_PUBLISHERS = {
    "spor": "Scottish Parliament",
    "spwa": "Scottish Parliament",
    "ni": "Northern Ireland Assembly",
    "london-mayors-questions": "London Assembly",
    "senedd": "Senedd",
}


def recognise(head: bytes, name: str) -> float:
    return 1.0 if root_name(head) == "publicwhip" else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    document = parse_xml(content, name, encoding)
    reader = SpeechReader(
        _role,
        _speaker,
        time=lambda element: element.get("time", ""),
        kind=lambda element: _KINDS.get(local_name(element), "remark"),
    )
    for division in document.root.iter("division"):
        _write_counts(division)
    reader.read(document.root)
    reader.finish()
    if not reader.paragraphs:  # the first draft of a day may hold no more than a note of the clerk
        reader.check(name, "a Hansard file")
    header, findings = _header(document.root)
    reader.counts["redirect"] = sum(1 for _ in document.root.iter("gidredirect"))
    section = Section(header, paragraphs=tuple(reader.paragraphs))
    return ExtractedText((section,), (*reader.findings(), *findings, *document.findings))


def _role(element: etree._Element) -> str:
    """Returns the element's role; words without a named speaker (“Motion made, …”) are a note of the clerk."""
    role = _ROLES.get(local_name(element), "sentence")
    if role == "speech" and not element.get("speakername"):
        return "note"
    return role


def _speaker(element: etree._Element) -> tuple[str, str]:
    """Returns the speaker as Hansard prints it: an office before the name in brackets."""
    name, office = element.get("speakername", ""), element.get("speakeroffice", "")
    return (f"{office} ({name})" if office else name), ""


def _write_counts(division: etree._Element) -> None:
    """The figures and sides of a division are attributes; they become text, as in print."""
    number = division.get("divnumber")
    if number:
        division.text = f"Division No. {number}{division.text or ''}"
    for count in division.iter("divisioncount"):
        figures = [f"{name} {value}" for name, value in count.items() if value.isdecimal()]
        count.text = "; ".join(figures) + (count.text or "")
    for name_list in division.iter("mplist", "msplist", "lordlist"):
        name_list.text = f"{name_list.get('vote', '')}{name_list.text or ''}"


def _header(root: etree._Element) -> tuple[Header, list[str]]:
    """The file has no title of its own: record and day are in the identifiers of its speeches."""
    match = next((match for element in root if (match := _ID.match(element.get("id") or ""))), None)
    url = next((address for element in root if (address := element.get("url"))), "").partition("#")[0]
    if not match:
        return make_header(url=url), []
    date = partial_date(match[2])
    record = _RECORDS.get(match[1], "")
    title = f"{record}, {date.first.day} {date.first:%B %Y}" if record and date else ""
    publisher = _PUBLISHERS.get(match[1], "UK Parliament") if record else ""
    finding = f"Title, source and date were taken from the identifiers of the speeches ({match[0]})."
    return make_header(title, publisher, date, url=url), [finding]
