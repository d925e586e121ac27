"""What the first lines of a text say about it: title, place, date, agency, kind. All of it is only suggested."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.importing.parsed_document import PartialDate, Suggestion
from archive.importing.structure.dateline import read_dateline
from archive.importing.structure.dates import DateMatch, find_date, is_ambiguous
from archive.importing.structure.titles import (
    LINE_END,
    first_words,
    join_title_lines,
    kind_of_title,
    title_from_file_name,
)
from archive.importing.structure.vocabulary import MASTHEAD, RUBRICS

_NOT_A_PLACE = re.compile(
    r"通过|公布|施行|\b(adopted|published|updated|posted|issued|released|by|session|nr|no|n°)\b|mitteilung|communiqué"
    # Days of the week, in the languages that print one before a date.
    r"|\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lunes|martes|miércoles|jueves|viernes"
    r"|sábado|domingo|(?:segunda|terça|quarta|quinta|sexta)-feira|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|poniedziałek|wtorek|środa|czwartek|piątek|sobota"
    r"|niedziela|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b|(?:星期|周|週)[一二三四五六日天]"
    r"|[月火水木金土日]曜|[월화수목금토일]요일|\b(?:mon|tue|wed|thu|fri|sat|sun)\.?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"le|on|am|den|el|il|du|dated|vom", re.IGNORECASE)
_LAST_ARTICLE = re.compile(r"[,，]? (?:le|on|am|den|der|el|il|a|em|på|op|dne|dnia|vom)$", re.IGNORECASE)
# What may stand behind a date and is no place: the weekday, the hours.
_CLOCK = re.compile(
    r"(?:года|г\.?|року|roku|r\.)?\s*(?:[(（][^()（）]{1,12}[)）]?|[月火水木金土日][)）])?\s*"
    r"(?:(?:um|at|à|a las|alle|às|kl\.?|ore)?\s*[0-9]{1,2}[:.hH時点點][0-9]{0,2}分?\s*"
    r"(?:uhr|[ap]\.?m\.?|h|gmt|utc)?\s*[-–~～〜]?\s*){0,2}",
    re.IGNORECASE,
)
MAX_HEAD_LINES = 8
MAX_LINE_LENGTH = 240  # characters
MAX_DATELINE_PARAGRAPHS = 3


class Head(NamedTuple):
    """`title_paragraphs` are the indexes of the paragraphs that hold nothing but the title."""

    suggestions: tuple[Suggestion, ...]
    title_paragraphs: tuple[int, ...]

    @property
    def date(self) -> PartialDate | None:
        dates = (suggestion.value for suggestion in self.suggestions if suggestion.field == "date")
        return next((value for value in dates if isinstance(value, PartialDate)), None)

    @property
    def has_dateline(self) -> bool:
        """Whether the date is that of a news agency's dateline."""
        return any(each.field == "date" and "dateline" in each.reason for each in self.suggestions)


class PlaceAndDate(NamedTuple):
    place: str
    date: PartialDate


def read_head(paragraphs: Sequence[str], name: str = "", year: int | None = None) -> Head:
    """`name` is the file's; `year` completes a dateline that is printed without one."""
    lines = _head_lines(paragraphs)
    place_line = next((number for number, line in enumerate(lines) if read_place_and_date(line)), None)
    match = find_date(lines[0]) if lines else None
    if match and (place_line == 0 or match.start == 0) and (title := _title_beside_date(lines[0], match)):
        suggestions = [Suggestion("title", title, "line 1 of the text"), _date_suggestion(lines[0], 1, match)]
        suggestions += _suggest_from_title(title) + _suggest_from_dateline(paragraphs, year)
        return Head(tuple(_keep_first_of_field(suggestions)), _filled_paragraphs(paragraphs, 1))
    first = 1 if place_line == 0 else 0  # below a line of nothing but the date
    titles = lines[first : place_line or None]
    # A newspaper's section or name stands above the title.
    is_above = len(titles) > 1 and (titles[0].lower().strip(" :|") in RUBRICS or _is_masthead(titles[0]))
    skipped_count = 1 if is_above else 0
    title, count = join_title_lines(titles[skipped_count:])
    last = first + skipped_count + count
    suggestions = [_title_suggestion(title, first + skipped_count + 1, last, name, _below(paragraphs, first))]
    if place_line is not None:
        suggestions += _suggest_from_place_line(lines[place_line], place_line + 1)
    suggestions += _suggest_from_title(title) + _suggest_from_dateline(paragraphs, year)
    if skipped_count and _is_masthead(titles[0]):
        reason = f"line {first + 1} of the text, above the title"
        suggestions.append(Suggestion("source", titles[0], reason))
    dates = len(_filled_paragraphs(paragraphs, first))
    title_paragraphs = _filled_paragraphs(paragraphs, last)[dates:] if title else ()
    return Head(tuple(_keep_first_of_field(suggestions)), title_paragraphs)


def _below(paragraphs: Sequence[str], lines: int) -> str:
    """The first paragraph, without so many lines; the whole text where it has no more."""
    text_below = "\n\n".join(paragraphs).split("\n", lines)[-1]
    return text_below.strip().split("\n\n")[0] or paragraphs[0]


def _keep_first_of_field(suggestions: Iterable[Suggestion]) -> Iterable[Suggestion]:
    first: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        first.setdefault(suggestion.field, suggestion)
    return first.values()


def _filled_paragraphs(paragraphs: Sequence[str], lines: int) -> tuple[int, ...]:
    """Indexes of the paragraphs that consist of the first `lines` lines only."""
    filled = []
    for index, paragraph in enumerate(paragraphs):
        lines -= paragraph.count("\n") + 1
        if lines < 0:
            break
        filled.append(index)
    return tuple(filled)


def _is_masthead(line: str) -> bool:
    return bool(re.search(MASTHEAD, line, re.IGNORECASE)) and len(line.split()) <= 5 and len(line) <= 40


def _head_lines(paragraphs: Sequence[str]) -> list[str]:
    """The short lines above the first sentence."""
    every = [line for paragraph in paragraphs[:MAX_HEAD_LINES] for line in paragraph.split("\n")]
    lines: list[str] = []
    for line in every[:MAX_HEAD_LINES]:
        if len(line) > MAX_LINE_LENGTH or (LINE_END.search(line) and not read_place_and_date(line)):
            break
        if re.search(r"[a-z][.!?] [A-Z]", line):
            break
        lines.append(line)
    if len(lines) == 1 and len(every) > 1 and every[1][0].islower():
        return []
    # A text of short lines only is verse, a list or a greeting: its first line may still be a title.
    return lines if len(lines) < len(every) else lines[:1]


def read_place_and_date(line: str) -> PlaceAndDate | None:
    """The place and the date of a line that holds nothing else, such as “Tsinghua University, May 12, 2025”; None
    for any other line."""
    match = find_date(line)
    if not match or len(line) > 120:
        return None
    before = line[: match.start].strip(" ,，(（|·-–—:：")
    after = line[match.end :].strip(" ,，)）|·-–—.")
    if before and after and not _CLOCK.fullmatch(after):
        return None
    # “Paris” of “Paris, le” before a date; nothing of “on” or of a weekday in brackets.
    place_name = "" if _ARTICLE.fullmatch(before) else _LAST_ARTICLE.sub("", before)
    place = place_name or ("" if _CLOCK.fullmatch(after) else after)
    if len(place) > 80 or len(place.split()) > 10 or re.search(r"[.!?;。！？；]", place):
        return None
    return PlaceAndDate("" if _is_label(line[: match.start]) else place, match.date)


def _is_label(before: str) -> bool:
    """“Updated:” before a date, which is neither a place nor a title; “Press release:” is one."""
    return before.rstrip().endswith((":", "：")) and not kind_of_title(before)


def _title_beside_date(line: str, match: DateMatch) -> str:
    """Returns the rest of a first line with a date, which is the title rather than the place."""
    before = "" if _is_label(line[: match.start]) else line[: match.start]
    title = f"{before} {line[match.end :]}".strip(" ,，|·-–—:：")
    return title if any(map(str.isalnum, title)) else ""


def _date_suggestion(line: str, number: int, match: DateMatch) -> Suggestion:
    doubt = ", where day and month could be exchanged" if is_ambiguous(line[match.start : match.end]) else ""
    return Suggestion("date", match.date, f"line {number}: “{line}”{doubt}")


def _title_suggestion(title: str, first: int, last: int, name: str, body: str) -> Suggestion:
    """The title on lines `first` to `last`, else one made of the file's name or of the first words."""
    if title:
        lines = f"line {first}" if last == first else f"lines {first} to {last}"
        return Suggestion("title", title, f"{lines} of the text")
    if from_name := title_from_file_name(name):
        return Suggestion("title", from_name, "the name of the file, since the text starts without a title")
    reason = "the first words, since the text starts without a title"
    return Suggestion("title", first_words(body), reason)


def _suggest_from_place_line(line: str, number: int) -> list[Suggestion]:
    dateline, match = read_place_and_date(line), find_date(line)
    if not dateline or not match:
        return []
    suggestions = [_date_suggestion(line, number, match)]
    if dateline.place and not _NOT_A_PLACE.search(dateline.place):
        suggestions.append(Suggestion("place", dateline.place, f"line {number}: “{line}”"))
    return suggestions


def _suggest_from_dateline(paragraphs: Sequence[str], year: int | None) -> list[Suggestion]:
    """Returns the suggestions of a dateline, with the printed day as `day` where no year is known."""
    for paragraph in paragraphs[:MAX_DATELINE_PARAGRAPHS]:
        if line := read_dateline(paragraph, year):
            reason = f"the dateline “{', '.join(filter(None, [line.place, line.printed_date]))}”"
            agency = {"source": line.agency, "kind": "news_report"} if line.agency else {}
            values = {"source": "", "place": line.place, "kind": "", **agency, "date": line.date}
            values["day"] = "" if line.date else line.printed_date
            return [Suggestion(field, value, reason) for field, value in values.items() if value]
    return []


def _suggest_from_title(title: str) -> list[Suggestion]:
    kind = kind_of_title(title)
    return [Suggestion("kind", kind, f"the title “{first_words(title, 60)}”")] if kind else []
