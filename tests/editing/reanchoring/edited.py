"""Random corrections of real texts in which every character keeps its identity."""

import gzip
import json
import random
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from .own_texts import CHINESE, ENGLISH

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
NEW = -1  # the identity of every character that was not in the old text
SPANS = 50
ABOUT_LOOKALIKES = 5  # of the spans, where the text has some
SIZE = {"en": 4000, "zh": 1500}  # characters of a text, about
WORD = re.compile(r"[\u4e00-\u9fff]|(?:(?![\u4e00-\u9fff])\w)+")
SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]+[\"”’]?[ ]?")
FOREIGN = 80  # inserted characters in one run within corrected words
NEAR = 300

Sign = tuple[str, int]
Characters = list[Sign]
Span = tuple[int, int]


@dataclass(frozen=True)
class Script:
    kind: str
    language: str
    old: str
    new: str
    identities: list[int]  # of the new text's characters: their place in the old text, or NEW
    spans: list[Span]
    planted: list[Span]  # two sentences that differ in a name, or none


# Texts


@cache
def texts(language: str, everything: bool = False) -> list[list[str]]:
    """Lists of paragraphs: our own text, and those of the shared folder where it is present."""
    own = [(ENGLISH if language == "en" else CHINESE).split("\n\n")]
    return own + (list(_shared(language, 400 if everything else 40)) if SHARED.is_dir() else [])


def _shared(language: str, max_lines: int):
    if language == "zh":
        for path in sorted(SHARED.glob("data/chinese-law-ai/zh/*.md")):
            yield re.split(r"\n\n+", path.read_text("utf-8"))
        return
    for path in sorted(SHARED.glob("seeds/*.txt")):
        yield path.read_text("utf-8").split("\n")
    for name in (
        "un-general-debate/ungd-2000-2024.jsonl.gz",
        "us-state-of-the-union/sotu-1790-2024.jsonl.gz",
    ):
        with gzip.open(SHARED / "data" / name, "rt", encoding="utf-8") as lines:
            for line in islice(lines, max_lines):
                yield [paragraph["text"] for paragraph in json.loads(line)["paragraphs"]]


def _excerpt(rng: random.Random, language: str, everything: bool) -> str:
    paragraphs = [p.strip() for p in rng.choice(texts(language, everything)) if p.strip()]
    first = rng.randrange(len(paragraphs))
    chosen, size = [], 0
    for paragraph in paragraphs[first:] + paragraphs[:first]:
        chosen.append(paragraph[: SIZE[language]])
        size += len(paragraph)
        if size > SIZE[language]:
            break
    return "\n\n".join(chosen)


# Scripts


def make_script(seed: int, kind: str, language: str, everything: bool = False) -> Script:
    rng = random.Random(f"{seed} {kind} {language}")
    old = _excerpt(rng, language, everything)
    planted: list[Span] = []
    if kind in PLANTED or (kind == "several" and rng.random() < 0.5):
        old, planted = _with_lookalikes(rng, old, language)
    characters = [(char, number) for number, char in enumerate(old)]
    chosen = [kind] if kind != "several" else _several(rng)
    for each in chosen:
        times = 1 if each in ONCE else rng.randrange(1, 4)
        for _ in range(times):
            characters = KINDS[each](rng, characters, planted, language)
    spans = _spans(rng, old, planted)
    return Script(
        kind, language, old, text_of(characters), [identity for _char, identity in characters], spans, planted
    )


def _several(rng: random.Random) -> list[str]:
    """Sentences are exchanged once at most: exchanged with their names as well, they leave no trace in the text."""
    once = rng.choice([*sorted(SWAPPED), "insert words"])
    return [once, *rng.choices([kind for kind in KINDS if kind not in WHOLESALE | SWAPPED], k=3)]


def _spans(rng: random.Random, old: str, planted: list[Span]) -> list[Span]:
    words = [match.span() for match in WORD.finditer(old)]
    spans = list(planted[:2])
    while len(spans) < SPANS:
        inside = [word for word in words if any(f <= word[0] < t for f, t in planted)] or words
        first = rng.choice(inside if len(spans) < ABOUT_LOOKALIKES else words)
        number = words.index(first) if len(spans) < ABOUT_LOOKALIKES else bisect_right(words, first) - 1
        last = words[min(number + rng.choice((1, 2, 3, 5, 8, 13, 21, 34)), len(words) - 1)]
        span = first[0], last[1]
        if rng.random() < 0.1:
            span = first[0], min(first[0] + rng.randrange(4, 60), len(old))
        if rng.random() < 0.1:
            sentence = next((m for m in SENTENCE.finditer(old, first[0])), None)
            span = sentence.span() if sentence else span
        spans.append(span)
    return spans


def text_of(characters: Characters) -> str:
    return "".join(char for char, _identity in characters)


def _new_characters(text: str) -> Characters:
    return [(char, NEW) for char in text]


NAMES = {
    "en": (
        "Lee",
        "Kim",
        "The minister",
        "Her deputy",
        "President Adeyemi",
        "The envoy of the northern ports",
    ),
    "zh": ("李", "金", "部长", "副部长", "主席阿德耶米", "北方港口的特使"),
}


def _with_lookalikes(rng: random.Random, old: str, language: str) -> tuple[str, list[Span]]:
    """The text with two sentences that differ in the name, side by side or apart."""
    one, other = rng.sample(NAMES[language], 2)
    said, stop = (" said that ", ". ") if language == "en" else ("表示，", "。")
    words = [m.group() for m in SENTENCE.finditer(old) if len(m.group()) > 12] or [old[:60]]
    core = rng.choice(words).strip()[:120].rstrip(".!?。！？ ")
    first, second = f"{one}{said}{core}{stop}", f"{other}{said}{core}{stop}"
    at, there = sorted((_sentence_start(rng, old), _sentence_start(rng, old)))
    if rng.random() < 0.4:
        there = at
    text = old[:at] + first + old[at:there] + second + old[there:]
    start = there + len(first)
    return text, [(at, at + len(first)), (start, start + len(second))]


def _sentence_start(rng: random.Random, text: str) -> int:
    return rng.choice([0, *(m.start() for m in SENTENCE.finditer(text) if text[m.start()] not in "\n ")])


def _words(rng: random.Random, language: str, max_words: int) -> str:
    own = WORD.findall(ENGLISH if language == "en" else CHINESE)
    first = rng.randrange(len(own) - max_words)
    return ("" if language == "zh" else " ").join(own[first : first + rng.randrange(1, max_words + 1)])


def _random_word_start(rng: random.Random, characters: Characters) -> int:
    """A place between words."""
    return rng.choice([match.start() for match in WORD.finditer(text_of(characters))] or [0])


def _random_span(rng: random.Random, characters: Characters, max_words: int) -> Span:
    words = [match.span() for match in WORD.finditer(text_of(characters))]
    first = rng.randrange(len(words))
    return words[first][0], words[min(first + rng.randrange(max_words), len(words) - 1)][1]


def _paragraphs(characters: Characters) -> list[Span]:
    """With the blank line after each."""
    text = text_of(characters)
    return [match.span() for match in re.finditer(r"(?s).+?(?:\n\n|\Z)", text)]


def insert_words(rng, characters, planted, language):
    at = _random_word_start(rng, characters)
    space = "" if language == "zh" else " "
    beside = text_of(characters)[at : at + rng.randrange(2, 12)].rstrip()
    words = beside if rng.random() < 0.2 else _words(rng, language, 8)  # sometimes the words that stand there
    return characters[:at] + _new_characters(words + space) + characters[at:]


def delete_words(rng, characters, planted, language):
    start, end = _random_span(rng, characters, 8)
    return characters[:start] + characters[end + (language == "en") :]


def replace_words(rng, characters, planted, language):
    start, end = _random_span(rng, characters, 5)
    return characters[:start] + _new_characters(_words(rng, language, 5)) + characters[end:]


def correct_typo(rng, characters, planted, language):
    at = _random_span(rng, characters, 1)[0]
    char = rng.choice("abcdefghijklmnoprstuvw" if language == "en" else "的在和了是为中发展人")
    how = rng.choice(("more", "less", "other"))
    at += rng.randrange(3) if language == "en" else 0
    return (
        characters[:at]
        + ([] if how == "less" else _new_characters(char))
        + characters[at + (how != "more") :]
    )


def insert_paragraph(rng, characters, planted, language):
    at = rng.choice(_paragraphs(characters))[0]
    copy = text_of(characters[slice(*rng.choice(_paragraphs(characters)))]).strip()
    fresh = " ".join(_words(rng, language, 30) for _ in range(2)) + ("." if language == "en" else "。")
    return (
        characters[:at] + _new_characters((copy if rng.random() < 0.3 else fresh) + "\n\n") + characters[at:]
    )


def delete_paragraph(rng, characters, planted, language):
    paragraphs = _paragraphs(characters)
    start, end = rng.choice(paragraphs)
    return characters[:start] + characters[end:] if len(paragraphs) > 1 else characters


def move_paragraph(rng, characters, planted, language):
    start, end = rng.choice(_paragraphs(characters))
    rest, moved = characters[:start] + characters[end:], characters[start:end]
    if text_of(moved[-2:]) != "\n\n":
        moved = moved + _new_characters("\n\n")
    at = rng.choice(_paragraphs(rest) or [(0, 0)])[0]
    return rest[:at] + moved + rest[at:]


def replace_everywhere(rng, characters, planted, language):
    text = text_of(characters)
    size = 1 if language == "en" else 2
    start = _random_span(rng, characters, 1)[0]
    word = text[slice(*WORD.match(text, start).span())] if size == 1 else text[start : start + 2]
    other = _words(rng, language, size).strip() or "x"
    pattern = rf"\b{re.escape(word)}\b" if language == "en" else re.escape(word)
    return _substituted(characters, pattern, other)


def change_a_character(rng, characters, planted, language):
    text = text_of(characters)
    char = rng.choice([c for c in text if not c.isspace()])
    return _substituted(characters, re.escape(char), rng.choice("éö;—ß" if language == "en" else "之兮；—々"))


def _substituted(characters: Characters, pattern: str, other: str) -> Characters:
    made, at = [], 0
    for match in re.finditer(pattern, text_of(characters)):
        made += characters[at : match.start()] + _new_characters(other)
        at = match.end()
    return made + characters[at:]


def _surviving(characters: Characters, span: Span) -> Span | None:
    """The present span of a planted sentence, if it is whole."""
    places = {identity: place for place, (_char, identity) in enumerate(characters) if identity != NEW}
    start, end = places.get(span[0]), places.get(span[1] - 1)
    whole = start is not None and end is not None and end - start == span[1] - 1 - span[0]
    return (start, end + 1) if whole else None


def _both(characters: Characters, planted: list[Span]) -> list[Span] | None:
    places = [_surviving(characters, span) for span in planted]
    return None if None in places or not places else sorted(places)


def swap_lookalikes(rng, characters, planted, language):
    both = _both(characters, planted)
    if not both:
        return characters
    (a, b), (c, d) = both
    return characters[:a] + characters[c:d] + characters[b:c] + characters[a:b] + characters[d:]


def swap_names(rng, characters, planted, language):
    """The very same new text as when the sentences are swapped, but the sentences stay."""
    both = _both(characters, planted)
    if not both:
        return characters
    said = " said that " if language == "en" else "表示，"
    (a, _b), (c, _d) = both
    text = text_of(characters)
    one, other = text[a : text.index(said, a)], text[c : text.index(said, c)]
    return (
        characters[:a]
        + _new_characters(other)
        + characters[a + len(one) : c]
        + _new_characters(one)
        + characters[c + len(other) :]
    )


def delete_a_lookalike(rng, characters, planted, language):
    both = _both(characters, planted)
    if not both:
        return characters
    start, end = rng.choice(both)
    return characters[:start] + characters[end:]


def edit_a_lookalike(rng, characters, planted, language):
    """One of the two is corrected within its words; the other is untouched."""
    both = _both(characters, planted)
    if not both:
        return characters
    start, end = rng.choice(both)
    part = characters[start:end]
    return (
        characters[:start]
        + rng.choice((replace_words, correct_typo, delete_words))(rng, part, [], language)
        + characters[end:]
    )


def replace_most(rng, characters, planted, language):
    """One or two paragraphs stay; the others make way for another text."""
    kept = rng.sample(_paragraphs(characters), k=min(2, len(_paragraphs(characters))))
    other = _other_text(rng, text_of(characters), language)
    half = other.find("\n\n", len(other) // 2) % len(other)
    middle = [character for start, end in sorted(kept) for character in characters[start:end]]
    joint = _new_characters("\n\n")
    return _new_characters(other[:half]) + joint + middle + joint + _new_characters(other[half:].strip())


def _other_text(rng: random.Random, text: str, language: str) -> str:
    """An excerpt of another document: none of its sentences is in this text."""
    for _ in range(20):
        other = _excerpt(rng, language, False)
        if not any(len(m.group()) > 12 and m.group().strip() in text for m in SENTENCE.finditer(other)):
            return other
    return " ".join(rng.choices(sorted(set(WORD.findall(text))), k=200))


KINDS: dict[str, Callable] = {
    "insert words": insert_words,
    "delete words": delete_words,
    "replace words": replace_words,
    "correct a typo": correct_typo,
    "insert a paragraph": insert_paragraph,
    "delete a paragraph": delete_paragraph,
    "move a paragraph": move_paragraph,
    "replace a word everywhere": replace_everywhere,
    "change a character everywhere": change_a_character,
    "swap lookalike sentences": swap_lookalikes,
    "swap their names": swap_names,
    "delete a lookalike": delete_a_lookalike,
    "edit a lookalike": edit_a_lookalike,
    "replace most of the text": replace_most,
}
ALL_KINDS = [*KINDS, "several"]
SWAPPED = {"swap lookalike sentences", "swap their names"}
PLANTED = {"swap lookalike sentences", "swap their names", "delete a lookalike", "edit a lookalike"}
WHOLESALE = {"replace most of the text", "change a character everywhere"}
ONCE = PLANTED | WHOLESALE | {"replace a word everywhere"}


def make_scripts(number: int, first_seed: int = 0, everything: bool = False):
    """Kinds and languages in turn."""
    for count in range(number):
        kind = ALL_KINDS[count // 2 % len(ALL_KINDS)]
        yield make_script(first_seed + count, kind, ("en", "zh")[count % 2], everything)
