"""All that a text shows of itself, each value with its reason."""

from collections.abc import Iterator, Sequence

from archive.importing.parsed_document import PartCandidate, PartialDate, Suggestion
from archive.importing.structure.event_dates import suggest_event_date
from archive.importing.structure.head import Head
from archive.importing.structure.kinds import suggest_kind
from archive.importing.structure.language import suggest_language
from archive.importing.structure.turns import Turn


def read_suggestions(
    paragraphs: Sequence[str],
    date: PartialDate | None,
    head: Head,
    turns: Sequence[Turn],
    parts: Sequence[PartCandidate],
) -> Iterator[Suggestion]:
    """The suggestions that the text makes outside its parts; `date` is that of its header."""
    inside = {index for part in parts for index in range(part.first - 1, part.last)}
    own_paragraphs = [paragraph for index, paragraph in enumerate(paragraphs) if index not in inside]
    yield from head.suggestions
    is_known = any(suggestion.field == "kind" for suggestion in head.suggestions)
    if not is_known and (
        kind := suggest_kind(own_paragraphs, [turn for turn in turns if turn.index not in inside])
    ):
        yield kind
    below_title = head.title_paragraphs[-1] + 1 if head.title_paragraphs else 0
    before = paragraphs[below_title : parts[0].first - 1 if parts else None]
    if event_suggestion := suggest_event_date(before, date or head.date, head.has_dateline):
        yield event_suggestion
    yield from suggest_language("\n".join(paragraphs))
