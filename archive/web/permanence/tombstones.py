"""What became of something that was public once, with its last public words."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models import (
    Correction,
    Document,
    Publication,
    Redirect,
    Source,
    Speaker,
    State,
    Statement,
    Withholding,
    display_date,
    history_model,
)

PUBLIC_BY_REFERENCE = {
    "speaker",
    "event",
    "theme",
    "utterance",
}  # public through what is said by, at or on them
EXPLANATIONS = {
    "deleted": _("An editor deleted it."),
    "document_deleted": _("The document that contained it was deleted."),
    "taken_back": _("An editor unpublished it."),
    "document_taken_back": _("The document that contains it was unpublished."),
    "detached": _("A correction of the document removed its words."),
    "orphaned": _(
        "A correction changed the text of the document; an editor will decide where its words are now."
    ),
    "reworded": _("The correction changed its words."),
    "unused": _("Nothing in the published archive refers to it any more."),
}


@dataclass
class Tombstone:
    """``wordings`` are the periods of a statement, the last first; ``text`` is a document's last public one."""

    kind: str
    object_id: int
    explanation: Any
    until: dt.datetime
    withholding: Withholding | None
    title: str = ""
    state: Any = None  # the row of history with its last public state
    voice: dict[str, str] = field(default_factory=dict)
    document: Any = None  # what readers may know of the document around a statement
    wordings: list[Publication] = field(default_factory=list)
    text: str = ""
    statements: list[Publication] = field(default_factory=list)
    source: str = ""
    date_display: str = ""


def find_tombstone_by_slug(model_name: str, slug: str) -> Tombstone | None:
    """The tombstone of what had that address, or whose former address leads there; None for what was never public."""
    redirect = Redirect.objects.filter(model_name=model_name, slug=slug).first()
    period = Publication.objects.last_at(model_name, slug)
    for object_id in (redirect and redirect.target, period and period.object_id):
        tombstone = object_id and find_tombstone(model_name, object_id)
        if tombstone:
            return tombstone
    return None


def find_tombstone(model_name: str, object_id: int) -> Tombstone | None:
    """The tombstone of an object; None for what is public or never was."""
    last = Publication.objects.last_of(model_name, object_id)
    if last is None:
        return None
    state = last.last_state()
    document_id = state.document_id if model_name == "statement" and state else None
    tombstone = Tombstone(
        kind=model_name,
        object_id=object_id,
        explanation=EXPLANATIONS[reason_of(model_name, object_id)],
        until=last.until,
        withholding=withholding_of(model_name, object_id, document_id),
    )
    if tombstone.withholding is None and state is not None:
        tombstone.state = state
        fill = {"statement": fill_statement, "document": fill_document, "utterance": fill_utterance}
        fill.get(model_name, fill_name)(tombstone, last)
    return tombstone


def withholding_of(model_name: str, object_id: int, document_id: int | None) -> Withholding | None:
    if model_name == "statement":
        return Withholding.objects.covering(object_id, document_id).first()
    return Withholding.objects.filter(model_name=model_name, object_id=object_id).first()


def reason_of(model_name: str, object_id: int) -> str:
    row = apps.get_model("archive", model_name).objects.filter(pk=object_id).first()
    if row is None:
        return "deleted"
    if model_name in PUBLIC_BY_REFERENCE:
        return "unused"
    if isinstance(row, Statement) and row.state == State.ORPHANED:
        return "detached" if row.orphan.detached else "orphaned"
    if row.state == State.PUBLISHED:
        return "document_taken_back"
    return "taken_back"


def fill_name(tombstone: Tombstone, last: Publication) -> None:
    names = (getattr(tombstone.state, name, "") for name in ("name", "label", "original"))
    tombstone.title = next(filter(None, names), "")


def fill_utterance(tombstone: Tombstone, last: Publication) -> None:
    """Sets the title to the summary, unless one of the utterance's reports is withheld: the summary may have its
    words."""
    reports = history_model("report").objects.filter(utterance_id=tombstone.object_id).values("statement_id")
    documents = history_model("statement").objects.filter(pgh_obj_id__in=reports).values("document_id")
    withheld = Withholding.objects.filter(
        Q(model_name="statement", object_id__in=reports) | Q(model_name="document", object_id__in=documents)
    )
    if not withheld.exists():
        tombstone.title = tombstone.state.summary


def fill_statement(tombstone: Tombstone, last: Publication) -> None:
    state = tombstone.state
    tombstone.wordings = list(Publication.objects.for_object("statement", tombstone.object_id).with_words())
    tombstone.voice = voice_of(state)
    tombstone.document = document_around(state.document_id)


def voice_of(state) -> dict[str, str]:
    """The name of who speaks, and the address of a speaker that has a page."""
    if state.voice != Statement.Voice.SPEAKER:
        label = state.voice == Statement.Voice.UNNAMED and state.voice_label
        return {"name": label or str(Statement.Voice(state.voice).label), "url": ""}
    speaker = Speaker.objects.published().filter(pk=state.speaker_id).first()
    if speaker:
        return {"name": speaker.name, "url": speaker.get_absolute_url()}
    tombstone = find_tombstone("speaker", state.speaker_id)
    return {"name": tombstone.title if tombstone else "", "url": ""}


def document_around(document_id: int) -> dict[str, Any]:
    """Title, source and language of the document, with its address where it is public."""
    document = Document.objects.published().select_related("source").filter(pk=document_id).first()
    if document:
        url = document.get_absolute_url()
        return {
            "title": document.title,
            "source": document.source.name,
            "url": url,
            "language": document.language,
        }
    stone = find_tombstone("document", document_id)
    if stone is None or stone.state is None:
        return {}
    return {"title": stone.title, "source": stone.source, "url": "", "language": stone.state.language}


def fill_document(tombstone: Tombstone, last: Publication) -> None:
    state = tombstone.state
    tombstone.title = state.title
    tombstone.source = Source.objects.filter(pk=state.source_id).values_list("name", flat=True).first() or ""
    tombstone.statements = list(Publication.objects.public_in(tombstone.object_id))
    tombstone.date_display = display_date(state.date, state.date_precision, state.date_uncertain)
    tombstone.text = text_of_version(tombstone.object_id, state, last.last_version)


def text_of_version(document_id: int, state, version: int | None) -> str:
    """The text of the last public version; where one transaction corrected and unpublished it, the text before that."""
    earlier = Correction.objects.filter(document=document_id, version=version).values_list("text", flat=True)
    return earlier.first() or (state.text if state.text_version == version else "")
