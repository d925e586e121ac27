"""Exports as their readers find them, and the page beside which they are laid; knows nothing of the writers."""

import csv
import io
import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote
from xml.etree import ElementTree

from archive.models import Document, Passage, Statement

STREAMED = ("atom", "csv", "jsonl", "bib", "ris", "csl.json")
ENDINGS = ("json", *STREAMED)
ATOM = "{http://www.w3.org/2005/Atom}"
FEED_ROWS = 100
TOTAL = r"Verbatim: .*?, ([\d,]+) \w+(?: and \d+ nearest)?, retrieved \d+ \w+ \d+\. http"


def ids_in(ending: str, body: str) -> list[int]:
    """The ids of the rows of an export."""
    if ending == "json":
        return [row["id"] for row in json.loads(body)["results"]]
    if ending == "csv":
        return [int(row["id"]) for row in csv_rows(body)]
    if ending == "jsonl":
        return [json.loads(line)["id"] for line in body.splitlines()[1:]]
    if ending == "csl.json":
        return [int(reference["id"].rpartition("-")[2][1:]) for reference in json.loads(body)]
    if ending == "atom":
        entries = ElementTree.fromstring(body).findall(f"{ATOM}entry/{ATOM}id")
        return [int(re.search(r"(\d+)/?$", entry.text)[1]) for entry in entries]
    key = r"(?m)^@\w+\{.*?[sp](\d+),$" if ending == "bib" else r"(?m)^ID  - .*?[sp](\d+)\r$"
    return [int(pk) for pk in re.findall(key, body)]


def csv_rows(body: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"), newline="")))


def last_column(body: str) -> str:
    return next(csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline="")))[-1]


def feed_order(unit: str, ids: list[int]) -> list[int]:
    """As a feed has them: what became public or was changed last comes first, paragraphs with their document."""
    if unit == "passages":
        passages = Passage.objects.select_related("document").in_bulk(ids)
        documents = {pk: passage.document for pk, passage in passages.items()}
        return sorted(
            ids, key=lambda pk: (-change_time(documents[pk]), -documents[pk].pk, passages[pk].number)
        )
    statements = Statement.objects.select_related("document").in_bulk(ids)

    def newness(pk: int) -> tuple[float, int, int]:
        row = statements[pk]
        return change_time(row, row.document), row.document_id, pk

    return sorted(ids, key=newness, reverse=True)


def change_time(row: Statement | Document, *others: Document) -> float:
    times = [row.updated_at, *(part.published_at for part in (row, *others) if part.published_at)]
    return max(times).timestamp()


def notes_in(ending: str, body: str) -> list[str]:
    """Every place of the file that has notes on the search, as one text each; none in CSL-JSON without items."""
    if ending in {"json", "jsonl"}:
        return [" ".join(json.loads(body.splitlines()[0] if ending == "jsonl" else body)["notes"])]
    if ending == "csl.json":
        return [" ".join(entry["custom"]["notes"]) for entry in json.loads(body)]
    if ending == "csv":
        return [row["search_notes"] for row in csv_rows(body)] or [notes_after_address(last_column(body))]
    if ending == "atom":
        subtitle = ElementTree.fromstring(body).findtext(f"{ATOM}subtitle")
        return [notes_after_address(subtitle)]
    if ending == "ris":
        notes = [notes_after_address(line) for line in re.findall(r"(?m)^N1  - (Verbatim: .*)\r$", body)]
        return notes or [" ".join(re.findall(r"(?m)^Note: (.*)\r$", body))]
    first, *notes_after = re.findall(r"(?m)^% (.*)$", body)
    return [" ".join([notes_after_address(first), *notes_after]).strip()]


def notes_after_address(sentence: str) -> str:
    """The notes come after the address of the search, the last thing that is said of it."""
    return re.split(r" http://testserver/search/\S*", f"{sentence} ", maxsplit=1)[1].strip()


def totals_in(ending: str, body: str) -> set[int]:
    if ending == "json":
        return {json.loads(body)["total"]}
    if ending == "jsonl":
        return {json.loads(body.splitlines()[0])["total"]}
    if ending == "csl.json":
        return {entry["custom"]["total"] for entry in json.loads(body)}
    if ending == "csv" and csv_rows(body):
        return {int(row["total"]) for row in csv_rows(body)}
    return {
        int(number.replace(",", ""))
        for number in re.findall(
            r"Verbatim: .*?, ([\d,]+) \w+(?: and \d+ nearest)?, retrieved \d+ \w+ \d+\. http", body
        )
    }


@dataclass
class Page:
    """What a reader sees of a search: every row through all its pages, the number over them, the notices."""

    total: int
    rows: list[int]
    notices: list[str]
    nearest: bool
    at_least: bool
    below: list[int]  # what comes near, under a heading of its own
    links: list[str]  # what the page says by links, as files say it


def read_page(reader, query: str) -> Page:
    context = None
    rows, number, pages = [], 1, 1
    while number <= pages:
        response = reader.get(f"/search/?{query}&page={number}")
        assert response.status_code == 200
        context = context or response.context
        rows += [(hit.statement or hit.passage).pk for hit in response.context["hits"]]
        pages, number = response.context["page"].pages, number + 1
    return Page(
        context["total"],
        rows,
        [str(note) for note in context["messages"]],
        context["is_relaxed"],
        str(context["total_label"]).startswith("at least"),
        [(hit.statement or hit.passage).pk for hit in context["nearest_hits"]],
        suggestion_notes(context),
    )


def suggestion_notes(context) -> list[str]:
    names, suggestion = context["name_matches"], context["suggested_query"]
    notice = (
        [f"{names.count:,} more by names and titles: {parse_qs(names.url)['/search/?q'][0]}"] if names else []
    )
    return notice + ([f"Did you mean: {suggestion}"] if suggestion else [])


def header_notes(response) -> str:
    return unquote(response.headers.get("X-Search-Notes", ""))
