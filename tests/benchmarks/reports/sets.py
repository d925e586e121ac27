"""The sets of texts, each with what belongs together."""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command

from archive.models import Report, Statement
from tests.teardown import empty_tables

from .archive import Result, Text, fill, measure, refresh

SHARED = settings.BASE_DIR.parent / "shared"
DATA, SEEDS = SHARED / "data", SHARED / "seeds"
POOL = 4_000  # pieces of other texts
# By hand: sentence of the machine's report -> sentences of the readout that say the same, both counted from 0.
READOUT_BEGINS = 43
MACHINE_LINKS = {
    2: (45, 54), 3: (45,), 4: (45,), 10: (50,), 11: (51, 52), 12: (52,), 13: (65,), 14: (53,), 15: (54,), 16: (55, 58),
    17: (59,), 18: (60,), 19: (66, 67), 20: (68,),
}  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?])[”\"]?\s*(?=[A-Z“])")
PROSE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def demo() -> Iterator[Result]:
    """The links that editors made in the demonstration archive; what is offered to its other statements is wrong."""
    empty_tables()
    call_command("loaddata", settings.BASE_DIR / "fixtures" / "demo.json", verbosity=0)
    refresh()
    together = defaultdict(set)
    for report in Report.objects.confirmed():
        together[report.utterance_id].add(report.statement_id)
    links = {pk: set[int]() for pk in Statement.objects.values_list("pk", flat=True)}
    links |= {pk: group - {pk} for group in together.values() for pk in group}
    yield measure("demo", links)


def machine_report() -> Iterator[Result]:
    """A machine's report of a session against the readout among thousands of other sentences; nothing but the words."""
    if not SEEDS.is_dir():
        return
    report, readout = (
        [
            piece
            for line in (SEEDS / f"{name}.txt").read_text("utf-8").split("\n")
            for piece in split(SENTENCE, line)
        ]
        for name in ("study-session-machine-translated", "politburo-study-session")
    )
    pool = [Text(group) for group in group_pieces(speech_sentences(POOL))]
    ids = fill([Text(report), Text(readout[READOUT_BEGINS:]), *pool])
    links = {
        ids[0][number]: {ids[1][n - READOUT_BEGINS] for n in there} for number, there in MACHINE_LINKS.items()
    }
    yield measure("machine’s report and readout, words only", links)


def speech_sentences(number: int) -> list[str]:
    """Those of the general debate that speak of artificial intelligence first."""
    with gzip.open(DATA / "un-general-debate" / "ungd-2000-2024.jsonl.gz", "rt", encoding="utf-8") as file:
        paragraphs = [paragraph["text"] for line in file for paragraph in json.loads(line)["paragraphs"]]
    random.Random(1).shuffle(paragraphs)
    paragraphs.sort(key=lambda text: "artificial intelligence" not in text.lower())
    found: list[str] = []
    for paragraph in paragraphs:
        found += [clean(piece) for piece in split(PROSE, paragraph) if 30 < len(piece) < 1_500]
        if len(found) >= number:
            break
    return found


def copies() -> Iterator[Result]:
    """Sentences of addresses as one witness has them, among all sentences of the other; what shares runs of five words
    is the same."""
    path = DATA / "speech-variants" / "sotu-two-witnesses.jsonl.gz"
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    pieces = [[prose(witness["text"]) for witness in record["witnesses"][:2]] for record in records]
    texts = [Text(side) for pair in pieces for side in pair]
    ids = fill(texts)
    links = {}
    for number, (here, there) in enumerate(pieces):
        for place, other in same_sentences(here, there):
            links[ids[2 * number][place]] = {ids[2 * number + 1][other]}
    chosen = dict(random.Random(1).sample(sorted(links.items()), min(400, len(links))))
    yield measure("near-verbatim copies", chosen)


def same_sentences(here: list[str], there: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of which most runs of five words of one are in the other, where one only has that many."""
    runs: dict[tuple, set[int]] = defaultdict(set)
    for number, piece in enumerate(there):
        for run in fives(piece):
            runs[run].add(number)
    for number, piece in enumerate(here):
        own = fives(piece)
        if len(own) < 4:
            continue
        best = Counter(other for run in own for other in runs.get(run, ())).most_common(2)
        if best and best[0][1] >= 0.7 * len(own) and (len(best) == 1 or best[1][1] < 0.3 * len(own)):
            yield number, best[0][0]


def fives(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {tuple(words[place : place + 5]) for place in range(len(words) - 4)}


def declaration() -> Iterator[Result]:
    """Articles of the Universal Declaration in two languages: declared translations, texts of one event, and with a
    fifth of each left out."""
    path = DATA / "udhr-parallel" / "aligned-articles.json"
    if not path.exists():
        return
    articles = json.loads(path.read_text("utf-8"))["articles"]
    for code, language in (("fra", "fr"), ("cmn_hans", "zh-Hans"), ("arb", "ar")):
        pairs = [pair for article in articles for pair in zip(article["eng"], article[code], strict=True)]
        yield parallel(f"declaration, en–{language}", pairs, language)
        yield parallel(f"declaration, en–{language}, one event", pairs, language, declared=False)
        yield parallel(f"declaration, en–{language}, a fifth left out", pairs, language, left_out=0.2)


def law() -> Iterator[Result]:
    """Articles of a law in Chinese and English. Their first figures led to the words around a place: no unseen data."""
    path = DATA / "chinese-law-ai" / "parallel" / "shenzhen-ai-regulations.zh-en.json"
    if not path.exists():
        return
    articles = json.loads(path.read_text("utf-8"))["articles"]
    pairs = [(" ".join(article["en"]), "".join(article["zh"])) for article in articles]
    yield parallel("law, en–zh-Hans", pairs, "zh-Hans")
    yield parallel("law, en–zh-Hans, a fifth left out", pairs, "zh-Hans", left_out=0.2)


def parallel(name: str, pairs: list, language: str, declared: bool = True, left_out: float = 0.0) -> Result:
    """Returns the links from the English side and from the other."""
    rng = random.Random(1)
    sides = [[n for n in range(len(pairs)) if rng.random() >= left_out] for _side in range(2)]
    texts = [[clean(pairs[n][side]) for n in sides[side]] for side in range(2)]
    event = "" if declared else "Assembly"
    english, other = fill(
        [Text(texts[0], event=event), Text(texts[1], language, original=0 if declared else None, event=event)]
    )
    places = [dict(zip(sides[side], ids, strict=True)) for side, ids in enumerate((english, other))]
    both = [(places[0][n], places[1][n]) for n in places[0].keys() & places[1].keys()]
    return measure(name, {here: {there} for here, there in both} | {there: {here} for here, there in both})


def split(separator: re.Pattern[str], text: str) -> list[str]:
    return [piece.strip() for piece in separator.split(text) if piece.strip()]


def prose(text: str) -> list[str]:
    return [clean(piece) for piece in split(PROSE, text)]


def clean(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())


def group_pieces(pieces: list[str], size: int = 40) -> list[list[str]]:
    return [pieces[place : place + size] for place in range(0, len(pieces), size)]


SETS = (demo, machine_report, declaration, law, copies)
