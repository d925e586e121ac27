"""Values that formats write in many ways, in the way of an archive: times, dates, languages, names of speakers."""

import re
from collections.abc import Iterable
from html import unescape

from archive.importing.errors import ImportDocumentError
from archive.importing.limits import MAX_TITLE_LENGTH
from archive.importing.parsed_document import Header, PartialDate
from archive.importing.structure.dates import read_date

MAX_URL_LENGTH = 1_000
_CLOCK = re.compile(r"(?:^|T|\b)0*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_LABEL_END = re.compile(r"[\s:：]+$")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LANGUAGE = re.compile(r"([a-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)")
# ISO 639-2, which Akoma Ntoso writes, to the shorter codes of ISO 639-1 for the languages of its known users.
_ISO_639 = """
    ara=ar bul=bg cat=ca ces=cs cym=cy dan=da deu=de ell=el eng=en est=et eus=eu fas=fa fin=fi fra=fr fre=fr
    ger=de gle=ga glg=gl heb=he hin=hi hrv=hr hun=hu ind=id isl=is ita=it jpn=ja kor=ko lav=lv lit=lt mlt=mt
    nld=nl nor=no pol=pl por=pt ron=ro rus=ru slk=sk slv=sl spa=es sqi=sq srp=sr swa=sw swe=sv tha=th tur=tr
    ukr=uk vie=vi zho=zh
"""
_SHORT_LANGUAGES = {pair[:3]: pair[4:] for pair in _ISO_639.split()}


def clean_label(text: str) -> str:
    """A speaker's printed name, without the colon that the reader puts behind it."""
    return _LABEL_END.sub("", one_line(text))


def label_separator(label: str) -> str:
    """The separator between a speaker's name and the words: a colon, with a space where the script has spaces."""
    return "：" if _IDEOGRAPH.search(label) else ": "


def prefix_label(label: str, words: str) -> str:
    """“Ada Okoro: words”, without the space behind the colon where no words follow."""
    return f"{label}{label_separator(label)}{words}".rstrip() if label else words


def normalise_time(value: str) -> str:
    """hours:minutes:seconds of a time or a moment (“014:50:00”, “2011-06-10T10:02:00+02:00”); else empty."""
    match = _CLOCK.search(value)
    if not match or int(match[2]) > 59:
        return ""
    return f"{int(match[1]):02}:{match[2]}:{match[3] or '00'}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def language_code(value: str | None) -> str:
    """The code as an archive writes it (eng -> en); empty for one that is none or says nothing (und, mul)."""
    match = _LANGUAGE.fullmatch((value or "").strip())
    if not match or match[1] in ("und", "mul", "mis", "zxx"):
        return ""
    return _SHORT_LANGUAGES.get(match[1], match[1]) + match[2]


def first_address(values: Iterable[str]) -> str:
    """The first web address among the values; empty where there is none."""
    return next((value for value in values if value.startswith(("http://", "https://"))), "")


def partial_date(value: str | None) -> PartialDate | None:
    """The day of a date or a moment; None for what is none."""
    day = (value or "").strip().partition("T")[0]
    try:
        return read_date(day) if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", day) else None
    except ImportDocumentError:
        return None


def make_header(
    title: str = "", source: str = "", date: PartialDate | None = None, language: str = "", url: str = ""
) -> Header:
    """The header of a transcript, with only what an archive can hold."""
    title = one_line(title)
    if len(title) > MAX_TITLE_LENGTH:
        title = title[: MAX_TITLE_LENGTH - 1].rstrip() + "…"
    url = unescape(url).strip()
    if not re.fullmatch(r"https?://[^\s/]+\S*", url) or len(url) > MAX_URL_LENGTH:
        url = ""
    return Header(
        title=title, source=one_line(source), kind="transcript", date=date, language=language, url=url
    )
