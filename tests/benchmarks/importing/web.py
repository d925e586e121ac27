"""Web pages, e-mail, feeds, rich text and OpenDocument: words and paragraphs kept of those there.

Real files are judged by what lxml finds in the elements that hold their text; of formats without real files, known
texts are written in them and read back.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from email.message import EmailMessage
from html import escape, unescape
from pathlib import Path
from time import process_time

from lxml import etree
from lxml import html as lxml_html

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText, feed, html, mail, opendocument, rtf
from tests.benchmarks.importing import DATA, Table
from tests.importing.formats.open_documents import open_document

PAGES = DATA / "html-press-releases"
RECORDS = DATA / "us-congressional-record" / "raw" / "html"
FEEDS = DATA / "feeds-sitemaps" / "feedparser"
SPEECHES = DATA / "un-general-debate" / "ungd-2000-2024.jsonl.gz"
EVERY = 200  # speeches
LANGUAGES = ("eng", "fra", "arb", "cmn_hans")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
_WORD = re.compile(r"\w+")


def measure() -> Iterable[Table]:
    yield _pages()
    yield _feeds()
    yield _written_texts()


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text)))


def _paragraphs(read: ExtractedText) -> list[str]:
    section = read.sections[0]
    return [paragraph.text for paragraph in section.paragraphs] or [section.text]


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.2f} %)" if whole else "0 of 0"


def _pages() -> Table:
    """The paragraphs of a press release are in `ep-a_text` and in the list above them; the page's own layout."""
    rows = []
    for path in sorted((PAGES / "europarl").glob("*.html")):
        tree = lxml_html.fromstring(path.read_text("utf-8"))
        nodes = tree.xpath(
            "//h1 | //div[contains(@class, 'ep-a_text')]//p | //ul[@class='ep_list']"
            "[not(ancestor::*[contains(@class, 'ep-a_links')])]/li"
        )
        expected = _canonical(node.text_content() for node in nodes)
        printed = tree.xpath("string(//*[contains(@class, 'ep-layout_date')])").split()[0]
        rows.append(_page_row(path, expected, "-".join(reversed(printed.split("-")))))
    for path in sorted(RECORDS.glob("*.htm")):
        text = lxml_html.fromstring(path.read_text("utf-8")).xpath("string(//pre)")
        rows.append(_page_row(path, [text], "None"))
    columns = (
        "file",
        "paragraphs kept",
        "words kept",
        "words of something else",
        "date as printed",
        "seconds",
    )
    return Table("Web pages", columns, rows)


def _page_row(path: Path, expected: Sequence[str], date: str) -> tuple[object, ...]:
    start = process_time()
    read = html.to_text(path.read_bytes(), path.name)
    seconds = process_time() - start
    paragraphs = [" ".join(text.removeprefix("• ").split()) for text in _paragraphs(read)]
    kept = sum(" ".join(text.split()) in paragraphs for text in expected)
    want, have = _words(" ".join(expected)), _words(" ".join(paragraphs))
    header = read.sections[0].header
    return (
        path.name,
        f"{kept} of {len(expected)}",
        _share((want & have).total(), want.total()),
        (have - want).total(),
        "yes" if header and str(header.date) == date else f"no: {header and header.date}",
        f"{seconds:.2f}",
    )


def _feeds() -> Table:
    total = Counter[str]()
    wrong = []
    for path in sorted(FEEDS.rglob("*.xml")):
        entries, want = _entries(path)
        total["files"] += 1
        try:
            read = feed.to_text(path.read_bytes(), path.name)
        except ImportDocumentError as error:
            total["refused"] += 1
            if entries:
                wrong.append(f"{path.name}: {error.message}")
            continue
        have = _words(" ".join(text for section in read.sections for text in _texts_of(section)))
        total["documents"] += len(read.sections)
        total["without text"] += len(read.refusals)
        total["entries"] += entries
        total["words"] += want.total()
        total["kept"] += (want & have).total()
        if entries != len(read.sections) + len(read.refusals):
            wrong.append(f"{path.name}: {entries} entries")
    columns = (
        "files",
        "without entries",
        "entries",
        "documents",
        "entries without text",
        "words kept",
        "wrong",
    )
    row = (
        total["files"],
        total["refused"],
        total["entries"],
        total["documents"],
        total["without text"],
        _share(total["kept"], total["words"]),
        "; ".join(wrong) or "none",
    )
    return Table("Feeds", columns, [row])


def _texts_of(section: object) -> Iterator[str]:
    yield getattr(section, "text", "")
    yield from (part.text for part in getattr(section, "paragraphs", ()))


def _entries(path: Path) -> tuple[int, Counter[str]]:
    """How many entries lxml finds, and the words of the longest text of each."""
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(recover=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return 0, Counter()
    entries = [] if root is None else root.xpath("//*[local-name()='item' or local-name()='entry']")
    words = Counter[str]()
    for entry in entries:
        nodes = entry.xpath(
            "*[local-name()='encoded' or local-name()='body' or local-name()='fullitem'"
            " or ((local-name()='content' or local-name()='description' or local-name()='summary')"
            " and namespace-uri()=namespace-uri(..))]"
        )
        texts = [_visible_text(node) for node in nodes if node.get("mode") != "base64"]
        words += max(map(_words, texts), key=Counter.total, default=Counter())
    return len(entries), words


def _visible_text(node: etree._Element) -> str:
    text = "".join(node.xpath(".//text()[not(ancestor::*[local-name()='svg'])]"))
    if len(node):
        return text
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
    return unescape(re.sub(r"<[^>]*>", " ", text))


def _written_texts() -> Table:
    texts = list(_known_texts())
    rows = []
    for name, (write, read) in WRITERS.items():
        total = Counter[str]()
        start = process_time()
        for title, paragraphs in texts:
            have = _paragraphs(read(write(title, paragraphs), "text"))
            total["paragraphs"] += len(paragraphs)
            total["exact"] += sum((Counter(paragraphs) & Counter(have)).values())
            want, got = _words(" ".join(paragraphs)), _words(" ".join(have))
            total["words"] += want.total()
            total["kept"] += (want & got).total()
            total["added"] += (got - want).total()
        seconds = process_time() - start
        rows.append(
            (
                name,
                len(texts),
                _share(total["exact"], total["paragraphs"]),
                _share(total["kept"], total["words"]),
                total["added"],
                f"{len(texts) / seconds:.0f}",
            )
        )
    columns = (
        "written as",
        "texts",
        "paragraphs as in the source",
        "words kept",
        "words added",
        "texts a second",
    )
    return Table("Known texts in other formats", columns, rows)


def _known_texts() -> Iterator[tuple[str, list[str]]]:
    """Speeches in English, and the articles of the declaration of human rights in four languages."""
    with gzip.open(SPEECHES, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                speech = json.loads(line)
                yield speech["title"], _canonical(paragraph["text"] for paragraph in speech["paragraphs"])
    declaration = json.loads((DATA / "udhr-parallel" / "aligned-articles.json").read_text("utf-8"))
    for language in LANGUAGES:
        yield language, _canonical(text for article in declaration["articles"] for text in article[language])


def _canonical(paragraphs: Iterable[str]) -> list[str]:
    """As an archive keeps them: composed letters, single spaces, no invisible characters."""
    texts = (_INVISIBLE.sub("", unicodedata.normalize("NFC", " ".join(text.split()))) for text in paragraphs)
    return [text for text in texts if text]


def _page(title: str, paragraphs: Sequence[str]) -> bytes:
    menu = "".join(
        f'<li><a href="/{name}">{name}</a>' for name in ("News", "Speeches", "Contact", "About us")
    )
    body = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title} | Assembly</title></head><body><nav><ul>{menu}"
        f'</ul></nav><div class="content">{body}</div><div class="share"><a href="/a">Share</a></div>'
        "<footer>© Assembly <a href=/legal>Legal notice</a></footer></body></html>"
    ).encode()


def _fragment(title: str, paragraphs: Sequence[str]) -> bytes:
    return "".join(f"<div>{escape(text)}</div>" for text in paragraphs).encode()


def _message(kind: str, transfer: str) -> Callable[[str, Sequence[str]], bytes]:
    def write(title: str, paragraphs: Sequence[str]) -> bytes:
        message = EmailMessage()
        message["From"], message["Subject"] = "Office <office@assembly.example>", title
        message["Date"] = "Wed, 7 May 2031 23:30:00 +0200"
        text = "\n\n".join(paragraphs)
        if kind == "html":
            text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
        message.set_content(text, subtype=kind, cte=transfer)
        return message.as_bytes()

    return write


def _rich_text(title: str, paragraphs: Sequence[str]) -> bytes:
    lines = ("".join(map(_rich_character, text)) + "\\par\n" for text in paragraphs)
    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1 " + "".join(lines) + "}").encode("ascii")


def _rich_character(character: str) -> str:
    """As Word writes it: bytes of Windows-1252 where there is one, else units of UTF-16."""
    if character in "\\{}":
        return f"\\{character}"
    if ord(character) < 0x80:
        return character
    try:
        return f"\\'{character.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        units = character.encode("utf-16-le")
        numbers = (
            int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)
        )
        return "".join(f"\\u{number}?" for number in numbers)


def _open_text(title: str, paragraphs: Sequence[str]) -> bytes:
    return open_document("".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs))


Writer = Callable[[str, Sequence[str]], bytes]
Reader = Callable[[bytes, str], ExtractedText]
WRITERS: dict[str, tuple[Writer, Reader]] = {
    "web page with menus": (_page, html.to_text),
    "pasted HTML": (_fragment, html.to_text),
    "e-mail, quoted-printable": (_message("plain", "quoted-printable"), mail.to_text),
    "e-mail, base64": (_message("plain", "base64"), mail.to_text),
    "e-mail in HTML": (_message("html", "quoted-printable"), mail.to_text),
    "RTF": (_rich_text, rtf.to_text),
    "OpenDocument": (_open_text, opendocument.to_text),
}
