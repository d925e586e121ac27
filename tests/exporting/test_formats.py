"""Each format as a file, written out in golden/, and read back by what reads such files."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from archive.exporting import atom, bibtex, csl, jsonlines, ris, spreadsheet
from archive.exporting.reference import opening_words

from .rows import DESCRIPTION, EXAMPLES, MINISTER

GOLDEN = Path(__file__).parent / "golden"
FORMATS = {
    "search.atom": atom,
    "search.csv": spreadsheet,
    "search.jsonl": jsonlines,
    "search.bib": bibtex,
    "search.ris": ris,
    "search.csl.json": csl,
}
ATOM = "{http://www.w3.org/2005/Atom}"


def written_text(module, records=EXAMPLES) -> str:
    return "".join(module.write(records, DESCRIPTION))


def read_ris(text: str) -> list[dict[str, list[str]]]:
    """A reader of RIS after its specification: two letters, two spaces, a hyphen and a space, then the value."""
    entries, entry = [], {}
    for line in text.split("\r\n")[:-1]:
        tag, between, value = line[:2], line[2:6], line[6:]
        assert tag.isalnum(), line
        assert between == "  - ", line
        if tag == "ER":
            entries.append(entry)
            entry = {}
        else:
            assert bool(entry) == (tag != "TY"), line
            entry.setdefault(tag, []).append(value)
    assert entry == {}
    return entries


@pytest.mark.parametrize("name", FORMATS)
def test_three_records_are_written_as_in_the_golden_file(name):
    assert written_text(FORMATS[name]) == (GOLDEN / name).read_bytes().decode()


SENTENCE = (
    "Verbatim: “harbour & “library””, source harbour-gazette, 3 statements, retrieved 22 November 2026."
    " https://archive.example/search/?q=harbour+%26&source=harbour-gazette"
)
NOTE = "There is no speaker “me@home” in the archive, so it was ignored."
HEAD = ",".join([*spreadsheet.COLUMNS, *spreadsheet.SEARCH_COLUMNS])


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("search.csl.json", "[\n]\n"),
        ("search.ris", f"Provider: Verbatim\r\nSearch: {SENTENCE}\r\nNote: {NOTE}\r\n"),
        ("search.csv", f'\ufeff{HEAD},"{SENTENCE} {NOTE}"\r\n'),
    ],
)
def test_a_search_that_finds_nothing_is_a_whole_file_and_says_so_where_its_format_can(name, empty):
    assert written_text(FORMATS[name], []) == empty


def test_readers_find_no_record_in_a_file_without_rows():
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    assert rispy.loads(written_text(ris, [])) == []
    assert list(csv.DictReader(io.StringIO(written_text(spreadsheet, []), newline=""))) == []


def test_cells_come_back_from_csv_and_formulas_are_made_harmless():
    rows = list(csv.DictReader(io.StringIO(written_text(spreadsheet), newline="")))
    assert [row["text"] for row in rows] == [
        MINISTER.text,
        "每个港口都应有一座图书馆。",
        "'=cmd|' /C calc'!A0",
    ]
    assert rows[2]["role"] == "'@official"
    assert rows[0]["themes"] == "Libraries; Ports & ships"
    assert {
        (row["query"], row["unit"], row["total"], row["retrieved"], row["search_url"]) for row in rows
    } == {(DESCRIPTION.query, "statements", "3", "2026-11-22T09:30:00+00:00", DESCRIPTION.url)}


def test_csl_items_are_an_array_with_dates_as_precise_as_they_are_known():
    items = json.loads(written_text(csl))
    assert [(entry["id"], entry["type"]) for entry in items] == [
        ("adeyemi2024-s12", "article-newspaper"),
        ("ministry-of-harbours2024-s13", "speech"),
        ("harbour-gazette-s14", "webpage"),
    ]
    assert [entry["title"] for entry in items] == [
        f'<span class="nocase">{opening_words(MINISTER.text)}</span>',
        "每个港口都应有一座图书馆",
        "<span class=\"nocase\">=cmd|' /C calc'!A0 [machine translation, not checked; attribution uncertain]</span>",
    ]
    assert items[0]["author"] == [{"literal": "Harbour Agency"}]
    assert (items[0]["container-title"], items[0].get("publisher")) == ("Harbour Gazette", None)
    assert items[1]["event-date"] == {"date-parts": [[2024, 3]], "circa": True}
    assert items[1]["author"] == [{"literal": "Ministry of Harbours"}]
    assert "issued" not in items[2]


def test_a_feed_keeps_words_and_addresses():
    feed = ElementTree.fromstring(written_text(atom))
    assert feed.findtext(f"{ATOM}title") == "Verbatim: “harbour & “library””, source harbour-gazette"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == [record.text for record in EXAMPLES]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [record.url for record in EXAMPLES]
    assert [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries] == [
        "Harbour Agency",
        "Ministry of Harbours",
        "Harbour Gazette",
    ]
    assert [link.get("href") for link in feed.findall(f"{ATOM}link")] == [
        DESCRIPTION.export_url,
        DESCRIPTION.url,
    ]


def test_ris_comes_back_as_entries():
    entries = read_ris(written_text(ris))
    assert [entry["AU"] for entry in entries] == [
        ["Harbour Agency"],
        ["Ministry of Harbours"],
        ["Harbour Gazette"],
    ]
    assert [entry["TY"] for entry in entries] == [["NEWS"], ["GEN"], ["ELEC"]]
    assert [entry.get("DA") for entry in entries] == [["2024/03/06/"], ["2024/03//"], None]
    assert entries[0]["KW"] == ["Libraries", "Ports & ships"]
    assert entries[0]["AB"] == [" ".join(MINISTER.text.split())]


def test_json_lines_begin_with_the_search():
    first, *rows = (json.loads(line) for line in written_text(jsonlines).splitlines())
    assert (first["type"], first["query"], first["total"]) == ("search", DESCRIPTION.query, 3)
    assert [(row["id"], row["kind"], row["text"]) for row in rows] == [
        (r.id, r.kind, r.text) for r in EXAMPLES
    ]


def test_the_comment_of_bibtex_begins_no_entry():
    comments = [line for line in written_text(bibtex).splitlines() if line.startswith("%")]
    assert comments[0].startswith("% Verbatim: “harbour & “library””, source harbour-gazette, 3 statements")
    assert comments[1] == "% There is no speaker “me(at)home” in the archive, so it was ignored."
