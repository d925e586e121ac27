"""A record as ``meta`` elements: Highwire Press tags and Dublin Core, which Zotero, Mendeley and Google Scholar read.

The names of item types are Zotero's, whose translator “Embedded Metadata” takes ``z:itemType`` for them.
"""

import datetime as dt
from urllib.parse import urlencode

from ..authorship import ARCHIVE_PAGE_KINDS, cites_document, family_first_name
from ..records import Record, on_one_line
from ..reference import Reference, make_reference

ITEM_TYPES = {
    "article-newspaper": "newspaperArticle",
    "document": "document",
    "report": "report",
    "speech": "presentation",
    "webpage": "webpage",
}


def meta_tags(record: Record, today: dt.date) -> list[tuple[str, str]]:
    """(name, content) pairs. A page of the archive's own is dated by ``today``, the day it is read, and has no
    Dublin Core, which would say nothing more of it."""
    reference = make_reference(record)
    date = issued(record, reference, today)
    newspaper = reference.type == "article-newspaper"
    within = "" if cites_document(record) else on_one_line(record.document)
    pairs = [
        ("citation_title", reference.title),
        ("citation_author", family_first_name(reference.author)),
        ("citation_publication_date", date.replace("-", "/")),
        ("citation_journal_title" if newspaper else "citation_publisher", record.source),
        ("citation_language", record.known_language),
        ("citation_keywords", "; ".join(record.themes)),
        ("citation_public_url", record.url),
        ("citation_abstract_html_url", record.url),
        ("z:itemType", ITEM_TYPES[reference.type]),
    ]
    dublin_core = [
        ("DC.title", reference.title),
        ("DC.creator", reference.author.name),
        ("DC.date", date),
        ("DC.publisher", record.source),
        ("DC.language", record.known_language),
        ("DC.identifier", record.url),
        ("DC.description", reference.detail),
        *(("DC.subject", theme) for theme in record.themes),
        ("DCTERMS.isPartOf", record.document_url if within else ""),
        ("DCTERMS.bibliographicCitation", record.citation),
    ]
    pairs += [] if record.kind in ARCHIVE_PAGE_KINDS else dublin_core
    return [(name, on_one_line(content)) for name, content in pairs if on_one_line(content)]


def coins(record: Record, today: dt.date) -> str:
    """ContextObjects in Spans (Z39.88-2004), as the ``title`` of an empty span: in it names of bodies stay whole."""
    reference = make_reference(record)
    author = reference.author
    given_name = ", ".join(filter(None, [author.given, author.suffix]))
    person = [("rft.aulast", author.family), ("rft.aufirst", given_name)]
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rfr_id", "info:sid/verbatim"),
        ("rft.type", ITEM_TYPES[reference.type]),
        ("rft.title", reference.title),
        *(person if author.family else [("rft.aucorp", author.name)]),
        ("rft.date", issued(record, reference, today)),
        ("rft.source" if reference.type == "article-newspaper" else "rft.publisher", record.source),
        ("rft.language", record.known_language),
        ("rft.identifier", record.url),
        *(("rft.subject", theme) for theme in record.themes),
    ]
    return urlencode([(name, on_one_line(value)) for name, value in pairs if on_one_line(value)])


def issued(record: Record, reference: Reference, today: dt.date) -> str:
    return reference.issued.iso or (today.isoformat() if record.kind in ARCHIVE_PAGE_KINDS else "")
