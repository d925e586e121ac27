"""The dateline that opens a report or a press release: who reports, from where, on which day."""

import re
from dataclasses import dataclass

from archive.importing.parsed_document import PartialDate
from archive.importing.structure.dates import add_year, find_date, find_day_and_month
from archive.importing.structure.vocabulary import AGENCIES

_AGENCY = "|".join(sorted((re.escape(name) for name in AGENCIES), key=len, reverse=True))
_CAPITALS = r"[^\W\d_a-zß-ÿа-я][^\Wa-zß-ÿа-я][^\W\da-zß-ÿа-я.'’ -]*(?:[ .'’-]+[^\W\da-zß-ÿа-я]+)*"
_DASH = r"(?:[-–—―]{1,2}|:)(?:\s|$)"
_FORMS = (
    # (Xinhua News Agency, Beijing, April 26) —
    re.compile(
        rf"[(（](?P<agency>{_AGENCY})\b[^,，)]*[,，] ?(?P<place>[^,，()]{{2,40}})[,，] ?"
        r"(?P<date>[^()]{3,30})[)）]",
        re.IGNORECASE,
    ),
    # BEIJING, April 26 (Xinhua) --
    re.compile(
        r"(?P<place>[^\W\d_][\w .'’-]{1,40}), (?P<date>[\w .,]{3,30}?)\.? ?"
        rf"[(/](?P<agency>(?i:{_AGENCY}))[)/]"
    ),
    # 新华社北京4月26日电
    re.compile(
        r"[（(]?(?P<agency>新华社|中新社)(?P<place>[^0-9（）()\s]{2,8})"
        r"(?P<date>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)电"
    ),
    # PARIS (AFP) —
    re.compile(
        rf"(?P<place>{_CAPITALS}(?:, [A-Z][\w .]{{1,30}})?) [(/](?P<agency>(?i:{_AGENCY}))[)/](?P<date>) ?{_DASH}"
    ),
    # GENEVA, 3 June 2025 –, also with a name in brackets that is no agency's
    re.compile(
        rf"(?P<place>{_CAPITALS}), (?P<date>[\w .,]{{3,30}}?)\.?(?: ?[(/][^()/]{{2,40}}[)/])? ?{_DASH}(?P<agency>)"
    ),
)


@dataclass(frozen=True)
class Dateline:
    """`date` is None where no year is printed or known; `printed_date` is the date as it stands in the text.

    `agency` or `printed_date` is "" where it is not printed, never both.
    """

    agency: str
    place: str
    date: PartialDate | None
    printed_date: str


def read_dateline(paragraph: str, year: int | None = None) -> Dateline | None:
    """The dateline that opens the paragraph. `year` completes a day that is printed without one."""
    matches = (match for form in _FORMS if (match := form.match(paragraph)))
    return next((line for match in matches if (line := _dateline(match, year))), None)


def _dateline(match: re.Match, year: int | None) -> Dateline | None:
    printed, place = match["date"].strip(), match["place"].strip()
    if printed and not find_date(printed) and not find_day_and_month(printed):
        return None
    return Dateline(
        agency=AGENCIES.get(match["agency"].lower(), ""),
        place=re.sub(_CAPITALS, lambda name: name.group().title(), place),
        date=_read_date(printed, year) if printed else None,
        printed_date=printed,
    )


def _read_date(printed: str, year: int | None) -> PartialDate | None:
    if match := find_date(printed):
        return match.date
    day = find_day_and_month(printed)
    return add_year(day, year) if day and year else None
