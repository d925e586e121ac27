"""What pages are about, in the vocabulary of schema.org (JSON-LD). ``site`` is ``https://host``.

Only words that are a speaker's own, also in translation, are a Quotation; a paraphrase, a summary and a question are a
work of whoever put them down, that mentions the speaker.
"""

from collections.abc import Iterable
from typing import Any

from archive.models import Document, Event, Speaker, Statement, Term, Theme, Utterance, iso_date
from archive.models.base.urls import permanent_path

from ..authorship import ARCHIVE, is_reported
from ..authorship import author as written_by
from ..records import Record
from ..reference import QUOTATIONS, make_reference

Node = dict[str, Any]
WORKS: dict[str, str] = {
    Document.Kind.NEWS_REPORT: "NewsArticle",
    Document.Kind.COMMENTARY: "OpinionNewsArticle",
    Document.Kind.REPORT: "Report",
    Document.Kind.POLICY: "Report",
}


def graph(node: Node) -> Node:
    return {"@context": "https://schema.org"} | node


def drop_empty(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def archive_node(site: str) -> Node:
    return {"@type": "Organization", "@id": f"{site}/#archive", "name": ARCHIVE, "url": f"{site}/"}


def statement_node(statement: Statement, record: Record, site: str) -> Node:
    """A Quotation where the words are the speaker’s own, also in translation; else a CreativeWork by the source, which
    mentions the speaker."""
    speaker = statement_speaker(statement, record, site)
    shared = {
        "@id": record.url,
        "url": record.url,
        "name": make_reference(record).title,
        "text": record.text,
        "inLanguage": record.known_language,
        "dateCreated": record.date,
        "recordedAt": event_reference(statement.event, site) if statement.event else None,
        "isPartOf": document_node(statement.document, site),
        "keywords": list(record.themes),
        "creditText": record.citation,
        "sdPublisher": archive_node(site),
    }
    if is_reported(record):
        author = {"@type": "Organization", "name": written_by(record).name}
        return drop_empty(
            {
                "@type": "CreativeWork",
                "genre": record.attribution_label,
                "author": author,
                "mentions": speaker,
            }
            | shared
        )
    return drop_empty({"@type": "Quotation", "spokenByCharacter": speaker} | shared)


def statement_speaker(statement: Statement, record: Record, site: str) -> Node | None:
    if statement.speaker:
        role = record.role if is_person(statement.speaker) else ""
        return drop_empty(speaker_reference(statement.speaker, site) | {"jobTitle": role})
    return {"@type": "Person", "name": record.said_by} if record.voice == "unnamed" else None


def is_person(speaker: Speaker) -> bool:
    return speaker.kind == Speaker.Kind.PERSON


def speaker_reference(speaker: Speaker, site: str) -> Node:
    url = site + permanent_path(speaker.get_absolute_url())
    return {
        "@type": "Person" if is_person(speaker) else "Organization",
        "@id": url,
        "name": speaker.name,
        "url": url,
    }


def speaker_node(speaker: Speaker, site: str) -> Node:
    """``speaker`` with its ``names`` and ``roles``."""
    names = [
        {"@value": variant.name, "@language": variant.language} if variant.language else variant.name
        for variant in speaker.names.all()
    ]
    roles = [str(role) for role in speaker.roles_now()] if is_person(speaker) else []
    return drop_empty(
        speaker_reference(speaker, site)
        | {"alternateName": names, "jobTitle": roles, "description": speaker.note}
    )


def event_reference(event: Event, site: str) -> Node:
    url = site + permanent_path(event.get_absolute_url())
    return {"@type": "Event", "@id": url, "name": event.name, "url": url} | drop_empty(
        {
            "startDate": iso_date(event.start, event.start_precision),
            "endDate": iso_date(event.end, event.end_precision) if event.end else "",
            "location": {"@type": "Place", "name": event.place} if event.place else None,
        }
    )


def event_node(event: Event, site: str, parent: Event | None) -> Node:
    """``parent`` is public."""
    return drop_empty(
        event_reference(event, site)
        | {
            "description": event.description,
            "superEvent": event_reference(parent, site) if parent else None,
        }
    )


def document_node(document: Document, site: str) -> Node:
    url = site + permanent_path(document.get_absolute_url())
    source = {"@type": "Organization", "name": document.source.name}
    return drop_empty(
        {
            "@type": WORKS.get(document.kind, "CreativeWork"),
            "@id": url,
            "name": document.title,
            "headline": document.title if document.kind in WORKS else "",
            "url": url,
            "inLanguage": "" if document.language == Document.UNKNOWN_LANGUAGE else document.language,
            "datePublished": iso_date(document.date, document.date_precision),
            "author": source,
            "publisher": source,
            "sameAs": document.__dict__.get("url", ""),  # lists leave it out: no query for it
        }
    )


def whole_document_node(document: Document, site: str, parts: Iterable[Document]) -> Node:
    """The node of a document with its public event, source and parts."""
    original, parent = document.public_original, document.public_parent
    return document_node(document, site) | drop_empty(
        {
            "alternativeHeadline": document.original_title,
            "genre": str(document.get_kind_display()),
            "recordedAt": event_reference(document.event, site) if document.event else None,
            "translationOfWork": document_node(original, site) if original else None,
            "isPartOf": document_node(parent, site) if parent else None,
            "hasPart": [document_node(part, site) for part in parts],
            "sdPublisher": archive_node(site),
        }
    )


def utterance_node(utterance: Utterance, record: Record, reports: list[Statement], site: str) -> Node:
    """The comparison: a work of the archive that is about an act of speaking, and its reports."""
    first = reports[0]
    return drop_empty(
        {
            "@type": "CreativeWork",
            "@id": record.url,
            "url": record.url,
            "name": str(utterance),
            "description": record.note,
            "author": archive_node(site),
            "datePublished": record.document_date,
            "about": [
                *([speaker_reference(first.speaker, site)] if first.speaker else []),
                *([event_reference(first.event, site)] if first.event else []),
            ],
            "hasPart": [report_node(report, site) for report in reports],
        }
    )


def report_node(report: Statement, site: str) -> Node:
    """A report of an utterance, more briefly than ``statement_node``; no query if document and speaker are loaded."""
    is_quotation = report.attribution in QUOTATIONS and report.speaker is not None
    said_by = speaker_reference(report.speaker, site) if report.speaker else None
    url = site + permanent_path(report.get_absolute_url())
    return drop_empty(
        {
            "@type": "Quotation" if is_quotation else "CreativeWork",
            "@id": url,
            "url": url,
            "text": report.text,
            "inLanguage": report.document.language,
            "spokenByCharacter" if is_quotation else "mentions": said_by,
            "isPartOf": document_node(report.document, site),
        }
    )


def theme_node(theme: Theme, url: str, site: str) -> Node:
    return drop_empty(
        {
            "@type": "DefinedTerm",
            "@id": url,
            "url": url,
            "name": theme.label,
            "description": theme.scope_note,
            "inDefinedTermSet": f"{site}/themes/",
        }
    )


def term_node(term: Term, site: str) -> Node:
    url = site + permanent_path(term.get_absolute_url())
    return drop_empty(
        {
            "@type": "DefinedTerm",
            "@id": url,
            "url": url,
            "name": term.original,
            "alternateName": [wording.text for wording in term.wordings.all()],
            "description": term.note,
            "inDefinedTermSet": f"{site}/terms/",
        }
    )


def page_node(kind: str, title: str, description: str, url: str, site: str) -> Node:
    """The node of any other page; ``kind`` is a subclass of WebPage."""
    return drop_empty(
        {
            "@type": kind,
            "@id": url,
            "url": url,
            "name": title,
            "description": description,
            "isPartOf": {"@type": "WebSite", "@id": f"{site}/#site", "name": ARCHIVE, "url": f"{site}/"},
            "publisher": archive_node(site),
        }
    )


def site_node(site: str, description: str) -> Node:
    """The node of the front page, with the search form's address."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site}/search/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {
        "@type": "WebSite",
        "@id": f"{site}/#site",
        "name": ARCHIVE,
        "url": f"{site}/",
        "description": description,
        "publisher": archive_node(site),
        "potentialAction": action,
    }
