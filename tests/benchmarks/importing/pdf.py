"""PDF files made of speeches: paragraphs as in the source, words kept, pages a second."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from time import process_time

from archive.importing.parse import parse_file
from archive.text.words import casefolded_words
from tests.benchmarks.importing import DATA, Table
from tests.importing.printed_pages import Design, print_pdf

SPEECHES = DATA / "un-general-debate" / "ungd-2000-2024.jsonl.gz"
EVERY = 160
HEAD = "General Debate of the Assembly"
DESIGNS = {
    "one column": Design(head=HEAD, foot="{page}"),
    "one column, first-line indents": Design(indent=14, space=0, head=HEAD, foot="- {page} -"),
    "one column, ragged, Helvetica 10": Design(
        font="Helvetica", size=10, is_justified=False, foot="Page {page}"
    ),
    "two columns": Design(columns=2, size=9.5, head=HEAD, foot="{page}"),
    "two columns, first-line indents": Design(
        columns=2, size=9.5, indent=10, space=0, head=HEAD, foot="{page}"
    ),
}


def measure() -> Iterable[Table]:
    speeches = list(_speeches())
    rows = []
    for name, design in DESIGNS.items():
        total = Counter[str]()
        for title, paragraphs in speeches:
            total.update(_measure(title, paragraphs, design))
        rows.append(
            (
                name,
                len(speeches),
                total["pages"],
                f"{total['exact']} of {total['paragraphs']} ({100 * total['exact'] / total['paragraphs']:.1f} %)",
                f"{100 * total['kept'] / total['words']:.2f} %",
                total["added"],
                f"{total['pages'] / (total['milliseconds'] / 1000):.0f}",
            )
        )
    columns = (
        "design",
        "speeches",
        "pages",
        "paragraphs as in the source",
        "words kept",
        "words added",
        "pages a second",
    )
    yield Table("PDF files made of speeches", columns, rows)


def _speeches() -> Iterable[tuple[str, list[str]]]:
    with gzip.open(SPEECHES, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                speech = json.loads(line)
                # reportlab's own fonts have the letters of Windows-1252 only
                texts = [" ".join(_western(paragraph["text"]).split()) for paragraph in speech["paragraphs"]]
                yield speech["title"], [text for text in texts if is_whole(text)]


def is_whole(text: str) -> bool:
    """Some paragraphs of the corpus are halves that a page's end left, or the page's furniture itself."""
    return bool(text) and not text[0].islower() and text.rstrip('"”’»)').endswith((".", "!", "?", ":", ";"))


def _western(text: str) -> str:
    return text.encode("cp1252", "ignore").decode("cp1252").replace("\u00ad", "").replace("\u00a0", " ")


def _measure(title: str, paragraphs: list[str], design: Design) -> dict[str, int]:
    content = print_pdf(_western(title), paragraphs, design)
    start = process_time()
    document = parse_file(content, "a.pdf").document
    used = process_time() - start
    found = document.text.split("\n\n")
    source_words, found_words = casefolded_words(" ".join(paragraphs)), casefolded_words(document.text)
    matcher = SequenceMatcher(None, source_words, found_words, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    return {
        "pages": content.count(b"/Type /Page\n") or content.count(b"/Type /Page "),
        "paragraphs": len(paragraphs),
        "exact": sum((Counter(paragraphs) & Counter(found)).values()),
        "words": len(source_words),
        "kept": kept,
        "added": len(found_words) - kept - len(casefolded_words(title)),
        "milliseconds": round(1000 * used),
    }
