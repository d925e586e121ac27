"""What the first lines of a text say about it: title, place, date, agency, kind. All is only proposed."""

import re

from archive.importing.parsed import Suggestion
from archive.importing.structure.dateline import read_dateline
from archive.importing.structure.dates import find_date
from archive.importing.structure.headings import is_title_case
from archive.importing.structure.vocabulary import KINDS, MASTHEAD, RUBRICS

_NO_PLACE = re.compile(
    r"通过|公布|施行|\b(adopted|published|updated|posted|issued|released|by|session)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"le|on|am|den|el|il|du|dated", re.IGNORECASE)
HEAD_LINES = 8
LONGEST_LINE = 240
_LINE_END = re.compile(r"[.!?;,:。！？；，：、…][\"'”’」』)）]*$")
_LEAD_OUT = re.compile(r"\b(of|the|at|on|in|for|to|and|by|with|from|du|de|des|et)$", re.IGNORECASE)
_LEAD_IN = re.compile(r"(At|On|In|Of|For|To|By|With|From|Before|During|And) (the|a|an|his|her|its|[A-Z])")


def suggest(paragraphs, name="", year=None):
    """(suggestions, indexes of the paragraphs that are nothing but title)."""
    lines = _head_lines(paragraphs)
    place_line = next((number for number, line in enumerate(lines) if place_and_date(line)), None)
    if lines and (hit := find_date(lines[0])) and (place_line == 0 or hit[1] == 0):
        return _dated_title(paragraphs, lines[0], hit, year), _whole(paragraphs, 1)
    titles = lines[:place_line]
    start = 1 if len(titles) > 1 and _stands_above(titles[0]) else 0
    title, last = _title(titles, start)
    found = _title_suggestions(title, start, last, name, paragraphs)
    if place_line is not None:
        found += _from_place_line(lines[place_line], place_line + 1)
    found += _from_dateline(paragraphs, year)
    if start and _is_masthead(lines[0]):
        found.append(Suggestion("source", lines[0], "line 1 of the text, above the title"))
    return tuple(_first_of_each(found + _kind(title))), _whole(paragraphs, last) if title else ()


def _whole(paragraphs, lines):
    """Indexes of the paragraphs that the first so many lines fill."""
    filled = []
    for index, paragraph in enumerate(paragraphs):
        lines -= paragraph.count("\n") + 1
        if lines < 0:
            break
        filled.append(index)
    return tuple(filled)


def _stands_above(line):
    """A newspaper's section or name, not the title."""
    return line.lower().strip(" :|") in RUBRICS or _is_masthead(line)


def _is_masthead(line):
    return bool(re.search(MASTHEAD, line, re.IGNORECASE)) and len(line.split()) <= 5 and len(line) <= 40


def _dated_title(paragraphs, line, hit, year):
    """A text that opens with its date: what stands beside it is the title rather than the place."""
    date, start, end = hit
    title = f"{line[:start]} {line[end:]}".strip(" ,，|·-–—:：")
    found = [
        Suggestion("title", title or line, "line 1 of the text"),
        Suggestion("date", date, f"line 1: “{line}”"),
    ]
    return tuple(_first_of_each(found + _from_dateline(paragraphs, year) + _kind(title)))


def _head_lines(paragraphs):
    lines = []
    every = [line for paragraph in paragraphs[:HEAD_LINES] for line in paragraph.split("\n")]
    for line in every[:HEAD_LINES]:
        if len(line) > LONGEST_LINE or (_LINE_END.search(line) and not place_and_date(line)):
            break
        if re.search(r"[a-z][.!?] [A-Z]", line):
            break
        lines.append(line)
    if len(lines) == 1 and len(every) > 1 and every[1][0].islower():
        return []
    # A text of short lines only is verse, a list or a greeting: its first line may still be a title.
    return lines if len(lines) < len(every) else lines[:1]


def place_and_date(line):
    """(place, date) of a line that holds nothing else, such as "Tsinghua University, May 12, 2025"."""
    hit = find_date(line)
    if not hit or len(line) > 120:
        return None
    date, start, end = hit
    before, after = line[:start].strip(" ,，(（|·-–—:："), line[end:].strip(" ,，)）|·-–—.")
    place = "" if _ARTICLE.fullmatch(before) else before or after
    if (
        (before and after)
        or len(place) > 80
        or len(place.split()) > 10
        or re.search(r"[.!?;。！？；]", place)
    ):
        return None
    return place, date


def _title(lines, start):
    """The title made of the lines that lead into each other, and the number of lines used."""
    if len(lines) <= start:
        return "", 0
    title, last = lines[start], start + 1
    while last < len(lines) and (_LEAD_OUT.search(title) or _LEAD_IN.match(lines[last])):
        title = f"{title} {_lowered(lines[last])}"
        last += 1
    return title.strip("# "), last


def _lowered(line):
    first, _, rest = line.partition(" ")
    small = first.lower() in {
        "at",
        "on",
        "in",
        "of",
        "for",
        "to",
        "by",
        "with",
        "from",
        "the",
        "and",
        "before",
        "during",
    }
    line = f"{first.lower()} {rest}" if small else line
    return re.sub(r"^((?:at|on|in|of|for|to|by|with|from|before|during|and)) The ", r"\1 the ", line)


def _title_suggestions(title, start, last, name, paragraphs):
    if title:
        where = f"line {start + 1}" if last == start + 1 else f"lines {start + 1} to {last}"
        return [Suggestion("title", title, f"{where} of the text")]
    if named := title_from_name(name):
        return [Suggestion("title", named, "the name of the file, since the text opens without a title")]
    if paragraphs:
        words = first_words(paragraphs[0])
        return [Suggestion("title", words, "the first words, since the text opens without a title")]
    return []


def title_from_name(name):
    """ "politburo-study-session.txt" as words; "" for names that say nothing."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", name.replace("\\", "/").rsplit("/", 1)[-1])
    words = [word for word in re.split(r"[\s_-]+", stem) if word]
    telling = [word for word in words if len(word) > 1 and not re.search("[0-9]", word)]
    if len(telling) < 2 and not re.search("[\u4e00-\u9fff]{4}", stem):
        return ""
    phrase = " ".join(words)
    return phrase[0].upper() + phrase[1:]


def first_words(paragraph, longest=80):
    words = paragraph.replace("\n", " ")
    if len(words) <= longest:
        return words.rstrip(" ,;:，；：")
    cut = words[:longest]
    return (cut.rsplit(" ", 1)[0] if " " in cut[20:] else cut).rstrip(" ,;:，；：") + "…"


def _from_place_line(line, number):
    place, date = place_and_date(line)
    found = [Suggestion("date", date, f"line {number}: “{line}”")]
    if place and not _NO_PLACE.search(place):
        found.append(Suggestion("place", place, f"line {number}: “{line}”"))
    return found


def _from_dateline(paragraphs, year):
    for paragraph in paragraphs[:3]:
        if line := read_dateline(paragraph, year):
            reason = f"the dateline “{line.place}, {line.printed}”"
            found = [Suggestion("source", line.agency, reason), Suggestion("place", line.place, reason)]
            found.append(Suggestion("kind", "news_report", reason))
            dated = (
                Suggestion("date", line.date, reason)
                if line.date
                else Suggestion("day", line.printed, reason)
            )
            return [*found, dated]
    return []


def _kind(title):
    for kind, pattern in KINDS:
        if re.match(pattern, title, re.IGNORECASE):
            return [Suggestion("kind", kind, f"the title “{first_words(title, 60)}”")]
    return []


def kind_of_title(title):
    found = _kind(title)
    return found[0].value if found else ""


def _first_of_each(suggestions):
    seen = set()
    for one in suggestions:
        if one.field not in seen:
            seen.add(one.field)
            yield one


def looks_like_title(paragraph):
    """A long heading in title case, as stands over a news report."""
    return (
        "\n" not in paragraph
        and len(paragraph) <= 320
        and not _LINE_END.search(paragraph)
        and is_title_case(paragraph)
    )
