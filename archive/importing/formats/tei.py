"""TEI: the speeches of parliaments (ParlaMint, Parla-CLARIN, siParl, GermaParl) and other transcribed speech."""

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header, PartialDate
from archive.importing.readers.speeches.reader import SpeechReader
from archive.importing.readers.speeches.roles import element_roles
from archive.importing.readers.speeches.values import (
    first_address,
    language_code,
    make_header,
    one_line,
    partial_date,
)
from archive.importing.readers.xml import local_name, parse_xml, root_name

LABEL = "TEI"
SUFFIXES = (".xml", ".tei")
NAMESPACE = b"http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXTS = ("TEI", "teiCorpus", "TEI.2", "teiCorpus.2")
_LISTS = {
    "listPerson": "a list of persons",
    "listOrg": "a list of organisations",
    "taxonomy": "a list of categories",
    "teiHeader": "a header",
}
_ROLES = element_roles(
    block="TEI TEI.2 teiCorpus teiCorpus.2 text group front body back floatingText titlePage docTitle div div1 div2 "
    "div3 div4 div5 list table lg quote epigraph opener closer trailer argument",
    paragraph="seg p ab l titlePart byline salute signed",
    note="note stage kinesic vocal incident writing view",
    skip="teiHeader listEvent timeline linkGrp standOff graphic",
    speech="u sp",
    speaker="speaker",
    heading="head",
    item="item",
    row="row",
    cell="cell",
    line_break="lb",
    token="w pc",
    gap="gap",
)
_PRINTED = frozenset(["orig", "sic", "abbr", "lem"])


def recognise(head: bytes, name: str) -> float:
    root = root_name(head).rpartition(":")[2]
    if root in _TEXTS:
        return 1.0
    return 0.9 if root in _LISTS and NAMESPACE in head else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    document = parse_xml(content, name, encoding)
    if kind := _LISTS.get(local_name(document.root)):
        raise ImportDocumentError(f"{name} is {kind} in TEI, not a text; import the files of the speeches.")
    texts = list(document.root.iter("{*}TEI", "TEI.2")) or [document.root]
    names = _Names(document.root)
    timeline = (when for when in document.root.iter("{*}when") if when.get("absolute"))
    moments = {when.get(_ID, ""): when.get("absolute", "") for when in timeline}
    reader = SpeechReader(_role, names.speaker, lambda element: _time(element, moments))
    reader.counts["translation"] = _drop_translations(document.root)
    reader.counts["reading"] = _drop_readings(document.root)
    for text in texts:
        if len(texts) > 1:
            reader.add_heading(_title(text))
        reader.read(text)
    reader.finish()
    reader.check(name, _description(document.root))
    reader.counts["code"] = len(names.unknown & {paragraph.speaker_label for paragraph in reader.paragraphs})
    section = Section(_header(texts[0], document.root, names), paragraphs=tuple(reader.paragraphs))
    return ExtractedText((section,), (*reader.findings(), *document.findings))


def _description(root: etree._Element) -> str:
    if includes := sum(1 for _ in root.iter("{http://www.w3.org/2001/XInclude}include")):
        return f"a TEI corpus that only names {includes:,} other files, itself"
    return "a TEI text"


def _role(element: etree._Element) -> str:
    """A note of the type “speaker” is the printed name above a speech."""
    name = local_name(element)
    if name in ("note", "stage") and element.get("type") == "speaker":
        return "speaker"
    if name == "seg" and local_name(element.getparent()) == "seg":
        return "sentence"
    return _ROLES.get(name, "sentence")


def _drop_translations(root: etree._Element) -> int:
    """A note may be described in several languages: that of the text stays, else the first. How many went."""
    dropped = 0
    for parent in list(root.iter("{*}kinesic", "{*}vocal", "{*}incident", "{*}gap", "{*}writing")):
        described = [child for child in parent if local_name(child) == "desc" and child.get(_LANG)]
        if len({child.get(_LANG) for child in described}) < 2:
            continue
        language = next(
            (ancestor.get(_LANG) for ancestor in parent.iterancestors() if ancestor.get(_LANG)), ""
        )
        chosen = next((child for child in described if child.get(_LANG) == language), described[0])
        for child in described:
            if child.get(_LANG) != chosen.get(_LANG) and not (child.tail or "").strip():
                parent.remove(child)
                dropped += 1
    return dropped


def _drop_readings(root: etree._Element) -> int:
    """Keeps of several readings of a passage the printed one, else the first; returns how many were dropped."""
    dropped = 0
    for choice in list(root.iter("{*}choice", "{*}app")):
        readings = [child for child in choice if isinstance(child.tag, str)]
        printed = next((child for child in readings if local_name(child) in _PRINTED), None)
        for child in readings:
            if child is not (readings[0] if printed is None else printed) and not (child.tail or "").strip():
                choice.remove(child)
                dropped += 1
    return dropped


def _time(element: etree._Element, moments: dict[str, str]) -> str:
    if local_name(element) == "time":
        return element.get("when") or element.get("from") or ""
    return moments.get((element.get("start") or "").lstrip("#"), "")


class _Names:
    """The names of the file's own lists of persons and organisations; `unknown` are codes that no list explains."""

    def __init__(self, root: etree._Element) -> None:
        self._by_id: dict[str, str] = {}
        self.unknown: set[str] = set()
        for element in root.iter("{*}person", "{*}personGrp", "{*}org"):
            name = _first_text(element, "persName", "orgName", "name")
            if name and (code := element.get(_ID) or element.get("id")):
                self._by_id[code] = name

    def find(self, reference: str) -> str:
        return self._by_id.get(reference.lstrip("#"), "")

    def speaker(self, element: etree._Element) -> tuple[str, str]:
        """GermaParl prints the name in an attribute."""
        printed = element.get("speaker") or element.get("who_original") or element.get("name") or ""
        codes = (element.get("who") or "").split()
        self.unknown.update(code.rpartition("#")[2] for code in codes if not self.find(code))
        return printed, " and ".join(self.find(code) or code.rpartition("#")[2] for code in codes)


def _first_text(element: etree._Element, *names: str) -> str:
    texts = (_name_text(named) for name in names for named in element.iter(f"{{*}}{name}"))
    return next(filter(None, texts), "")


def _name_text(element: etree._Element) -> str:
    """Forenames before surnames, as lists of persons have them in either order."""
    parts = [part for name in ("forename", "surname") for part in element.iter(f"{{*}}{name}")]
    texts = (one_line("".join(part.itertext())) for part in parts)
    return " ".join(filter(None, texts)) or one_line(" ".join(element.itertext()))


def _header(text: etree._Element, root: etree._Element, names: _Names) -> Header:
    head = next(text.iter("{*}teiHeader"), text)
    is_corpus = sum(1 for _ in root.iter("{*}TEI", "TEI.2")) > 1
    languages = [element.get("ident", "") for element in head.iter("{*}language")]
    declared_language = languages[0] if len(languages) == 1 else ""
    language = language_code(text.get(_LANG) or root.get(_LANG) or declared_language)
    title = _title(text) if text is root or not is_corpus else _title(root) or _title(text)
    return make_header(title, _source(head, names), _date(head), language, _address(head))


def _title(text: etree._Element) -> str:
    """The titles in the language of the text, the main title first."""
    statement = next(text.iter("{*}titleStmt"), None)
    if statement is None:
        return ""
    titles = [child for child in statement if local_name(child) == "title"]
    language = text.get(_LANG)
    titles = [title for title in titles if title.get(_LANG) in (None, language)] or titles[:1]
    titles.sort(key=lambda title: title.get("type") not in (None, "main"))
    return ". ".join(filter(None, (one_line("".join(title.itertext())).rstrip(".") for title in titles)))


def _source(head: etree._Element, names: _Names) -> str:
    """Returns who published the record, or whose meeting it is; not who made the corpus of it."""
    for description in head.iter("{*}sourceDesc"):
        if publisher := _first_text(description, "publisher", "orgName", "authority"):
            return publisher
    for meeting in head.iter("{*}meeting"):
        if organisation := names.find(meeting.get("corresp") or ""):
            return organisation
    return ""


def _date(head: etree._Element) -> PartialDate | None:
    """The day of the sitting, else that of the printed record; never that of the file."""
    parts = (f"{{*}}{part}" for part in ("setting", "sourceDesc", "creation", "recordingStmt"))
    dates = (date for part in parts for element in head.iter(part) for date in element.iter("{*}date"))
    values = (
        date.get("when") or (date.get("from") if date.get("from") == date.get("to") else "") for date in dates
    )
    return next(filter(None, map(partial_date, values)), None)


def _address(head: etree._Element) -> str:
    elements = (e for part in head.iter("{*}sourceDesc") for e in part.iter("{*}idno", "{*}ref", "{*}ptr"))
    values = (one_line("".join(element.itertext())) or element.get("target") or "" for element in elements)
    return first_address(values)
