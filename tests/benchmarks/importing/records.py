"""Tables and lists: documents of the corpora written as CSV and JSON, and read again.

The oracle is what was written. `python -m tests.benchmarks.importing records`.
"""

import csv
import gzip
import io
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import choose_format, records
from archive.importing.limits import MAX_SIZE
from tests.benchmarks.importing import DATA, Table

DOCUMENTS = 1_000  # of each corpus, or as many as the limit of a file takes
OTHER_JSON = "**/*.json"
Document = dict[str, Any]


def measure() -> Iterable[Table]:
    rows = [
        _measure(path.parent.name, name, write, documents)
        for path in sorted(DATA.glob("*/*.jsonl.gz"))
        if (documents := list(_documents(path)))
        for name, write in WAYS.items()
    ]
    columns = (
        "corpus",
        "written as",
        "documents there",
        "read",
        "title and date right",
        "words there",
        "right",
        "s",
    )
    yield Table("Tables and lists of documents", columns, rows)
    outcomes = [_outcome(path.name, path.read_bytes()) for path in sorted(DATA.glob(OTHER_JSON))]
    counts = Counter(kind for kind, _sentence in outcomes)
    yield Table("JSON that was made for something else", ("outcome", "files"), counts.most_common())


def _documents(path: Any) -> Iterator[Document]:
    """As many as fit, with half of the limit left for what a way of writing adds."""
    size = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in islice(file, DOCUMENTS):
            document = json.loads(line)
            if not isinstance(document.get("paragraphs"), list):
                return
            size += len(line.encode())
            if size > MAX_SIZE / 2:
                return
            yield document


def _text(document: Document) -> str:
    return "\n\n".join(str(paragraph["text"]) for paragraph in document["paragraphs"])


def _rows(documents: Iterable[Document]) -> list[Document]:
    return [
        {
            "title": document["title"],
            "date": document["date"],
            "text": _text(document),
            "language": document["language"],
        }
        for document in documents
    ]


def _csv(**form: Any) -> Callable[[Iterable[Document]], str]:
    def write(documents: Iterable[Document]) -> str:
        file = io.StringIO()
        writer = csv.DictWriter(file, ["title", "date", "text", "language"], **form)
        writer.writeheader()
        writer.writerows(_rows(documents))
        return file.getvalue()

    return write


WAYS: dict[str, Callable[[Iterable[Document]], str]] = {
    "CSV": _csv(),
    "CSV of Excel (;)": _csv(delimiter=";", lineterminator="\r\n"),
    "TSV": _csv(delimiter="\t"),
    "JSON": lambda documents: json.dumps({"count": 1, "articles": _rows(documents)}),
    "JSON Lines": lambda documents: "\n".join(map(json.dumps, _rows(documents))),
    "JSON Lines, paragraphs with speakers": lambda documents: "\n".join(map(json.dumps, documents)),
}


def _measure(
    corpus: str, name: str, write: Callable[[Iterable[Document]], str], documents: list[Document]
) -> list[object]:
    content = write(documents).encode()[: MAX_SIZE * 2]
    started = time.process_time()
    assert choose_format(content, "").name == records.NAME
    extracted = records.to_text(content, "a")
    seconds = time.process_time() - started
    right = words = kept = 0
    for document, section in zip(documents, extracted.sections, strict=True):
        header = section.header
        assert header is not None
        right += header.title == " ".join(document["title"].split()) and str(header.date) == document["date"]
        there = _text(document).split()
        found = section.text or "\n".join(
            paragraph.text[len(paragraph.speaker_label) :].lstrip(":： ")
            if paragraph.speaker_label
            else paragraph.text
            for paragraph in section.paragraphs
        )
        words += len(there)
        kept += len(there) if found.split() == there else 0
    return [corpus, name, len(documents), len(extracted.sections), right, words, kept, round(seconds, 2)]


def _outcome(name: str, content: bytes) -> tuple[str, str]:
    """(the sentence without what it names, the sentence); the names of the files that were read are told."""
    try:
        extracted = records.to_text(content, name)
    except ImportDocumentError as error:
        sentence = error.message.removeprefix(f"{name} ")
        return re.split(r"[;:(]", sentence)[0].strip(" ."), sentence
    return f"read as {len(extracted.sections)} documents: {name}", ""
