"""Records of pages whose author is the archive itself: a search, an utterance, any other page."""

from dataclasses import replace
from typing import Any

from django.utils.translation import ngettext

from archive.models import Statement, Utterance, iso_date

from .authorship import ARCHIVE
from .provenance import speaker_name
from .records import Record


def page_record(kind: str, title: str, url: str, **more: Any) -> Record:
    """A page without a date of its own; ``kind`` is one of ``authorship.ARCHIVE_PAGE_KINDS``."""
    record = Record(id=0, kind=kind, url=url, text="", language="", document=title, source=ARCHIVE)
    return replace(record, **more)


def utterance_record(utterance: Utterance, reports: list[Statement], url: str) -> Record:
    """The comparison of the public ``reports``, at least one, dated by the newest of them. Makes no query."""
    first = reports[0]
    newest = max(filter(None, (report.published_at for report in reports)), default=None)
    date, precision, uncertain = first.effective_date
    return page_record(
        "utterance",
        str(utterance),
        url,
        id=utterance.pk,
        note=reports_label(first, len(reports)),
        speaker=str(first.speaker or ""),
        event=str(first.event or ""),
        place=first.event.place if first.event else "",
        date=iso_date(date, precision),
        date_uncertain=bool(date) and uncertain,
        themes=tuple(dict.fromkeys(theme.label for report in reports for theme in report.themes.all())),
        document_date=newest.date().isoformat() if newest else "",
    )


def reports_label(statement: Statement, count: int) -> str:
    """``comparison of 3 reports of words by Amara Adeyemi``"""
    name = speaker_name(statement)
    return ngettext(
        "%(n)d report of words by %(name)s", "comparison of %(n)d reports of words by %(name)s", count
    ) % {"n": count, "name": name}
