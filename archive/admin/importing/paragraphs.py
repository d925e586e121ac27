"""The paragraphs of a text to import, with what they are and where parts stand."""

from archive.models import Passage

PARAGRAPHS_OF_PAGE = 400


def paragraph_rows(draft, start: str) -> dict:
    """One page of the paragraphs, from number ``start`` on."""
    passages = draft.parsed.passages
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 1
    first = min(max(first, 1), max(len(passages), 1))
    page_passages = passages[first - 1 : first - 1 + PARAGRAPHS_OF_PAGE]
    last = first - 1 + len(page_passages)
    parts = [part for part in draft.parts if part.range]
    return {
        "paragraphs": [_row(draft, passage, parts) for passage in page_passages],
        "first_shown": first,
        "last_shown": last,
        "paragraph_count": len(passages),
        "previous_start": max(1, first - PARAGRAPHS_OF_PAGE) if first > 1 else None,
        "next_start": last + 1 if last < len(passages) else None,
    }


def _row(draft, passage, parts) -> dict:
    label = passage.speaker_label
    kind = Passage.Kind(passage.kind)
    return {
        "number": passage.number,
        "kind": passage.kind,
        "kind_label": "" if kind == Passage.Kind.PARAGRAPH else kind.label,
        "label": label,
        "time": passage.time,
        "text": draft.parsed.passage_text(passage)[len(label) :],
        "starts": [part for part in parts if part.range[0] == passage.number],
        "is_in_part": any(part.is_chosen and _holds(part, passage) for part in parts),
        "is_in_suggestion": any(_holds(part, passage) for part in parts),
    }


def _holds(part, passage) -> bool:
    return part.range[0] <= passage.number <= part.range[1]
