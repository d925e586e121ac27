"""Akoma Ntoso: the debates of parliaments and records of meetings, in whichever of its namespaces, or in none."""

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header
from archive.importing.readers.speeches import (
    ElementMapping,
    ElementRole,
    SpeechReader,
    check_speeches,
    space_before,
)
from archive.importing.readers.speeches.values import language_code, make_header, one_line, partial_date
from archive.importing.readers.xml import local_name, parse_xml, root_name

LABEL = "Akoma Ntoso"
SUFFIXES = (".xml", ".akn")
_DEBATES = ("debate", "debateRecord", "debateReport")
_OTHER_DOCUMENTS = {
    "act": "a law",
    "bill": "a bill",
    "amendment": "an amendment",
    "amendmentList": "a list of amendments",
    "judgment": "a judgment",
    "judgement": "a judgment",
    "officialGazette": "an official gazette",
    "documentCollection": "a collection of documents",
    "statement": "a statement",
    "doc": "a document",
    "portion": "a portion of a document",
}
_SECTIONS = (
    "administrationOfOath declarationOfVote communication petitions papers noticesOfMotion questions address "
    "proceduralMotions pointOfOrder adjournment rollCall prayers oralStatements writtenStatements personalStatements "
    "ministerialStatements resolutions nationalInterest debateSection speechGroup"
)
_ROLES = {
    **dict.fromkeys([*_DEBATES, "akomaNtoso", "preface", "preamble", "coverPage"], ElementRole.BLOCK),
    **dict.fromkeys(["debateBody", "body", "conclusions", "attachments", "components"], ElementRole.BLOCK),
    **dict.fromkeys(_SECTIONS.split(), ElementRole.BLOCK),
    **dict.fromkeys(
        ["ul", "ol", "blockList", "toc", "table", "tbody", "thead", "container"], ElementRole.BLOCK
    ),
    **dict.fromkeys(
        ["blockContainer", "tblock", "foreign", "embeddedStructure", "longTitle"], ElementRole.BLOCK
    ),
    **dict.fromkeys(
        ["heading", "subheading", "crossHeading", "h1", "h2", "h3", "docTitle"], ElementRole.HEADING
    ),
    **dict.fromkeys(["narrative", "summary", "scene", "other", "authorialNote"], ElementRole.NOTE),
    **dict.fromkeys(["meta", "script", "style"], ElementRole.SKIP),
    "p": ElementRole.PARAGRAPH,
    "block": ElementRole.PARAGRAPH,
    "speech": ElementRole.SPEECH,
    "question": ElementRole.SPEECH,
    "answer": ElementRole.SPEECH,
    "from": ElementRole.SPEAKER,
    "li": ElementRole.ITEM,
    "item": ElementRole.BLOCK,
    "tocItem": ElementRole.ITEM,
    "tr": ElementRole.ROW,
    "td": ElementRole.CELL,
    "th": ElementRole.CELL,
    "br": ElementRole.BREAK,
    "eol": ElementRole.BREAK,
    "img": ElementRole.IMAGE,
}


def recognise(head: bytes, name: str) -> float:
    return 1.0 if root_name(head).rpartition(":")[2] == "akomaNtoso" else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    document = parse_xml(content, name, encoding)
    debates = [element for element in document.root.iter() if local_name(element) in _DEBATES]
    if not debates:
        raise ImportDocumentError(
            f"{name} is {_description(document.root)} in Akoma Ntoso; only debates are read."
        )
    names = _names(document.root)
    reader = SpeechReader(ElementMapping(_role, lambda element: _speaker(element, names), _time, _kind))
    reader.counts["footnote"] = _place_notes(document.root)
    reader.read(document.root)
    reader.finish()
    check_speeches(reader, name, "a debate in Akoma Ntoso")
    section = Section(_header(debates[0], names), paragraphs=tuple(reader.paragraphs))
    return ExtractedText((section,), (*reader.findings(), *document.findings))


def _description(root: etree._Element) -> str:
    for element in root:
        if description := _OTHER_DOCUMENTS.get(local_name(element)):
            return description
    return "no debate"


def _role(element: etree._Element) -> ElementRole:
    """A title in a sentence of the preface is part of it."""
    name = local_name(element)
    if name == "docTitle" and local_name(element.getparent()) in ("p", "block"):
        return ElementRole.SENTENCE
    return _ROLES.get(name, ElementRole.SENTENCE)


def _names(root: etree._Element) -> dict[str, str]:
    """Returns what the references of the file call persons, organisations and roles."""
    return {
        code: one_line(element.get("showAs", ""))
        for element in root.iter()
        if local_name(element).startswith("TLC")
        for key in ("eId", "id", "wId")
        if (code := element.get(key)) and element.get("showAs")
    }


def _speaker(element: etree._Element, names: dict[str, str]) -> tuple[str, str]:
    """The printed name (<from>) and that of the references; real files use names with spaces as references."""
    printed = next(
        (one_line("".join(child.itertext())) for child in element if local_name(child) == "from"), ""
    )
    code = (element.get("by") or element.get("as") or "").strip().removeprefix("#")
    return printed, names.get(code, code)


def _time(element: etree._Element) -> str:
    return element.get("time") or element.get("startTime") or ""


def _kind(element: etree._Element) -> str:
    name = local_name(element)
    return name if name in ("question", "answer") else "remark"


def _place_notes(root: etree._Element) -> int:
    """A note that is kept apart comes where its mark stands; how many did."""
    notes = {
        code: one_line(" ".join(element.itertext()))
        for element in root.iter()
        if local_name(element) == "note" and (code := element.get("eId") or element.get("id"))
    }
    placed = 0
    for element in root.iter():
        note = notes.get((element.get("href") or "").removeprefix("#"), "")
        if local_name(element) == "noteRef" and note and not (element.text or "").strip():
            mark = one_line(f"{element.get('marker', '')} {note}")
            element.text = f" [{mark}]{space_before(element.tail)}"
            placed += 1
    return placed


def _header(debate: etree._Element, names: dict[str, str]) -> Header:
    return make_header(
        _title(debate),
        _source(debate, names),
        partial_date(_date(debate)),
        _language(debate),
        _address(debate),
    )


def _title(debate: etree._Element) -> str:
    """The title of the cover, else the heading of everything where there is one section."""
    for element in debate.iter("{*}FRBRname", "{*}FRBRtitle", "FRBRname", "FRBRtitle"):
        if title := element.get("value"):
            return title
    for element in debate.iter():
        if local_name(element) == "docTitle":
            return "".join(element.itertext())
    body = next((child for child in debate if local_name(child) == "debateBody"), None)
    if body is not None and len(body) == 1:
        for element in body[0]:
            if local_name(element) == "heading":
                return "".join(element.itertext())
    return ""


def _source(debate: etree._Element, names: dict[str, str]) -> str:
    """The organisation that is named as author of the work, as its cover prints it."""
    for element in debate.iter():
        if local_name(element) == "docProponent" and (printed := one_line("".join(element.itertext()))):
            return printed
    organisations = {
        element.get("eId") or element.get("id")
        for element in debate.iter()
        if local_name(element) == "TLCOrganization"
    }
    for work in debate.iter("{*}FRBRWork", "FRBRWork"):
        for author in work.iter("{*}FRBRauthor", "FRBRauthor"):
            code = (author.get("href") or "").removeprefix("#")
            if code in organisations:
                return names.get(code, "")
    return ""


def _date(debate: etree._Element) -> str:
    """The day of the work; files of one date in the heading alone leave it to the reader of titles."""
    for work in debate.iter("{*}FRBRWork", "FRBRWork"):
        for date in work.iter("{*}FRBRdate", "FRBRdate"):
            return date.get("date", "")
    return next((e.get("date", "") for e in debate.iter("{*}docDate", "docDate") if e.get("date")), "")


def _language(debate: etree._Element) -> str:
    languages = {element.get("language", "") for element in debate.iter("{*}FRBRlanguage", "FRBRlanguage")}
    return language_code(languages.pop()) if len(languages) == 1 else ""


def _address(debate: etree._Element) -> str:
    for element in debate.iter("{*}FRBRuri", "{*}FRBRthis", "FRBRuri", "FRBRthis"):
        if (address := element.get("value", "")).startswith(("http://", "https://")):
            return address
    return ""
