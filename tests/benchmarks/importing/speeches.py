"""Speeches in XML: how many of those that stand in the files are found, under the right speaker, with all their words.

The oracle knows nothing of the reader: it goes through the elements with xml.etree alone. `python -m
tests.benchmarks.importing speeches`.
"""

import re
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_file
from archive.importing.parsed_document import ParsedDocument
from tests.benchmarks.importing import DATA, Table

CORPORA = {
    "TEI: parliaments": "tei-parliaments/**/*.xml",
    "TEI: ParlaMint-ES-GA": "parlamint-es-ga/tei-raw/*.xml",
    "Akoma Ntoso: official": "akoma-ntoso/**/*.xml",
    "Akoma Ntoso: archive.tw": "archive-tw/akn-raw/*.xml",
    "Hansard": "uk-hansard-xml/**/*.xml",
}
SPOKEN = {"remark", "question", "answer"}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NOT_SPOKEN = {"note", "kinesic", "vocal", "incident", "from", "scene", "summary", "gap"}
_IN_WORDS = {"b", "i", "I", "a", "sup", "sub", "phrase", "person"}
_DATA = {"teiHeader", "meta", "script", "gidredirect"}


class Speech(NamedTuple):
    speakers: frozenset[str]  # the names that are right
    words: tuple[str, ...]


def measure() -> Iterable[Table]:
    rows, refusals = [], []
    for corpus, pattern in CORPORA.items():
        row, refused = measure_corpus(corpus, sorted(DATA.glob(pattern)))
        rows.append(row)
        refusals += refused
    columns = ("corpus", "files read", "speeches there", "found, right speaker", "spurious", "words there", "kept",
               "headings there", "found", "times there", "kept", "ms a file")  # fmt: skip
    yield Table("Speeches in XML", columns, rows)
    yield Table("Files without speeches, refused", ("file", "sentence"), refusals)


def measure_corpus(corpus: str, paths: Sequence[Path]) -> tuple[list[object], list[tuple[str, str]]]:
    """The row of the table for these files, and (name, sentence) of each that is refused."""
    totals: Counter[str] = Counter()
    refused: list[tuple[str, str]] = []
    started = time.process_time()
    for path in paths:
        try:
            document = parse_file(path.read_bytes(), path.name).documents[0]
        except ImportDocumentError as error:
            refused.append((path.name, error.message))
            totals["wrongly refused"] += bool(list(speeches_of(_root(path))))
            continue
        totals["files"] += 1
        totals.update(_compare(_root(path), document))
    seconds = time.process_time() - started
    keys = (
        "there",
        "right",
        "spurious",
        "words",
        "kept",
        "headings",
        "headings found",
        "times",
        "times kept",
    )
    files = f"{totals['files']}" + (
        f" ({totals['wrongly refused']} missing)" if totals["wrongly refused"] else ""
    )
    return [
        corpus,
        files,
        *(totals[key] for key in keys),
        round(1000 * seconds / max(1, len(paths))),
    ], refused


def _root(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()


def _compare(root: ElementTree.Element, document: ParsedDocument) -> dict[str, int]:
    there, found = list(speeches_of(root)), list(found_speeches(document))
    matcher = SequenceMatcher(
        None, [entry.words for entry in there], [item.words for item in found], autojunk=False
    )
    matched = [
        (there[block.a + offset], found[block.b + offset])
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    ]
    right = sum(bool(one.speakers & other.speakers) for one, other in matched)
    words, text = Counter(_words("".join(_texts(root)))), Counter(_words(document.text))
    headings = [" ".join(_words("".join(e.itertext()))) for e in root.iter() if _name(e) in _HEADINGS]
    printed = Counter(
        " ".join(_words(document.passage_text(passage)))
        for passage in document.passages
        if passage.kind == "heading"
    )
    times = sum(1 for element in root.iter() if re.match(r"0?[0-9]+:[0-9]{2}:", element.get("time") or ""))
    return {
        "there": len(there),
        "right": right,
        "spurious": len(found) - right,
        "words": words.total(),
        "kept": (words & text).total(),
        "headings": len([heading for heading in headings if heading]),
        "headings found": (Counter(filter(None, headings)) & printed).total(),
        "times": times,
        "times kept": min(times, sum(bool(passage.time) for passage in document.passages)),
    }


_HEADINGS = {"head", "heading", "major-heading", "minor-heading", "oral-heading"}


def found_speeches(document: ParsedDocument) -> Iterator[Speech]:
    """A turn goes on in the paragraphs that are marked as spoken."""
    label, words = "", []  # type: str, list[str]
    for passage in document.passages:
        text = document.passage_text(passage)
        if passage.speaker_label:
            if label:
                yield Speech(frozenset([_simple(label)]), tuple(words))
            label, words = passage.speaker_label, _words(text[len(passage.speaker_label) :])
        elif passage.kind in SPOKEN:
            words += _words(text)
    if label:
        yield Speech(frozenset([_simple(label)]), tuple(words))


def speeches_of(root: ElementTree.Element) -> Iterator[Speech]:
    """Those of the file that have a speaker and words."""
    names = {
        key: item.get("showAs")
        or " ".join(text for part in item.iter() if _name(part) == "persName" for text in part.itertext())
        for item in root.iter()
        if _name(item) in ("TLCPerson", "TLCRole", "person")
        if (key := item.get("eId") or item.get("id") or item.get(f"{_XML}id"))
    }
    footnotes = {
        f"#{item.get('eId')}": "".join(item.itertext()) for item in root.iter() if _name(item) == "note"
    }
    for parent in root.iter():
        printed = ""
        for element in parent:
            if _name(element) == "note" and element.get("type") == "speaker":
                printed = "".join(element.itertext())
            elif _name(element) in ("u", "speech", "question", "answer"):
                speakers = frozenset(filter(None, map(_simple, _speakers(element, printed, names))))
                words = tuple(_words("".join(_spoken_texts(element, footnotes))))
                if speakers and words:
                    yield Speech(speakers, words)
                printed = ""


def _speakers(element: ElementTree.Element, printed: str, names: dict[str, str]) -> Iterator[str]:
    """The printed name where there is one, else the names that the file's lists give."""
    own = next(("".join(item.itertext()) for item in element if _name(item) == "from"), "")
    if printed.strip() or own.strip():
        yield printed or own
        return
    if name := element.get("speakername"):
        yield f"{element.get('speakeroffice')} ({name})" if element.get("speakeroffice") else name
    for code in (element.get("by") or "", *(element.get("who") or "").split()):
        key = code.removeprefix("#")
        yield names.get(key, key)


def _spoken_texts(
    element: ElementTree.Element, footnotes: dict[str, str], inside_paragraph: bool = False
) -> Iterator[str]:
    """A note between the paragraphs of a speech is not spoken; one within a paragraph, or at its mark, is in print."""
    yield element.text or ""
    for child in element:
        name = _name(child)
        space = "" if name in _IN_WORDS else " "
        yield space
        if name == "noteRef":
            yield f" {child.get('marker')} {footnotes.get(child.get('href') or '', '')} "
        elif inside_paragraph or name not in _NOT_SPOKEN:
            yield from _spoken_texts(child, footnotes, inside_paragraph or name in ("seg", "p"))
        yield space
        yield child.tail or ""


def _texts(element: ElementTree.Element) -> Iterator[str]:
    if _name(element) in _DATA:
        return
    yield element.text or ""
    for child in element:
        space = "" if _name(child) in _IN_WORDS else " "
        yield space
        yield from _texts(child)
        yield space
        yield child.tail or ""


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _words(text: str) -> list[str]:
    """A Chinese character is a word."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text)


def _simple(name: str) -> str:
    """Lists put the surname first, speeches last."""
    return " ".join(sorted(_words(name.casefold())))
