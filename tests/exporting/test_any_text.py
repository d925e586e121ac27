"""Whatever the words of a record are, its file stays one that can be read."""

import csv
import io
import json
import re
from dataclasses import fields, replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exporting import atom, bibtex, csl, jsonlines, ris, spreadsheet
from archive.exporting.records import Record

from .rows import CHINESE, DESCRIPTION, MINISTER
from .test_formats import read_ris

# PostgreSQL holds neither halves of surrogate pairs nor NUL.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ODD_CHARACTERS = [
    '"',
    "\r",
    "\n",
    "\\",
    "{",
    "}}",
    "=1",
    "]]>",
    "&amp;",
    "ER  - ",
    "\u2028",
    "\x0b",
    "\ufffe",
    "@a{",
    "%",
]
ANY = st.text(CHARACTERS, max_size=40) | st.lists(st.sampled_from(ODD_CHARACTERS), max_size=4).map("".join)
NOT_TEXT = {"id", "kind", "voice", "document_kind", "published", "updated", "date", "document_date"}
TEXTS = [f.name for f in fields(Record) if f.type in {str, "str"} and f.name not in NOT_TEXT]
RECORDS = st.builds(
    lambda values, themes: replace(MINISTER, **values, themes=tuple(themes)),
    st.fixed_dictionaries(dict.fromkeys(TEXTS, ANY)),
    st.lists(ANY, max_size=3),
)
SEARCHES = st.builds(
    lambda query, note: replace(DESCRIPTION, query=query, summary=query, notes=(note,)), ANY, ANY
)


def written_text(module, record, asked) -> str:
    """With another record behind it, which must come out of the file whole."""
    return "".join(module.write([record, CHINESE], asked))


@pytest.mark.slow
@given(RECORDS, SEARCHES)
def test_csv_reads_back_cell_by_cell(record, asked):
    header, *rows = csv.reader(io.StringIO(written_text(spreadsheet, record, asked), newline=""))
    assert len(rows) == 2
    for name, cell in zip(header, rows[0], strict=True):
        assert not re.match("[=+\\-@\t\r]", cell)
        if name in TEXTS:
            assert cell.removeprefix("'") == getattr(record, name).removeprefix("'")


@pytest.mark.slow
@given(RECORDS, SEARCHES)
def test_json_reads_back(record, asked):
    search, first, second = map(json.loads, written_text(jsonlines, record, asked).splitlines())
    assert search["query"] == asked.query
    assert [first[name] for name in TEXTS] == [getattr(record, name) for name in TEXTS]
    assert second["text"] == CHINESE.text
    assert [
        entry["abstract"] for entry in json.loads(written_text(csl, record, asked)) if "abstract" in entry
    ] == [text for text in (record.text, CHINESE.text) if text]


@pytest.mark.slow
@given(RECORDS, SEARCHES)
def test_a_feed_reads_back_without_what_xml_forbids(record, asked):
    feed = ElementTree.fromstring(written_text(atom, record, asked))
    contents = [element.text or "" for element in feed.iter("{http://www.w3.org/2005/Atom}content")]
    assert contents == [atom.FORBIDDEN.sub("", record.text), CHINESE.text]


@pytest.mark.slow
@given(RECORDS, SEARCHES)
def test_ris_keeps_its_lines(record, asked):
    entries = read_ris(written_text(ris, record, asked))
    assert [entry["TY"] for entry in entries] == [["NEWS"], ["GEN"]]
    assert entries[1]["AB"] == [CHINESE.text]
    assert len(written_text(ris, record, asked).splitlines()) == written_text(ris, record, asked).count(
        "\r\n"
    )


@pytest.mark.slow
@given(RECORDS, SEARCHES)
def test_bibtex_keeps_its_braces(record, asked):
    text = written_text(bibtex, record, asked)
    depth = 0
    entries = []
    for place, character in enumerate(text):
        if character == "@" and depth == 0:
            entries.append(text[place:].split(",")[0])
        depth += (character == "{") - (character == "}")
        assert depth >= 0 or not entries
        if not entries:
            depth = 0  # a comment: what stands outside entries is not counted
    assert depth == 0
    assert len(entries) == 2
    assert entries[1] == "@misc{ministry-of-harbours2024-s13"
