"""XML from anybody, parsed without opening anything else: no DTD, no network, no entity but plain characters.

The parser itself refuses more than 256 levels and 10 million characters in one text (lxml without `huge_tree`).
"""

import re
from html.entities import name2codepoint
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from archive.importing.decoding import decode, find_codec
from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.limits import MAX_SIZE
from archive.importing.phrases import inflect_counts

MAX_ENTITIES = 3_000  # declared; HTML knows 253, all of ISO 8879 about 1,900
MAX_ENTITY_LENGTH = 32  # characters of its value: a letter with its accents, a short name
_HEAD_SIZE = 1_000  # bytes in which an XML declaration ends
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?\?>")
_DECLARED_ENCODING = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
# A comment without an end runs to the end of the text, else each of a million such starts is searched again.
_BEFORE_DOCTYPE = re.compile(r"(?:\s|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))*+", re.DOTALL)
_DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^\["'>]|"[^"]*"|'[^']*')*""")
_MARKUP_DECLARATION = re.compile(
    r"""<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|%[\w.:-]+;|<!\w+(?:[^"'<>]|"[^"]*"|'[^']*')*+>|\s+""", re.DOTALL
)
_SUBSET_END = re.compile(r"\]\s*")
_ENTITY = re.compile(r"""<!ENTITY\s+(%\s+)?([\w.:-]+)\s+(?:"([^"]*)"|'([^']*)'|(SYSTEM|PUBLIC)\b)""")
_EXTERNAL_LIST = re.compile(r"<!ENTITY\s+%[^<>]{1,500}>")
_CHARACTER_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_REFERENCE = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|&([^\W\d][\w.:-]{0,60});", re.DOTALL
)
_SENTENCES = {
    "comment": "# [comment|comments] of the XML [was|were] left out.",
    "foreign": "Names of characters such as &nbsp; that the file does not declare were read as in HTML "
    "([once|# times]).",
}
_POSITION = re.compile(r", line \d+, column \d+.*")  # at the end of the parser's messages
_PREDEFINED = {"lt", "gt", "amp", "quot", "apos"}


class XMLDocument(NamedTuple):
    """`findings` say what beside the elements was left out or mapped."""

    root: etree._Element
    findings: tuple[str, ...]


def parse_xml(content: bytes, name: str, encoding: str = "") -> XMLDocument:
    """The elements of an XML file, without its comments. Raises ImportDocumentError.

    `encoding` is given where it is known, as for a pasted text, else the file's own declaration is followed. Entities
    that the file declares as plain characters become these characters (UK Hansard: &mdash; &pound;), and so do the
    names that HTML knows.
    """
    text = _decode(content, name, encoding)
    text, entities = _remove_document_type(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1), name)
    text, findings = _resolve_entities(text, entities, name)
    return XMLDocument(_parse(text, name), findings)


def check_entities(text: str, name: str) -> None:
    """Raises ImportDocumentError where a document type declares more than characters, as `parse_xml` does; a list of
    characters in another file, as old feeds name one, is none of that."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    _remove_document_type(_EXTERNAL_LIST.sub("", text), name)


def local_name(element: etree._Element) -> str:
    """The name without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def root_name(head: bytes) -> str:
    """The name of the first element, with its prefix, of what may be the head of an XML file; else an empty string."""
    codec = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = head.decode(codec, "replace").lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return ""
    start, _subset, end = _find_document_type(text)
    position = start if end is None else _end_of(_BEFORE_DOCTYPE, text, end + 1)
    match = re.compile(r"<([\w.:-]+)").match(text, position)
    return match[1] if match else ""


def _find_document_type(text: str) -> tuple[int, str, int | None]:
    """Where the prolog ends or its document type starts, the declarations in that, and the place of the “>” that
    should end it; None where there is no document type."""
    start = _end_of(_BEFORE_DOCTYPE, text, 0)
    doctype = _DOCTYPE.match(text, start)
    if not doctype:
        return start, "", None
    end = doctype.end()
    if text[end : end + 1] != "[":
        return start, "", end
    subset_end = end + 1
    while match := _MARKUP_DECLARATION.match(text, subset_end):
        subset_end = match.end()
    return start, text[end + 1 : subset_end], _end_of(_SUBSET_END, text, subset_end)


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _decode(content: bytes, name: str, encoding: str) -> str:
    declared = _DECLARED_ENCODING.match(content[:_HEAD_SIZE].removeprefix(b"\xef\xbb\xbf").lstrip())
    if not encoding and declared:
        encoding = declared[1].decode("ascii", "replace")
        if not find_codec(encoding):
            raise ImportDocumentError(
                f"{name} says that it is in the encoding “{encoding}”, which is not known."
            )
    elif not encoding and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-8"  # what XML means where it says nothing
    return decode(content, name, encoding).text


def _remove_document_type(text: str, name: str) -> tuple[str, dict[str, str]]:
    """The text without its document type, and the characters of the entities which that declares."""
    start, subset, end = _find_document_type(text)
    if end is None:
        return text, {}
    entities = _read_entities(subset, name)
    if text[end : end + 1] != ">":
        raise ImportDocumentError(f"{name} has a document type (<!DOCTYPE …>) that cannot be read.")
    return text[:start] + text[end + 1 :], entities


def _read_entities(subset: str, name: str) -> dict[str, str]:
    entities: dict[str, str] = {}
    for match in _ENTITY.finditer(re.sub(r"<!--.*?(?:-->|\Z)", "", subset, flags=re.DOTALL)):
        parameter, entity, double, single, external = match.groups()
        if external:
            raise ImportDocumentError(
                f"{name} refers to another file by the entity “{abbreviate(entity)}”; other files are never opened."
            )
        value = _characters(double if double is not None else single or "")
        if parameter or "&" in value or "<" in value or len(value) > MAX_ENTITY_LENGTH:
            if entity in _PREDEFINED:
                continue
            raise ImportDocumentError(
                f"{name} declares the entity “{abbreviate(entity)}”, which is more than a few plain characters; such "
                "files are not read."
            )
        entities.setdefault(entity, value)
        if len(entities) > MAX_ENTITIES:
            raise ImportDocumentError(
                f"{name} declares more than {MAX_ENTITIES:,} entities; such files are not read."
            )
    return entities


def _characters(value: str) -> str:
    """The value with its character references resolved; one that is no character stays as it is."""

    def character(match: re.Match[str]) -> str:
        number = int(match[1], 16) if match[1] else int(match[2])
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else match[0]

    return _CHARACTER_REFERENCE.sub(character, value)


def _resolve_entities(text: str, entities: dict[str, str], name: str) -> tuple[str, tuple[str, ...]]:
    """The text with its entities as characters. Raises ImportDocumentError for an unknown one, or for a flood."""
    comments = foreign = growth = 0

    def replacement(match: re.Match[str]) -> str:
        nonlocal comments, foreign, growth
        entity = match[1]
        if entity is None:
            comments += match[0].startswith("<!--")
            return match[0]
        if entity in _PREDEFINED:
            return match[0]
        if entity not in entities and entity not in name2codepoint:
            raise ImportDocumentError(
                f"{name} uses the entity “&{abbreviate(entity)};”, which it does not declare."
            )
        foreign += entity not in entities
        value = entities.get(entity) or chr(name2codepoint.get(entity, 0x20))
        growth += len(value)
        if growth > MAX_SIZE:
            raise ImportDocumentError(f"{name} grows beyond the limit of size by its entities.")
        return escape(value)

    text = _REFERENCE.sub(replacement, text)
    return text, tuple(inflect_counts(_SENTENCES, {"comment": comments, "foreign": foreign}))


def _parse(text: str, name: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        message = " ".join((error.msg or "").split())
        reason = "is nested more than 256 levels deep; such files are not read"
        if "depth" not in message.lower():
            message = abbreviate(_POSITION.sub("", message).strip(" ."))
            reason = f"is not well-formed XML: line {error.lineno or 1:,}, {message}"
        raise ImportDocumentError(f"{name} {reason}.") from error
