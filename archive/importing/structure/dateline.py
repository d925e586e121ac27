"""The line that opens an agency's report: who reports, from where, on which day."""

import re
from dataclasses import dataclass

from archive.importing.parsed import PartialDate
from archive.importing.structure.dates import find_date, find_day_and_month, with_year
from archive.importing.structure.vocabulary import AGENCIES

_AGENCY = "|".join(sorted((re.escape(name) for name in AGENCIES), key=len, reverse=True))
_FORMS = (
    # (Xinhua News Agency, Beijing, April 26) —
    re.compile(
        rf"[(（](?P<agency>{_AGENCY})\b[^,，)]*[,，] ?(?P<place>[^,，()]{{2,40}})[,，] ?"
        r"(?P<date>[^()]{3,30})[)）]",
        re.IGNORECASE,
    ),
    # BEIJING, April 26 (Xinhua) --
    re.compile(
        r"(?P<place>[A-Z][\w .'-]{1,40}), (?P<date>[A-Z][a-z]+\.? [0-9]{1,2}(?:, [0-9]{4})?) "
        rf"\((?P<agency>(?i:{_AGENCY}))\)"
    ),
    # 新华社北京4月26日电
    re.compile(
        r"[（(]?(?P<agency>新华社|中新社)(?P<place>[^0-9（）()\s]{2,8})"
        r"(?P<date>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)电"
    ),
)


@dataclass(frozen=True)
class Dateline:
    """`printed` is the date as it stands; `date` is None when no year is printed or known."""

    agency: str
    place: str
    date: PartialDate | None
    printed: str


def read_dateline(paragraph, year=None):
    """The Dateline that opens the paragraph, or None. `year` completes a day printed without one."""
    match = next((hit for form in _FORMS if (hit := form.match(paragraph))), None)
    if match is None:
        return None
    printed, place = match["date"].strip(), match["place"].strip()
    return Dateline(
        agency=AGENCIES[match["agency"].lower()],
        place=place.title() if place.isupper() else place,
        date=_dated(printed, year),
        printed=printed,
    )


def _dated(printed, year):
    hit = find_date(printed)
    if hit:
        return hit[0]
    day = find_day_and_month(printed)
    return with_year(day, year) if day and year else None
