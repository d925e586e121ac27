"""Single records as a file of references, without a search: BibTeX, RIS and CSL-JSON."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from . import bibtex, csl, ris
from .records import Record


class ItemFormat(NamedTuple):
    """``label`` is the name of the format, ``write`` takes the records and the day of reading."""

    label: str
    content_type: str
    write: Callable[[Iterable[Record], dt.date], str]


def write_bibtex(records: Iterable[Record], accessed: dt.date) -> str:
    return "".join(bibtex.entry(record, accessed.isoformat()) for record in records).lstrip("\n")


def write_ris(records: Iterable[Record], accessed: dt.date) -> str:
    return "".join(ris.entry(record, accessed.isoformat()) for record in records)


def write_csl(records: Iterable[Record], accessed: dt.date) -> str:
    entries = [csl.item(record, accessed.isoformat()) for record in records]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


ITEM_FORMATS = {
    "bib": ItemFormat("BibTeX", "application/x-bibtex; charset=utf-8", write_bibtex),
    "ris": ItemFormat("RIS", "application/x-research-info-systems; charset=utf-8", write_ris),
    "csl.json": ItemFormat("CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", write_csl),
}
