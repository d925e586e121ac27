"""Kinds of documents proposed from the text alone: right, unknown, wrong, for corpora whose kind is known.

A corpus of records of debates counts as right as transcript or press conference; a text without a kind of ours (a
novel) is right only as unknown.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_file, parse_text
from tests.benchmarks.importing import DATA, Table, turns

RECORDS = ("transcript", "press_conference")


def measure() -> Iterable[Table]:
    rows = [_row(*corpus) for corpus in _corpora()]
    yield Table("Kinds", ("corpus", "expected", "documents", "right", "unknown", "wrong", "wrong as"), rows)


def _row(name: str, expected: tuple[str, ...], texts: Iterable[str | bytes]) -> tuple[object, ...]:
    kinds = Counter(map(_suggested_kind, texts))
    total, unknown = sum(kinds.values()), kinds["unknown"]
    right = sum(kinds[kind] for kind in expected)
    wrong = {kind: count for kind, count in kinds.items() if kind not in (*expected, "unknown")}
    shown = ", ".join(f"{kind} {count}" for kind, count in sorted(wrong.items()))
    return name, " or ".join(expected), total, right, unknown, sum(wrong.values()), shown


def _suggested_kind(content: str | bytes) -> str:
    try:
        parsed = parse_text(content, format_name="plain") if isinstance(content, str) else parse_file(content)
    except ImportDocumentError:
        return "unknown"
    found = parsed.document.suggestion_for("kind")
    return str(found.value) if found else "unknown"


def _corpora() -> Iterator[tuple[str, tuple[str, ...], Iterable[str | bytes]]]:
    printed = turns._printed_documents
    yield (
        "us-congressional-record",
        (*RECORDS, "speech"),
        (text for text, _turns in turns.congressional_record()),
    )
    for language, style in (("zh", turns.full_width_colon), ("en", turns.colon)):
        texts = printed(turns.archive_tw(language), style)
        yield f"archive-tw, {language}", RECORDS, (text for text, _turns in texts)
    yield "archive-tw, titles above", RECORDS, _titled_transcripts()
    yield "parlamint-es-ga", RECORDS, (text for text, _ in printed(turns.galician_sittings(), turns.colon))
    yield "uk-hansard-xml", RECORDS, (text for text, _ in printed(turns.uk_hansard(), turns.own_line))
    yield "quotes-spkatt-bundestag", RECORDS, (text for text, _ in printed(turns.bundestag(), turns.colon))
    for name in ("un-general-debate/ungd-2000-2024", "us-state-of-the-union/sotu-1790-2024"):
        yield name.split("/")[0], ("speech",), (text for text, _turns in turns.single_speakers(name))
    yield "state of the union, titles above", ("speech",), _titled_addresses()
    yield "html-press-releases", ("press_release",), _files("html-press-releases/europarl/*.html")
    yield "chinese-law-ai", ("policy",), _files("chinese-law-ai/*/*.txt", "chinese-law-ai/*/*.md")
    yield "udhr-parallel", ("policy",), _files("udhr-parallel/*.txt")
    yield "quotes-litbank (novels)", (), (text for text, _turns in turns.novels())
    yield "seeds: a speech", ("speech",), _files("../seeds/capacity*.txt")
    yield "seeds: commentaries and a report", ("news_report", "commentary"), _files("../seeds/[!c]*.txt")


def _files(*patterns: str) -> Iterator[bytes]:
    for pattern in patterns:
        for path in sorted(DATA.glob(pattern)):
            yield path.read_bytes()


def _titled_transcripts() -> Iterator[str]:
    for record in turns._records("archive-tw/archive-tw-2015-2018"):
        speeches = turns._speeches(
            (paragraph["speaker"] or "", paragraph["text"]) for paragraph in record["paragraphs"][:60]
        )
        text, _turns = next(turns._printed_documents([speeches], turns.full_width_colon))
        yield f"{re.sub('^[0-9-]+ ', '', record['title'])}\n\n{record['date']}\n\n{text}"


def _titled_addresses() -> Iterator[str]:
    for record in turns._records("us-state-of-the-union/sotu-1790-2024"):
        yield "\n\n".join(
            [
                record["title"],
                json.dumps(record["date"])[1:-1],
                *(paragraph["text"] for paragraph in record["paragraphs"]),
            ]
        )
