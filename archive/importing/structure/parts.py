"""Documents inside a document: a readout reprinted in a newsletter, press releases quoted in full."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from archive.importing.parsed_document import Header, PartCandidate
from archive.importing.structure.dateline import read_dateline
from archive.importing.structure.dates import find_dates
from archive.importing.structure.head import read_place_and_date
from archive.importing.structure.titles import LINE_END, is_report_title, kind_of_title

_TITLE = re.compile(
    r"(?P<what>press release|news release|joint statement|joint declaration|joint communiqu[eé]|full text"
    r"|read-?out|statement|remarks|speech|keynote|address)\b(?: (?:of|by|from|issued by))? ?(?P<who>.*)$",
    re.IGNORECASE,
)
_CJK_TITLE = re.compile(r"(?P<who>.{0,30}?)(?:联合声明|全文如下|讲话全文|新闻稿|聯合聲明|新聞稿)[:：]?$")

DATE_PARAGRAPHS = 2  # below the title of a part, in which its date may stand on a line of its own
MAX_TITLE_LENGTH = 120  # characters
MAX_SOURCE_LENGTH = 80
MAX_CJK_TITLE_LENGTH = 60


def find_parts(paragraphs: Sequence[str], headings: Set[int]) -> tuple[PartCandidate, ...]:
    """The parts in order; they never overlap, and none starts where the document itself starts.

    Title, date, source and kind are those of a part's own first lines; what they do not say stays open.
    """
    starts: list[PartCandidate] = []
    for index in range(1, len(paragraphs)):
        part = _start_at_dateline(paragraphs, index) or _start_at_title(paragraphs, index, headings)
        if part and part.first > (starts[-1].first if starts else 1):
            starts.append(part)
    ends = [following.first if following else len(paragraphs) + 1 for following in [*starts[1:], None]]
    return tuple(
        _set_own_date(replace(part, last=_last_paragraph(paragraphs, part.first, end)), paragraphs)
        for part, end in zip(starts, ends, strict=False)
    )


def _start_at_dateline(paragraphs: Sequence[str], index: int) -> PartCandidate | None:
    """`last` is still to be found."""
    line = read_dateline(paragraphs[index])
    if not line or not line.agency or not line.printed_date or index < 2:
        return None
    first = index - 1 if is_report_title(paragraphs[index - 1]) else index
    title = paragraphs[first] if first < index else f"{line.agency}, {line.place}, {line.printed_date}"
    header = Header(title=title, source=line.agency, kind="news_report", date=line.date)
    reason = f"a news agency's dateline, “{line.place}, {line.printed_date}”"
    return PartCandidate(first + 1, 0, title, reason, header)


def _start_at_title(paragraphs: Sequence[str], index: int, headings: Set[int]) -> PartCandidate | None:
    text = paragraphs[index]
    latin = _TITLE.match(text)
    cjk = _CJK_TITLE.match(text) if len(text) < MAX_CJK_TITLE_LENGTH else None
    is_title = index in headings or (latin and latin["who"] and _stands_above_date(paragraphs, index))
    match = latin if latin and is_title else cjk
    if not match:
        return None
    title = text.rstrip(":： ")
    publisher = match["who"].strip(" :：")
    is_release = title.endswith("稿") if match is cjk else "release" in match["what"].lower()
    source = publisher if is_release and len(publisher) < MAX_SOURCE_LENGTH else ""
    header = Header(title=title, source=source, kind=kind_of_title(text))
    return PartCandidate(index + 1, 0, title, f"a title that names a document, “{title}”", header)


def _stands_above_date(paragraphs: Sequence[str], index: int) -> bool:
    """A short line with a line of place and date below it."""
    text = paragraphs[index]
    is_line = len(text) <= MAX_TITLE_LENGTH and not LINE_END.search(text)
    return is_line and index + 1 < len(paragraphs) and read_place_and_date(paragraphs[index + 1]) is not None


def _set_own_date(part: PartCandidate, paragraphs: Sequence[str]) -> PartCandidate:
    """Returns the part with the date that its title, or a line of place and date below it, prints with its year."""
    if part.header.date:
        return part
    below = paragraphs[part.first : min(part.last, part.first + DATE_PARAGRAPHS)]
    dates = {dateline.date: f"its line “{line}”" for line in below if (dateline := read_place_and_date(line))}
    dates |= {match.date: part.reason for match in find_dates(part.title)}
    if len(dates) != 1:
        return part
    ((date, reason),) = dates.items()
    return replace(part, header=replace(part.header, date=date), date_reason=reason)


def _last_paragraph(paragraphs: Sequence[str], first: int, end: int) -> int:
    """The number of the paragraph that ends the part: where its quotation closes, else the one before `end`."""
    body = paragraphs[first : end - 1]
    if body and body[0].startswith("“") and body[0].count("“") > body[0].count("”"):
        for offset, paragraph in enumerate(body):
            if re.search(r"”[.。]?$", paragraph):
                return first + offset + 1
    if body and body[0].startswith("“") and re.search(r"”[.。]?$", body[0]):
        return first + 1
    return end - 1
