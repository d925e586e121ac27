"""Turns found and turns made up, for each corpus that marks its speakers, printed in several styles.

The printed texts and what is expected of them are made here from the corpora's own marks, apart from the code that is
judged. A turn counts as found when a passage with a label begins with that label and the first letters of its words;
every other passage with a label is spurious. Corpora of one speaker each, of laws, of novels and of press releases
expect no turn at all.
"""

import gzip
import html
import json
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_text
from tests.benchmarks.importing import DATA, Table

WORDS = 16  # letters of a turn's words that must agree
MAX_DOCUMENTS = 150  # of a corpus of whole sittings
MAX_TEXT = 3_000_000  # characters


# What an audience and others say while one speaks, as the addresses of late years and of the General Assembly print it.
_INTERRUPTION = re.compile(
    r"(The (Acting )?President|Audience members?|(Vice President|Representative) [A-Z][\w. ]+|The Speaker"
    r"|Mr\. (?!President|Speaker)[A-Z]\w+)[.:] ",
    re.IGNORECASE,
)


class Speech(NamedTuple):
    """Without a label the paragraphs are those of a note."""

    label: str
    paragraphs: Sequence[str]


Style = Callable[[Speech], list[str]]


def colon(speech: Speech) -> list[str]:
    first, *rest = speech.paragraphs
    return [f"{speech.label}: {first}", *rest]


def full_width_colon(speech: Speech) -> list[str]:
    first, *rest = speech.paragraphs
    return [f"{speech.label}：{first}", *rest]


def stop(speech: Speech) -> list[str]:
    first, *rest = speech.paragraphs
    return [f"{speech.label}. {first}", *rest]


def dash(speech: Speech) -> list[str]:
    first, *rest = speech.paragraphs
    return [f"{speech.label}.– {first}", *rest]


def own_line(speech: Speech) -> list[str]:
    first, *rest = speech.paragraphs
    return [f"{speech.label}\n{first}", *rest]


def own_line_colon(speech: Speech) -> list[str]:
    first, *rest = speech.paragraphs
    return [f"{speech.label}:\n{first}", *rest]


def own_paragraph(speech: Speech) -> list[str]:
    return [speech.label, *speech.paragraphs]


def bold(speech: Speech) -> list[str]:
    first, *rest = speech.paragraphs
    return [f"**{speech.label}:** {first}", *rest]


def upper_case(speech: Speech) -> list[str]:
    return colon(Speech(speech.label.upper(), speech.paragraphs))


def measure() -> Iterable[Table]:
    rows = [_row(*corpus) for corpus in _corpora()]
    yield Table(
        "Turns", ("corpus", "printed as", "documents", "turns", "found", "spurious", "of those found"), rows
    )


def _corpora() -> Iterator[tuple[str, str, Iterable[tuple[str, list[str]]]]]:
    """Name, style, and the texts with the beginnings of their turns."""
    yield "us-congressional-record", "as printed", congressional_record()
    chinese, english = list(archive_tw("zh")), list(archive_tw("en"))
    for style in (full_width_colon, colon, own_line_colon, own_line, own_paragraph, bold):
        yield "archive-tw, Chinese", style.__name__, _printed_documents(chinese, style)
    for style in (colon, upper_case, own_line_colon, own_line, own_paragraph, bold):
        yield "archive-tw, English", style.__name__, _printed_documents(english, style)
    yield "archive-tw, Chinese", "colon, no blank lines", _printed_documents(chinese, full_width_colon, "\n")
    galician = list(galician_sittings())
    for style in (colon, stop, dash, own_line, own_paragraph):
        yield "parlamint-es-ga", style.__name__, _printed_documents(galician, style)
    yield (
        "parlamint-es-ga, plain names",
        "colon",
        _printed_documents(list(galician_sittings(plain=True)), colon),
    )
    hansard = list(uk_hansard())
    for style in (colon, own_line, own_paragraph, bold):
        yield "uk-hansard-xml", style.__name__, _printed_documents(hansard, style)
    german = list(bundestag())
    for style in (colon, own_line_colon, own_line):
        yield "quotes-spkatt-bundestag", style.__name__, _printed_documents(german, style)
    yield "siparl, es-ct, es-ga (TEI)", "as printed", tei_notes()
    for name in ("un-general-debate/ungd-2000-2024", "us-state-of-the-union/sotu-1790-2024"):
        yield name.split("/")[0], "one speaker", single_speakers(name)
    yield "novels, laws, releases, UDHR", "no speaker", no_speakers()


def _row(name: str, style: str, texts: Iterable[tuple[str, list[str]]]) -> tuple[object, ...]:
    documents = turns = found = made = 0
    for text, expected in texts:
        openings = Counter(map(_letters, expected))
        documents, turns = documents + 1, turns + sum(openings.values())
        for opening in found_openings(text):
            made += 1
            known = max(
                (item for item in openings if openings[item] and opening.startswith(item)),
                key=len,
                default="",
            )
            if known:
                openings[known] -= 1
                found += 1
    spurious = made - found
    return (name, style, documents, turns, _share(found, turns), spurious, _share(spurious, made))


def found_openings(text: str) -> Iterator[str]:
    try:
        parsed = parse_text(text[:MAX_TEXT], format_name="plain").document
    except ImportDocumentError:
        return
    for passage in parsed.turns:
        yield _letters(parsed.text[passage.start : passage.start + 400])


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _printed_documents(
    documents: Iterable[list[Speech]], style: Style, between: str = "\n\n"
) -> Iterator[tuple[str, list[str]]]:
    for speeches in documents:
        paragraphs: list[str] = []
        expected = []
        for speech in speeches:
            if not speech.label:
                paragraphs += speech.paragraphs
                continue
            paragraphs += style(speech)
            words = "".join(filter(str.isalnum, " ".join(speech.paragraphs)))[:WORDS]
            expected.append(speech.label + words)
        yield between.join(paragraphs), expected


def _speeches(paragraphs: Iterable[tuple[str, str]]) -> list[Speech]:
    """Paragraphs with their labels; those of one speaker in a row are one speech."""
    speeches: list[Speech] = []
    for label, text in paragraphs:
        text = " ".join(text.split())
        if not any(map(str.isalnum, text)):
            continue
        if speeches and speeches[-1].label == label:
            speeches[-1] = Speech(label, [*speeches[-1].paragraphs, text])
        else:
            speeches.append(Speech(label, [text]))
    return speeches


def _records(name: str) -> Iterator[dict]:
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def archive_tw(language: str) -> Iterator[list[Speech]]:
    for number, record in enumerate(_records("archive-tw/archive-tw-2015-2018")):
        if record["language"].startswith(language) and number % 4 == 0:
            yield _speeches(
                (paragraph["speaker"] or "", paragraph["text"]) for paragraph in record["paragraphs"]
            )


def galician_sittings(plain: bool = False) -> Iterator[list[Speech]]:
    """“A señora PRESIDENTA”, “O señor JORQUERA CASELAS”, as the Diario prints them, or plain names."""
    for number, record in enumerate(_records("parlamint-es-ga/parlamint-es-ga-2015-2017")):
        if number >= MAX_DOCUMENTS or number % 6:
            continue
        sexes = {speaker["name"]: speaker.get("sex") for speaker in record["speakers"]}

        def label(each: dict, sexes: dict = sexes) -> str:
            name = each["speaker"]
            if not name or plain:
                return name or ""
            form = "A señora" if sexes.get(name) == "F" else "O señor"
            if each.get("role") == "chair":
                return f"{form} PRESIDENT{'A' if sexes.get(name) == 'F' else 'E'}"
            return f"{form} {' '.join(name.split()[-2:]).upper()}"

        yield _speeches((label(paragraph), paragraph["text"]) for paragraph in record["paragraphs"])


def uk_hansard() -> Iterator[list[Speech]]:
    for path in sorted(DATA.glob("uk-hansard-xml/*/*.xml")):
        text = path.read_text("iso-8859-1")
        paragraphs = []
        for attributes, body in re.findall(r"<speech ([^>]*)>(.*?)</speech>", text, re.DOTALL):
            name = re.search(r'speakername="([^"]*)"', attributes)
            for paragraph in re.findall(r"<p\b[^>]*>(.*?)</p>", body, re.DOTALL):
                words = html.unescape(re.sub(r"<[^>]+>", "", paragraph))
                paragraphs.append((html.unescape(name[1]) if name else "", words))
        if paragraphs:
            yield _speeches(paragraphs)


def bundestag() -> Iterator[list[Speech]]:
    """Speeches of one debate in a row, each under “Beutin (DIE LINKE)”, made of the file's name."""
    debates: dict[str, list[tuple[str, str]]] = {}
    with tarfile.open(DATA / "quotes-spkatt-bundestag/spkatt.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda item: item.name):
            if not member.name.endswith(".json") or not (file := archive.extractfile(member)):
                continue
            match = re.match(r"(\d+)_(.+?)_([^_]+)_([^_]+)_ID", member.name.rsplit("/", 1)[-1])
            if not match:
                continue
            party = {"CDUCSU": "CDU/CSU", "GRUENE": "BÜNDNIS 90/DIE GRÜNEN", "LINKE": "DIE LINKE"}.get(
                match[3], match[3]
            )
            sentences = [" ".join(sentence["Tokens"]) for sentence in json.load(file)["Sentences"]]
            words = [re.sub(r" ([.,:;!?])", r"\1", sentence) for sentence in sentences]
            debate = debates.setdefault(f"{match[1]} {match[2]}", [])
            for first in range(0, len(words), 4):
                debate.append((f"{match[4]} ({party})", " ".join(words[first : first + 4])))
    yield from map(_speeches, debates.values())


def congressional_record() -> Iterator[tuple[str, list[str]]]:
    with tarfile.open(DATA / "us-congressional-record/CREC-1997-01-28.tar.xz") as archive:
        files = {member.name: member for member in archive.getmembers() if member.isfile()}
        for name in sorted(files):
            gold = files.get(name.replace("/html/", "/json/").replace(".htm", ".json"))
            if not name.endswith(".htm") or not gold:
                continue
            page = archive.extractfile(files[name]).read().decode("utf-8", "replace")  # type: ignore[union-attr]
            content = json.load(archive.extractfile(gold))["content"]  # type: ignore[arg-type]
            speeches = [entry["text"] for entry in content if entry["kind"] == "speech"]
            text = html.unescape(re.sub(r"<[^>]+>", "", page.split("<pre>", 1)[-1]))
            # The gold has overlooked the turns of chairs whose names stand in brackets.
            chairs = re.findall(
                r"\n  (The PRESIDING OFFICER [\[(][^])]*[\])]\. .{12})", "".join(speeches), re.DOTALL
            )
            yield text, ["".join(filter(str.isalnum, item))[: WORDS + 10] for item in (*speeches, *chairs)]


def tei_notes() -> Iterator[tuple[str, list[str]]]:
    """The speakers' names as the files print them in notes, before each utterance."""
    paths = [*DATA.glob("tei-parliaments/siparl-tei/*.xml"), *DATA.glob("tei-parliaments/es-ct/*.xml")]
    for path in sorted([*paths, *DATA.glob("parlamint-es-ga/tei-raw/ParlaMint-ES-GA_*.xml")]):
        paragraphs, expected, label = [], [], ""
        text = path.read_text("utf-8")
        for note, segment in re.findall(
            r'<note type="speaker"[^>]*>(.*?)</note>|<seg\b[^>]*>(.*?)</seg>', text, re.DOTALL
        ):
            words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", note or segment)).split())
            if note:
                label = words
            elif label and words:
                is_line = not label.endswith(":")
                paragraphs.append(f"{label}\n{words}" if is_line else f"{label} {words}")
                expected.append(label + "".join(filter(str.isalnum, words))[:WORDS])
                label = ""
            elif words:
                paragraphs.append(words)
        yield "\n\n".join(paragraphs), expected


def single_speakers(name: str) -> Iterator[tuple[str, list[str]]]:
    for number, record in enumerate(_records(name)):
        if number % 4 == 0 or not name.startswith("un-"):
            paragraphs = [paragraph["text"] for paragraph in record["paragraphs"]]
            yield (
                "\n\n".join(paragraphs),
                [paragraph[:30] for paragraph in paragraphs if _INTERRUPTION.match(paragraph)],
            )


def no_speakers() -> Iterator[tuple[str, list[str]]]:
    for pattern in (
        "chinese-law-ai/*/*.txt",
        "chinese-law-ai/*/*.md",
        "udhr-parallel/*.txt",
        "../seeds/[!e]*.txt",
    ):
        for path in sorted(DATA.glob(pattern)):
            yield path.read_text("utf-8"), []
    for path in sorted(DATA.glob("html-press-releases/europarl/*.htm*")):
        blocks = re.findall(r"<p\b[^>]*>(.*?)</p>", path.read_text("utf-8", "replace"), re.DOTALL)
        yield "\n\n".join(html.unescape(re.sub(r"<[^>]+>", "", block)).strip() for block in blocks), []
    yield from novels()


def novels() -> Iterator[tuple[str, list[str]]]:
    with tarfile.open(DATA / "quotes-litbank/litbank-quotations.tar.xz") as archive:
        for member in archive.getmembers():
            if member.name.endswith(".txt") and (file := archive.extractfile(member)):
                yield file.read().decode("utf-8", "replace"), []
