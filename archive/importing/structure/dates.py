"""Dates as people write them: in a header (2025-04, "c. 2024") and in prose (May 12, 2025; 25 апреля 2025; 令和7年).

No date is repaired: one that does not exist is passed over, with the parts of it that would make another.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date as Day
from typing import NamedTuple

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.parsed_document import PartialDate

# Months as dates print them, by language, first January. “listopada” is left out: November in Polish, October in
# Croatian. Sources: the Unicode Common Locale Data Repository (months, wide and abbreviated), and for Arabic the names
# of the Levant, of Egypt and of the Maghreb.
MONTHS = (
    """january jan janvier januar jänner enero janeiro gennaio januari leden ledna stycznia styczeń januara január ocak
    ianuarie января январь січня януари ιανουαρίου ιανουάριος يناير كانون_الثاني جانفي ינואר มกราคม जनवरी tháng_1
    tháng_giêng tammikuuta janúar""",
    """february feb février februar feber febrero fevereiro febbraio februari února únor lutego luty februára február
    şubat februarie февраля февраль лютого февруари φεβρουαρίου φεβρουάριος فبراير شباط فيفري פברואר กุมภาพันธ์ फ़रवरी
    फरवरी tháng_2 helmikuuta febrúar""",
    """march mar mars märz marzo março maart března březen marca marec marzec martie mart марта март березня μαρτίου
    μάρτιος مارس آذار מרץ מרס มีนาคม मार्च tháng_3 maaliskuuta március marts maret""",
    """april apr avril abril aprile dubna duben kwietnia kwiecień apríla apríl aprilie nisan апреля апрель квітня април
    απριλίου απρίλιος أبريل ابريل نيسان أفريل אפריל เมษายน अप्रैल tháng_4 huhtikuuta április""",
    """may mai mayo maio maggio mei maj května květen maja máj mayıs мая май травня μαΐου μάιος مايو أيار ماي מאי
    พฤษภาคม मई tháng_5 toukokuuta május maí""",
    """june jun juin juni junio junho giugno června červen czerwca czerwiec júna jún junija iunie haziran июня июнь
    червня юни ιουνίου ιούνιος يونيو حزيران جوان יוני มิถุนายน जून tháng_6 kesäkuuta június júní""",
    """july jul juillet juli julio julho luglio července červenec lipca lipiec júla júl julija iulie temmuz июля июль
    липня юли ιουλίου ιούλιος يوليو تموز جويلية יולי กรกฎาคม जुलाई tháng_7 heinäkuuta július júlí""",
    """august aug août agosto augustus augusti srpna srpen sierpnia sierpień augusta avgusta ağustos августа август
    серпня αυγούστου αύγουστος أغسطس آب أوت אוגוסט สิงหาคม अगस्त tháng_8 elokuuta augusztus ágúst agustus""",
    """september sept sep septembre septiembre setembro settembre září września wrzesień septembra septembrie eylül
    сентября сентябрь вересня септември σεπτεμβρίου σεπτέμβριος سبتمبر أيلول ספטמבר กันยายน सितंबर सितम्बर tháng_9
    syyskuuta szeptember""",
    """october oct octobre oktober octubre outubro ottobre října říjen października październik októbra október oktobra
    octombrie ekim октября октябрь жовтня октомври οκτωβρίου οκτώβριος أكتوبر تشرين_الأول אוקטובר ตุลาคม अक्टूबर
    अक्तूबर tháng_10 lokakuuta""",
    """november nov novembre noviembre novembro listopadu novembra noiembrie kasım ноября ноябрь ноември νοεμβρίου
    νοέμβριος نوفمبر تشرين_الثاني נובמבר พฤศจิกายน नवंबर नवम्बर tháng_11 marraskuuta""",
    """december dec décembre dezember diciembre dezembro dicembre prosince prosinec grudnia grudzień decembra decembrie
    aralık декабря декабрь грудня декември δεκεμβρίου δεκέμβριος ديسمبر كانون_الأول דצמבר ธันวาคม दिसंबर दिसम्बर
    tháng_12 joulukuuta desember""",
)
# The year before the first of each era; the Republic of China counts from 1912.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
BUDDHIST_YEARS = 543  # by which Thai years are ahead
# What a report says of the event it reports, as parts of regular expressions, by language.
EVENT_WORDS = (
    r"\b(held|met|hosted|chaired|presided|attended|addressed|delivered|spoke|convened|opened|visited"
    r"|signed|took place"
    r"|gathered|concluded|kicked off|launched|received|inaugurated|gave a (?:speech|talk|lecture|briefing))\b"
    r"|举行|召开|出席|会见|會見|会谈|會談|主持|发表.{0,6}讲话|發表.{0,6}講話|开幕|開幕|闭幕|举办|舉辦"
    r"|舉行|召開|致辞|签署|簽署|访问|訪問|考察"
    r"|\b(s['’]est tenue?|a (?:rencontré|reçu|présidé|participé|prononcé)|a eu lieu)\b"
    r"|\b(fand|traf|trafen|hielt|eröffnete|besuchte|unterzeichnete|empfing|tagte)\b"
    r"|\b(se celebró|se reunió|tuvo lugar|inauguró|visitó|participó|pronunció|recibió)\b"
    r"|\b(состоял[аио]сь|состоялся|провел[аи]?|провёл|встретил(?:ся|ась)|выступил[аи]?|прошл[аио]|прошёл"
    r"|посетил[аи]?)\b|開催|会談|出席|訪問|개최|참석|회담|방문|عقد|التقى|شارك|ألقى|زار"
)
PART_OF_DAY = (
    r"(?:on )?the (?:morning|afternoon|evening|night) of [^,.;]{3,20}"
    r"|[0-9]{1,2}[月월] ?[0-9]{1,2}[日일号] ?(?:上午|下午|晚|晚上|中午|午前|午後)"
)
YESTERDAY = r"\byesterday\b|昨天|昨日|\bhier\b|\bgestern\b|\bayer\b|\bontem\b|\bieri\b|\bвчера\b|어제|أمس"


_MONTH_NUMBERS = {
    name.replace("_", " "): number for number, names in enumerate(MONTHS, start=1) for name in names.split()
}
# Decimal digits of other scripts, one for one, so that places in the text stay the same.
_DIGITS = {
    ord(zero) + value: str(value) for zero in "\u0660\u06f0\u0966\u09e6\u0e50\uff10" for value in range(10)
}
_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九十")} | {"零": 0, "元": 1}
_MONTH = "[בو]?(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<![0-9.,/])(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|ª|-?го|\.)?"
_RANGE = r"(?:(?: ?[-–—/] ?| (?:and|to|und|bis|et|au|y|al|e) )[0-9]{1,2}(?:st|nd|rd|th|er|\.)?)?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_ERA = rf"(?P<era>{'|'.join(ERAS)}) ?(?P<year>[0-9]{{1,3}}|元|[一二三四五六七八九十]{{1,3}}) ?年"
_OF = r" ?(?:de |del |of |d['’]|ngày )?"
_PROSE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH} {_DAY}{_RANGE}(?:,? |,){_YEAR}",
        rf"{_DAY}{_RANGE}{_OF}{_MONTH},? ?(?:de |del |of |năm )?{_YEAR}",
        rf"(?<![0-9]){_YEAR}\. {_MONTH} {_DAY}",
        r"(?<![0-9])(?P<year>[0-9]{4}) ?[年년] ?(?P<month>[0-9]{1,2}) ?[月월] ?(?P<day>[0-9]{1,2}) ?[日号號일]",
        r"(?P<year>[〇零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号號]",
        rf"{_ERA} ?(?P<month>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}) ?月 ?"
        r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?[日号號]",
        r"(?<![0-9/.-])(?P<year>[0-9]{4})(?P<mark>[-/.]) ?"
        r"(?P<month>[0-9]{1,2})(?P=mark) ?(?P<day>[0-9]{1,2})(?![0-9/-])",
        r"(?<![0-9/.-])(?P<first>[0-9]{1,2})(?P<mark>[-/.]) ?"
        r"(?P<second>[0-9]{1,2})(?P=mark) ?(?P<year>[0-9]{4})(?![0-9/-])",
        rf"\b{_MONTH},? (?:de |del |of |năm )?{_YEAR}",
        r"(?<![0-9])(?P<year>[0-9]{4}) ?[年년] ?(?P<month>[0-9]{1,2}) ?[月월](?! ?[0-9])",
    )
]
_DAY_AND_MONTH = re.compile(
    rf"\b{_MONTH} {_DAY}\b{_RANGE}(?!,? [0-9]{{4}})"
    rf"|{_DAY.replace('day', 'day2')}{_RANGE}{_OF}{_MONTH.replace('month', 'month2')}(?!,? (?:de |del |of )?[0-9]{{4}})"
    r"|(?<![年년0-9])(?<![年년] )(?P<month3>[0-9]{1,2}) ?[月월] ?(?P<day3>[0-9]{1,2}) ?[日号號일]",
    re.IGNORECASE,
)
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|about|around|~|约|約)\s*", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2}))?(?:-(?P<day>[0-9]{1,2}))?")
_FORMS = "Write 2025, 2025-04, 2025-04-25 or c. 2024."


class DateMatch(NamedTuple):
    """A date at text[start:end]; of one whose day and month could be exchanged only the year is known."""

    date: PartialDate
    start: int
    end: int


def read_date(value: str) -> PartialDate:
    """The date of a header or an option. Raises ImportDocumentError with what is wrong with it."""
    value = value.strip()
    remainder = _CIRCA.sub("", value)
    uncertain = remainder != value or remainder.endswith("?")
    remainder = remainder.rstrip("?").strip().translate(_DIGITS)
    match = _ISO.fullmatch(remainder) or next(
        (match for form in _PROSE if (match := form.fullmatch(remainder))), None
    )
    if not match:
        raise ImportDocumentError(f"The date “{abbreviate(value)}” could not be read. {_FORMS}", "date")
    if _is_ambiguous(match):
        raise ImportDocumentError(f"In the date “{value}” day and month could be exchanged. {_FORMS}", "date")
    try:
        return _partial(match, uncertain)
    except ValueError as error:
        raise ImportDocumentError(f"The date “{value}” does not exist: {error}.", "date") from error


def find_date(text: str) -> DateMatch | None:
    """The first whole date in running text; impossible dates are passed over."""
    return next(find_dates(text), None)


def find_dates(text: str) -> Iterator[DateMatch]:
    """Every whole date in running text, in order; they do not overlap."""
    plain = text.translate(_DIGITS)
    matches = [match for form in _PROSE for match in form.finditer(plain)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        # An impossible date takes its place as well: “31 April 2025” is not April 2025.
        if match.start() < end:
            continue
        end = match.end()
        try:
            yield DateMatch(_partial(match, False), match.start(), end)
        except ValueError:
            continue


def is_ambiguous(date_text: str) -> bool:
    """Whether a date, such as 04/05/2025, could be read with day and month exchanged."""
    return any(
        _is_ambiguous(match) for form in _PROSE if (match := form.fullmatch(date_text.translate(_DIGITS)))
    )


def find_day_and_month(text: str) -> str:
    """The first day printed without a year, such as “April 26”, as it stands; empty when there is none."""
    match = _DAY_AND_MONTH.search(text.translate(_DIGITS))
    return text[match.start() : match.end()] if match else ""


def add_year(day_and_month: str, year: int) -> PartialDate | None:
    """“April 26” or “4月26日” in that year; None when that year has no such day."""
    match = _DAY_AND_MONTH.fullmatch(day_and_month.translate(_DIGITS))
    if not match:
        return None
    parts = match.groupdict()
    month = _month(parts["month"] or parts["month2"] or parts["month3"])
    day = int(parts["day"] or parts["day2"] or parts["day3"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return PartialDate(Day(year, month, day))


def _is_ambiguous(match: re.Match[str]) -> bool:
    """04/05/2025; with full stops the day always comes first."""
    parts = match.groupdict()
    if not parts.get("first") or parts["mark"] == ".":
        return False
    first, second = int(parts["first"]), int(parts["second"])
    return first != second and 1 <= first <= 12 and 1 <= second <= 12


def _partial(match: re.Match[str], uncertain: bool) -> PartialDate:
    """Raises ValueError for a date that does not exist."""
    parts = match.groupdict()
    year = _year(parts)
    if year < 1:
        raise ValueError("there is no year 0")
    if _is_ambiguous(match):
        return PartialDate(Day(year, 1, 1), "year", uncertain)
    month, day = _month_and_day(parts)
    if parts.get("month") and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if parts.get("day") or parts.get("first"):
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise ValueError(f"{year}-{month:02} has {last} days")
    precision = "day" if day else "month" if month else "year"
    return PartialDate(Day(year, month or 1, day or 1), precision, uncertain)


def _year(parts: dict[str, str | None]) -> int:
    year = _number(parts["year"] or "")
    if era := parts.get("era"):
        year += ERAS[era]
    is_thai = "\u0e00" <= (parts.get("month") or "")[:1] <= "\u0e7f"
    return year - BUDDHIST_YEARS if is_thai and year > 2400 else year


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    """0 where none is printed. Raises ValueError for a month of numbers that does not exist."""
    if not parts.get("first"):
        return _month(parts.get("month")), _number(parts.get("day") or "")
    first, second = _number(parts["first"] or ""), _number(parts["second"] or "")
    day, month = (second, first) if second > 12 and parts["mark"] != "." else (first, second)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return month, day


def _month(name: str | None) -> int:
    if not name:
        return 0
    return _MONTH_NUMBERS.get(name.lower()) or _number(name)


def _number(text: str) -> int:
    """Returns the value of digits or of Chinese numerals: 二〇二五, 二十五, 元."""
    if not text or text.isdecimal():
        return int(text or 0)
    values = [_NUMERALS[char] for char in text]
    if 10 not in values:
        return int("".join(map(str, values)))
    tens, _, ones = text.partition("十")
    return 10 * (_number(tens) or 1) + _number(ones)
