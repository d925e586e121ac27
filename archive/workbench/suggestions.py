"""Proposals against the archive's own speakers, events and themes. Nothing here writes."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from archive.models import Event, Speaker, Statement, Theme
from archive.proposing import Name, Passage, Proposal
from archive.proposing.themes import Theme as KnownTheme
from archive.proposing.themes import ThemeFinder
from archive.text.folding import fold

_MAX_EXAMPLES = 20_000  # confirmed statements from which themes are learnt, the newest
_MIN_EVENT_NAME = 8  # characters; shorter names of events are words of every text


def known_speakers() -> list[Name]:
    """All speakers with their names and the titles of their roles; 3 queries."""
    return [
        Name(
            speaker.pk,
            speaker.name,
            tuple(name.name for name in speaker.names.all()),
            tuple(dict.fromkeys(role.title for role in speaker.roles.all())),
            speaker.kind == Speaker.Kind.BODY,
        )
        for speaker in Speaker.objects.prefetch_related("names", "roles").order_by("pk")
    ]


def theme_finder(
    background: Iterable[str] = (), without_document: int | None = None, limit: int = _MAX_EXAMPLES
) -> ThemeFinder:
    """Learns from the newest statements that editors gave themes, without those of the document left out; 4 queries."""
    themes = [
        KnownTheme(theme.pk, theme.label, tuple(label.text for label in theme.labels.all()), theme.scope_note)
        for theme in Theme.objects.prefetch_related("labels").order_by("pk")
    ]
    statements = Statement.objects.filter(themes__isnull=False).exclude(document=without_document).distinct()
    newest = statements.prefetch_related("themes").only("text").order_by("-pk")[:limit]
    examples = [(statement.text, [theme.pk for theme in statement.themes.all()]) for statement in newest]
    return ThemeFinder(themes, examples, background)


def event_named_in(text: str) -> Event | None:
    """The event of the archive whose longest name stands in the text; 2 queries."""
    folded = fold(text)
    rows = [
        (len(name), -event.pk, event)
        for event in Event.objects.prefetch_related("names").order_by("pk")
        for name in (event.name, *(row.name for row in event.names.all()))
        if len(name) >= _MIN_EVENT_NAME and fold(name) in folded
    ]
    return max(rows)[2] if rows else None


def passages_of(rows: Iterable[Any]) -> list[Passage]:
    """Returns the passages of rows of the database or of a parsed document: both have the same fields."""
    return [Passage(row.start, row.end, row.kind, row.speaker_label) for row in rows]


def serialize_proposals(
    text: str, proposals: Sequence[Proposal], finder: ThemeFinder
) -> list[dict[str, Any]]:
    """Serializes each proposal with its words and the themes that fit them."""
    return [
        asdict(proposal)
        | {"text": text[proposal.start : proposal.end]}
        | {"themes": [asdict(theme) for theme in finder.find(text[proposal.start : proposal.end])]}
        for proposal in proposals
    ]
