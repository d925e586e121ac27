"""Every search finds exactly what a reader of all texts finds: words, prefixes, phrases at borders, accents, CJK.

The oracle knows no index: it folds by Unicode's decomposition and compares lists of words, paragraph by paragraph. The
texts are in languages without stems, so that a word has one form.
"""

import random
import re
import unicodedata
from pathlib import Path

import pytest

from archive.search.engine import engine
from archive.search.page.highlight import find_matches
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_statement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = re.findall(
    r"\S+",
    """harbour Hafen häfen haven library libraries agains against again été ete Ångström 2024 ٢٠٢٤ naïve
    人工智能 人工 智能 人类 图书馆 도서관 도서 ライブラリ ship shipping ships x y""",
)
LANGUAGES = ("und", "tlh", "zh-Hans")  # none of which has stems
HAN = re.compile("[\u3041-\u30fc\u4e00-\u9fff\uac00-\ud7af]")
UDHR = Path(__file__).parents[3] / "shared" / "data" / "udhr-parallel"


def fold_word(word):
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not "\u0300" <= c <= "\u036f")
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in bare)
    return unicodedata.normalize("NFC", digits)


def units(text):
    """Words, and of Chinese, Japanese and Korean the characters; whether a space stands before each."""
    found = []
    for word in re.findall(r"\w+", fold_word(text)):
        parts = re.findall(f"{HAN.pattern}|(?:(?!{HAN.pattern}).)+", word)
        found += [(part, position == 0) for position, part in enumerate(parts)]
    return found


def has_phrase(paragraph, phrase, prefix=False):
    """``phrase``: lists of units of its words. Characters of a script without spaces follow one another without one."""
    wanted = [unit for word in phrase for unit in units(word)]
    there = units(paragraph)
    for start in range(len(there) - len(wanted) + 1):
        same = True
        for offset, (word, space) in enumerate(wanted):
            found, found_space = there[start + offset]
            last = offset == len(wanted) - 1
            fits = found.startswith(word) if prefix and last else found == word
            joined = offset and HAN.match(word) and HAN.match(wanted[offset - 1][0])
            # Typed with a space, they may stand without one; typed without, they must.
            same = same and fits and not (joined and found_space and not space)
        if same:
            return True
    return False


class Texts(dict):
    """The paragraphs of each statement; ``facts``: its (language, year)."""

    def __init__(self):
        super().__init__()
        self.facts = {}


@pytest.fixture
def archive():
    chance = random.Random(20251127)
    texts = Texts()
    for _ in range(150):
        paragraphs = [
            " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 7)))
            for _ in range(chance.randint(1, 3))
        ]
        text = "\n\n".join(paragraphs)
        facts = chance.choice(LANGUAGES), chance.randint(2018, 2025)
        date = {"date": f"{facts[1]}-06-30", "date_precision": "day"}
        document = make_document(text=text, language=facts[0], title="Untitled", **date)
        statement = make_statement(document, text).pk
        texts[statement], texts.facts[statement] = paragraphs, facts
    return texts


def find_ids(q):
    matches = engine.match(SearchParams(q=q, unit="statements"), parse(q))
    return set() if matches.is_relaxed else set(matches.order())


def expected_rows(texts, test):
    return {pk for pk, paragraphs in texts.items() if any(map(test, paragraphs))}


def test_five_hundred_prefixes(archive):
    chance = random.Random(1)
    differing = []
    for _ in range(500):
        word = chance.choice(WORDS)
        prefix = word[: chance.randint(1, len(word))]
        if find_ids(f"{prefix}*") != expected_rows(
            archive, lambda p, w=prefix: has_phrase(p, [w], prefix=True)
        ):
            differing.append(prefix)
    assert differing == []


def test_five_hundred_phrases_at_borders(archive):
    """Half of them take their words from both sides of a border between paragraphs."""
    chance = random.Random(2)
    differing = []
    everything = list(archive.values())
    for number in range(500):
        paragraphs = chance.choice([item for item in everything if len(item) > 1])
        words = " ".join(paragraphs).split() if number % 2 else chance.choice(paragraphs).split()
        first = chance.randrange(len(words))
        phrase = words[first : first + chance.randint(2, 3)]
        if find_ids(f'"{" ".join(phrase)}"') != expected_rows(archive, lambda p, w=phrase: has_phrase(p, w)):
            differing.append(" ".join(phrase))
    assert differing == []


def positions(paragraph):
    """Words with their places: in a script without spaces each character takes one."""
    places, place = [], 0
    for word in fold_word(paragraph).split():
        for part in re.findall(r"\w+", word):
            if HAN.match(part):
                place += len(part)
            else:
                places.append((part, place))
                place += 1
    return places


def are_near(paragraph, first, second, distance):
    places = positions(paragraph)
    return any(
        one == fold_word(first) and other == fold_word(second) and 0 < abs(at - there) <= distance + 1
        for one, at in places
        for other, there in places
    )


class RandomSearch:
    """``draw`` returns what is typed and the test that a paragraph of a row must pass; ``draw_field`` the same for
    the facts of a row."""

    def __init__(self, chance):
        self.chance = chance

    def draw(self):
        word, other = self.chance.choice(WORDS), self.chance.choice(WORDS)
        kind = self.chance.choice(["word", "exact", "prefix", "phrase", "near", "shape"])
        if kind == "near" and not (HAN.search(word) or HAN.search(other)):
            distance = self.chance.randint(0, 3)
            typed = self.chance.choice(['"{} {}"~{}', "({0} NEAR/{2} {1})"]).format(word, other, distance)
            return typed, lambda p: are_near(p, word, other, distance)
        if kind == "prefix":
            beginning = word[: self.chance.randint(1, len(word))]
            return f"{beginning}*", lambda p: has_phrase(p, [beginning], prefix=True)
        if kind == "phrase":
            return f'"{word} {other}"', lambda p: has_phrase(p, [word, other])
        shapes = {"exact": f"={word}", "shape": unicodedata.normalize("NFD", word.upper())}
        return shapes.get(kind, word), lambda p: has_phrase(p, [word])

    def draw_field(self):
        if self.chance.random() < 0.4:
            language = self.chance.choice(LANGUAGES)
            return f"language:{language}", lambda facts: facts[0] == language
        year = self.chance.randint(2018, 2025)
        typed, test = self.chance.choice(
            [
                (f"before:{year}", lambda facts: facts[1] < year),
                (f"after:{year}", lambda facts: facts[1] > year),
                (f"{year - 1}..{year}", lambda facts: year - 1 <= facts[1] <= year),
            ]
        )
        return typed, test

    def clause(self, archive):
        """(what is typed, the rows that it finds); at times alternatives, a denial or a field."""
        if self.chance.random() < 0.15:
            typed, test = self.draw_field()
            rows = {pk for pk in archive if test(archive.facts[pk])}
        else:
            drawn = [self.draw() for _ in range(2 if self.chance.random() < 0.3 else 1)]
            typed = " OR ".join(each for each, _test in drawn)
            typed = f"({typed})" if len(drawn) > 1 else typed
            rows = set().union(*(expected_rows(archive, test) for _typed, test in drawn))
        if self.chance.random() < 0.2:
            return f"-{typed}", set(archive) - rows
        return typed, rows


def test_five_hundred_random_searches(archive):
    """Words, exact words, prefixes, phrases, proximity, alternatives, denials, languages and dates."""
    random_search = RandomSearch(random.Random(3))
    differing = []
    for _ in range(500):
        clauses = [random_search.clause(archive) for _ in range(random_search.chance.randint(1, 3))]
        typed = " ".join(each for each, _rows in clauses)
        if find_ids(typed) != set.intersection(*(rows for _typed, rows in clauses)):
            differing.append(typed)
    assert differing == []


@pytest.mark.skipif(not UDHR.is_dir(), reason="needs ../shared/data/udhr-parallel")
def test_every_word_copied_from_a_text_finds_that_text():
    missing = []
    for path, language in (("eng", "en"), ("fra", "fr"), ("arb", "ar"), ("cmn_hans", "zh-Hans")):
        text = (UDHR / f"{path}.txt").read_text("utf-8").strip()
        text = re.sub(r"[ \t]+", " ", re.sub(r"\s*\n\s*", "\n\n", unicodedata.normalize("NFC", text)))
        made = make_statement(make_document(text=text, language=language), text).pk
        for word in sorted(set(re.findall(r"\S+", text))):
            q = '"' + word.strip('“”«»"') + '"'
            if parse(q).root and made not in find_ids(q):
                missing.append((language, word))
            elif parse(q).root and not find_matches(q, [text], [language])[0]:
                missing.append((language, word, "no mark"))
    assert missing == []
