"""Every search finds exactly what a reader of all texts finds: words, prefixes, phrases at borders, accents, CJK.

The oracle knows no index: it folds by Unicode's decomposition and compares lists of words, paragraph by paragraph. The
texts are in a language without stems, so that a word has one form.
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
HAN = re.compile("[\u3041-\u30fc\u4e00-\u9fff\uac00-\ud7af]")
UDHR = Path(__file__).parents[3] / "shared" / "data" / "udhr-parallel"


def plain(word):
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not "\u0300" <= c <= "\u036f")
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in bare)
    return unicodedata.normalize("NFC", digits)


def units(text):
    """Words, and of Chinese, Japanese and Korean the characters; whether a blank stands before each."""
    found = []
    for word in re.findall(r"\w+", plain(text)):
        parts = re.findall(f"{HAN.pattern}|(?:(?!{HAN.pattern}).)+", word)
        found += [(part, position == 0) for position, part in enumerate(parts)]
    return found


def has_phrase(paragraph, phrase, prefix=False):
    """``phrase``: lists of units of its words. Characters of a script without spaces follow one another without one."""
    wanted = [unit for word in phrase for unit in units(word)]
    there = units(paragraph)
    for start in range(len(there) - len(wanted) + 1):
        same = True
        for offset, (word, blank) in enumerate(wanted):
            found, found_blank = there[start + offset]
            last = offset == len(wanted) - 1
            fits = found.startswith(word) if prefix and last else found == word
            joined = offset and HAN.match(word) and HAN.match(wanted[offset - 1][0])
            # Typed with a blank, they may stand without one; typed without, they must.
            same = same and fits and not (joined and found_blank and not blank)
        if same:
            return True
    return False


@pytest.fixture
def archive():
    chance = random.Random(20251127)
    texts = {}
    for _ in range(150):
        paragraphs = [
            " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 7)))
            for _ in range(chance.randint(1, 3))
        ]
        text = "\n\n".join(paragraphs)
        document = make_document(text=text, language="und", title="Untitled")
        texts[make_statement(document, text).pk] = paragraphs
    return texts


def found(q):
    matches = engine.match(SearchParams(q=q, unit="statements"), parse(q))
    return set() if matches.relaxed else set(matches.order())


def expected(texts, test):
    return {pk for pk, paragraphs in texts.items() if any(map(test, paragraphs))}


def test_five_hundred_prefixes(archive):
    chance = random.Random(1)
    differing = []
    for _ in range(500):
        word = chance.choice(WORDS)
        prefix = word[: chance.randint(1, len(word))]
        if found(f"{prefix}*") != expected(archive, lambda p, w=prefix: has_phrase(p, [w], prefix=True)):
            differing.append(prefix)
    assert differing == []


def test_five_hundred_phrases_at_borders(archive):
    """Half of them take their words from both sides of a border between paragraphs."""
    chance = random.Random(2)
    differing = []
    everything = list(archive.values())
    for number in range(500):
        paragraphs = chance.choice([each for each in everything if len(each) > 1])
        words = " ".join(paragraphs).split() if number % 2 else chance.choice(paragraphs).split()
        first = chance.randrange(len(words))
        phrase = words[first : first + chance.randint(2, 3)]
        if found(f'"{" ".join(phrase)}"') != expected(archive, lambda p, w=phrase: has_phrase(p, w)):
            differing.append(" ".join(phrase))
    assert differing == []


def test_five_hundred_random_searches(archive):
    chance = random.Random(3)
    differing = []
    for _ in range(500):
        typed, sets = [], []
        for _ in range(chance.randint(1, 3)):
            word = chance.choice(WORDS)
            kind = chance.choice(["word", "exact", "prefix", "without"])
            has = expected(archive, lambda p, w=word, k=kind: has_phrase(p, [w], prefix=k == "prefix"))
            typed.append(
                {"word": word, "exact": f"={word}", "prefix": f"{word}*", "without": f"-{word}"}[kind]
            )
            sets.append(set(archive) - has if kind == "without" else has)
        if found(" ".join(typed)) != set.intersection(*sets):
            differing.append(" ".join(typed))
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
            if parse(q).root and made not in found(q):
                missing.append((language, word))
            elif parse(q).root and not find_matches(q, [text], [language])[0]:
                missing.append((language, word, "no mark"))
    assert missing == []
