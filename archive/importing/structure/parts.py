"""Documents inside a document: a readout reprinted in a newsletter, press releases quoted in full."""

import re
from dataclasses import replace

from archive.importing.parsed import FoundPart, Header
from archive.importing.structure.dateline import read_dateline
from archive.importing.structure.head import kind_of_title, looks_like_title

_OPENERS = re.compile(
    r"(?P<what>press release|news release|joint statement|joint declaration|joint communiqu[eé]|full text"
    r"|read-?out|statement|remarks|speech|keynote|address)\b(?: (?:of|by|from|issued by))? ?(?P<who>.*)$",
    re.IGNORECASE,
)
_OPENERS_CJK = re.compile(r"(?P<who>.{0,30}?)(?:联合声明|全文如下|讲话全文|新闻稿|聯合聲明|新聞稿)[:：]?$")


def find_parts(paragraphs, headings, year=None):
    """FoundParts in order; they never overlap, and never begin with the document itself."""
    starts = []
    for index in range(1, len(paragraphs)):
        found = _by_dateline(paragraphs, index, year) or _by_title(paragraphs, index, headings)
        if found and (not starts or found.first > starts[-1].first) and found.first > 1:
            starts.append(found)
    if not starts:
        return ()
    limits = [part.first for part in starts[1:]] + [len(paragraphs) + 1]
    return tuple(
        replace(part, last=_last(paragraphs, part.first, limit))
        for part, limit in zip(starts, limits, strict=True)
    )


def _by_dateline(paragraphs, index, year):
    line = read_dateline(paragraphs[index], year)
    if not line or index < 2:
        return None
    first = index - 1 if looks_like_title(paragraphs[index - 1]) else index
    title = paragraphs[first] if first < index else f"{line.agency}, {line.place}, {line.printed}"
    header = Header(title=title, source=line.agency, kind="news_report", date=line.date)
    return FoundPart(first + 1, 0, title, f"a news agency's dateline, “{line.place}, {line.printed}”", header)


def _by_title(paragraphs, index, headings):
    text = paragraphs[index]
    latin, cjk = _OPENERS.match(text), _OPENERS_CJK.match(text)
    if not (latin and index in headings) and not (cjk and len(text) < 60):
        return None
    match = latin or cjk
    title = text.rstrip(":： ")
    body = match["who"].strip(" :：")
    is_release = (latin and "release" in latin["what"].lower()) or (cjk and text.rstrip(":：").endswith("稿"))
    source = body if is_release and len(body) < 80 else ""
    header = Header(title=title, source=source, kind=kind_of_title(text))
    return FoundPart(index + 1, 0, title, f"a title that names a document, “{title}”", header)


def _last(paragraphs, first, before):
    """The paragraph (from 1) that ends the part: where its quotation closes, else before the next."""
    body = paragraphs[first : before - 1]
    if body and body[0].startswith("“") and _stays_open(body[0]):
        for offset, paragraph in enumerate(body):
            if re.search(r"”[.。]?$", paragraph):
                return first + offset + 1
    if body and body[0].startswith("“") and re.search(r"”[.。]?$", body[0]):
        return first + 1
    return before - 1


def _stays_open(paragraph):
    return paragraph.count("“") > paragraph.count("”")
