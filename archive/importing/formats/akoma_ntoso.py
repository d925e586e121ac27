"""Akoma Ntoso: the debates of parliaments and records of meetings, in whichever of its namespaces, or in none."""

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.readers.speeches.reader import SpeechReader, space_before
from archive.importing.readers.speeches.roles import HTML_ROLES, element_roles
from archive.importing.readers.speeches.values import (
    first_address,
    language_code,
    make_header,
    one_line,
    partial_date,
)
from archive.importing.readers.xml import local_name, parse_xml, root_name

LABEL = "Akoma Ntoso"
SUFFIXES = (".xml", ".akn")
_DEBATES = ("debate", "debateRecord", "debateReport")
_OTHER_DOCUMENTS = {
    "act": "a law",
    "bill": "a bill",
    "amendment": "an amendment",
    "amendmentList": "a list of amendments",
    **dict.fromkeys(("judgment", "judgement"), "a judgment"),
    "officialGazette": "an official gazette",
    "documentCollection": "a collection of documents",
    "statement": "a statement",
    "doc": "a document",
    "portion": "a portion of a document",
}
_KINDS = ("question", "answer")
_SECTIONS = (
    "administrationOfOath declarationOfVote communication petitions papers noticesOfMotion questions address "
    "proceduralMotions pointOfOrder adjournment rollCall prayers oralStatements writtenStatements personalStatements "
    "ministerialStatements resolutions nationalInterest debateSection speechGroup"
)
_ROLES = HTML_ROLES | element_roles(
    block=f"{' '.join(_DEBATES)} akomaNtoso preface preamble coverPage debateBody body conclusions attachments "
    f"components {_SECTIONS} blockList toc container blockContainer tblock foreign embeddedStructure longTitle item",
    heading="heading subheading crossHeading h1 h2 h3 docTitle",
    note="narrative summary scene other authorialNote",
    skip="meta script style",
    paragraph="block",
    speech="speech question answer",
    speaker="from",
    item="tocItem",
    line_break="eol",
)


def recognise(head: bytes, name: str) -> float:
    return 1.0 if root_name(head).rpartition(":")[2] == "akomaNtoso" else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    document = parse_xml(content, name, encoding)
    debate = next(document.root.iter(*(f"{{*}}{debate}" for debate in _DEBATES)), None)
    if debate is None:
        descriptions = (_OTHER_DOCUMENTS.get(local_name(element)) for element in document.root)
        description = next(filter(None, descriptions), "no debate")
        raise ImportDocumentError(f"{name} is {description} in Akoma Ntoso; only debates are read.")
    names = _names(document.root)
    reader = SpeechReader(
        _role,
        lambda element: _speaker(element, names),
        time=lambda element: element.get("time") or element.get("startTime") or "",
        kind=lambda element: element_name if (element_name := local_name(element)) in _KINDS else "remark",
    )
    reader.counts["footnote"] = _place_notes(document.root)
    reader.read(document.root)
    reader.finish()
    reader.check(name, "a debate in Akoma Ntoso")
    languages = {element.get("language", "") for element in debate.iter("{*}FRBRlanguage")}
    header = make_header(
        _title(debate),
        _source(debate, names),
        partial_date(_date(debate)),
        language_code(languages.pop()) if len(languages) == 1 else "",
        first_address(element.get("value", "") for element in debate.iter("{*}FRBRuri", "{*}FRBRthis")),
    )
    section = Section(header, paragraphs=tuple(reader.paragraphs))
    return ExtractedText((section,), (*reader.findings(), *document.findings))


def _text_of(element: etree._Element) -> str:
    return one_line("".join(element.itertext()))


def _role(element: etree._Element) -> str:
    """A title in a sentence of the preface is part of it."""
    name = local_name(element)
    if name == "docTitle" and local_name(element.getparent()) in ("p", "block"):
        return "sentence"
    return _ROLES.get(name, "sentence")


def _names(root: etree._Element) -> dict[str, str]:
    """Returns what the references of the file call persons, organisations and roles."""
    references = (element for element in root.iter() if local_name(element).startswith("TLC"))
    return {
        code: one_line(element.get("showAs", ""))
        for element in references
        for key in ("eId", "id", "wId")
        if (code := element.get(key)) and element.get("showAs")
    }


def _speaker(element: etree._Element, names: dict[str, str]) -> tuple[str, str]:
    """The printed name (<from>) and that of the references; real files use names with spaces as references."""
    printed = element.find("{*}from")
    code = (element.get("by") or element.get("as") or "").strip().removeprefix("#")
    return "" if printed is None else _text_of(printed), names.get(code, code)


def _place_notes(root: etree._Element) -> int:
    """A note that is kept apart comes where its mark stands; how many did."""
    notes = {
        code: one_line(" ".join(element.itertext()))
        for element in root.iter("{*}note")
        if (code := element.get("eId") or element.get("id"))
    }
    placed = 0
    for element in root.iter("{*}noteRef"):
        note = notes.get((element.get("href") or "").removeprefix("#"), "")
        if note and not (element.text or "").strip():
            mark = one_line(f"{element.get('marker', '')} {note}")
            element.text = f" [{mark}]{space_before(element.tail)}"
            placed += 1
    return placed


def _title(debate: etree._Element) -> str:
    """The title of the cover, else the heading of everything where there is one section."""
    names = (element.get("value") for element in debate.iter("{*}FRBRname", "{*}FRBRtitle"))
    if title := next(filter(None, names), ""):
        return title
    printed = next(debate.iter("{*}docTitle"), None)
    body = debate.find("{*}debateBody")
    if printed is None and body is not None and len(body) == 1:
        printed = body[0].find("{*}heading")
    return "" if printed is None else _text_of(printed)


def _source(debate: etree._Element, names: dict[str, str]) -> str:
    """The organisation that is named as author of the work, as its cover prints it."""
    if printed := next(filter(None, map(_text_of, debate.iter("{*}docProponent"))), ""):
        return printed
    organisations = {element.get("eId") or element.get("id") for element in debate.iter("{*}TLCOrganization")}
    authors = (author for work in debate.iter("{*}FRBRWork") for author in work.iter("{*}FRBRauthor"))
    codes = ((author.get("href") or "").removeprefix("#") for author in authors)
    return next((names.get(code, "") for code in codes if code in organisations), "")


def _date(debate: etree._Element) -> str:
    """The day of the work; files of one date in the heading alone leave it to the reader of titles."""
    for work in debate.iter("{*}FRBRWork"):
        for date in work.iter("{*}FRBRdate"):
            return date.get("date", "")
    return next((e.get("date", "") for e in debate.iter("{*}docDate") if e.get("date")), "")
