"""Paragraphs as printed: in the Congressional Record, in Hansard with its columns, in speeches typed on pages by us."""

import gzip
import html
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from random import Random

from archive.importing.structure.paragraphs import reflow
from tests.benchmarks.importing import DATA, Table
from tests.benchmarks.importing.pdf import is_whole
from tests.importing.typed_pages import Typing, type_pages

RECORD = DATA / "us-congressional-record" / "CREC-1997-01-28.tar.xz"
HANSARD = DATA / "uk-hansard-xml"
SPEECHES = DATA / "un-general-debate" / "ungd-2000-2024.jsonl.gz"
EVERY = 60
CENTRED = 10  # columns of indent of a heading in the Record
SENTENCE_ENDS = (".", "?", "!", ":", ".)", ".''")
HEAD = "General Debate of the Assembly"
TYPINGS = {
    "72 columns, blank lines": Typing(),
    "60 columns, hyphens": Typing(60, is_hyphenated=True),
    "80 columns, hyphens": Typing(80, is_hyphenated=True),
    "66 columns, hyphens, first-line indents": Typing(66, indent=4, is_hyphenated=True),
    "70 columns, indents, form feeds, head and page number": Typing(
        70, indent=5, head=HEAD + "          {page}", breaks=True
    ),
    "72 columns, hyphens, “- 2 -” without form feeds": Typing(72, is_hyphenated=True, foot="- {page} -"),
    "72 columns, head, plain page numbers, form feeds": Typing(head=HEAD, foot="{page}", breaks=True),
    "64 columns, indents, hyphens, plain page numbers": Typing(
        64, indent=3, is_hyphenated=True, foot="{page}"
    ),
}


def measure() -> Iterable[Table]:
    yield _record_table()
    yield _hansard_table()
    yield _typed_table()


def _record_table() -> Table:
    total = Counter[str]()
    for page in _record_pages():
        text, _findings, removed = reflow(page)
        paragraphs = text.split("\n\n")
        found = set(paragraphs)
        centred = {" ".join(line.split()) for line in page.split("\n") if line.startswith(" " * CENTRED)}
        total["paragraphs"] += len(paragraphs)
        small = [(before, each) for before, each in pairwise(paragraphs) if each[:1].islower()]
        total["small"] += len(small)
        total["runs on"] += sum(not before.endswith(SENTENCE_ENDS) for before, _each in small)
        total["headings"] += sum(
            before.endswith(SENTENCE_ENDS) or any(each.startswith(line) for line in centred)
            for before, each in small
        )
        body = list(_body_paragraphs(page))
        total["body"] += len(body)
        total["exact"] += sum(item in found for item in body)
        total["removed"] += len(removed)
    in_sentence = total["small"] - total["headings"]
    return Table(
        "Congressional Record, 28 January 1997 (an indent of 2 begins a paragraph of the body)",
        (
            "paragraphs",
            "begin in small letters",
            "of these after no end of a sentence",
            "of these headings or after a sentence",
            "begin in mid-sentence",
            "body as printed",
            "page marks",
        ),
        [
            (
                total["paragraphs"],
                total["small"],
                _share(total["runs on"], total["paragraphs"]),
                total["headings"],
                _share(in_sentence, total["paragraphs"]),
                _share(total["exact"], total["body"]),
                total["removed"],
            )
        ],
    )


def _record_pages() -> Iterator[str]:
    with tarfile.open(RECORD) as archive:
        for member in archive:
            if member.name.endswith(".htm") and (file := archive.extractfile(member)):
                source = file.read().decode("utf-8", "replace")
                if match := re.search(r"<pre>(.*)</pre>", source, re.DOTALL):
                    yield html.unescape(re.sub(r"</?a\b[^>]*>", "", match[1]))


def _body_paragraphs(page: str) -> Iterator[str]:
    """By the convention of the Record alone: two columns in, then none, over page marks."""
    current: list[str] = []
    for line in [*page.split("\n"), "  end"]:
        if not line.strip() or line.startswith("[[Page"):
            continue
        indent = len(line) - len(line.lstrip(" "))
        if current and indent:
            if len(current) > 1:
                yield re.sub(r"(?<=[\w-]-) (?=\w)", "", " ".join(current))
            current = []
        if current or indent == 2:
            current.append(" ".join(line.split()))


def _hansard_table() -> Table:
    chance, total = Random(9), Counter[str]()
    for path in sorted(HANSARD.rglob("*.xml")):
        source = path.read_text("latin-1")
        texts = [
            " ".join(html.unescape(re.sub(r"<[^>]+>", "", match)).split())
            for match in re.findall(r"<p\b[^>]*>(.*?)</p>", source, re.DOTALL)
        ]
        paragraphs = [text for text in texts if is_whole(text)]
        pieces, column = [], 301
        for text in paragraphs:
            words = text.split(" ")
            if len(words) > 40 and chance.random() < 0.4:
                place = chance.randrange(15, len(words) - 15)
                mark = f"29 Oct 2009 : Column {column}"
                column += 1
                pieces.append(f"{' '.join(words[:place])}\n\n{mark}\n\n{' '.join(words[place:])}")
            else:
                pieces.append(text)
        found, _findings, removed = reflow("\n\n".join(pieces))
        total["paragraphs"] += len(paragraphs)
        total["exact"] += sum((Counter(paragraphs) & Counter(found.split("\n\n"))).values())
        total["marks"] += column - 301
        total["removed"] += len(removed)
    return Table(
        "Hansard with its columns, as copied from its pages",
        ("paragraphs", "as printed", "columns", "taken out"),
        [
            (
                total["paragraphs"],
                _share(total["exact"], total["paragraphs"]),
                total["marks"],
                total["removed"],
            )
        ],
    )


def _typed_table() -> Table:
    speeches, rows = list(_speeches()), []
    for name, typing in TYPINGS.items():
        chance, total = Random(9), Counter[str]()
        for paragraphs in speeches:
            page = type_pages(paragraphs, typing, chance)
            text, findings, removed = reflow(page)
            total["paragraphs"] += len(paragraphs)
            total["exact"] += sum((Counter(paragraphs) & Counter(text.split("\n\n"))).values())
            total["furniture"] += page.count(HEAD) + (
                len(re.findall(r"^ +-? ?\d+ ?-?$", page, re.M)) if typing.foot else 0
            )
            total["removed"] += len(removed)
            total["doubtful"] += sum(int(finding.split()[0]) for finding in findings if "in doubt" in finding)
            total["hyphens"] += len(re.findall(r"[A-Za-z]-$", page, re.M))
        rows.append(
            (
                name,
                total["paragraphs"],
                _share(total["exact"], total["paragraphs"]),
                total["hyphens"],
                total["doubtful"],
                total["furniture"],
                total["removed"],
            )
        )
    columns = (
        "typing",
        "paragraphs",
        "as in the source",
        "hyphens",
        "kept in doubt",
        "furniture",
        "taken out",
    )
    return Table(f"{len(speeches)} speeches typed on pages", columns, rows)


def _speeches() -> Iterator[list[str]]:
    with gzip.open(SPEECHES, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 7:
                texts = [" ".join(paragraph["text"].split()) for paragraph in json.loads(line)["paragraphs"]]
                yield [text for text in texts if is_whole(text) and "\u00ad" not in text]


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.2f} %)" if whole else "0"
