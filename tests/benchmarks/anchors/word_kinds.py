"""Corrections within sentences: typing errors, scans cleaned up, words changed, and words that carry the meaning."""

import random
import re

from .characters import WORD, Draft, Part, Span

_LETTERS = {
    "zh": "的在和了是为中发展人",
    "ja": "のはをにがでとも",
    "ko": "가나다라마바사",
    "ru": "абвгдежзиклмно",
    "ar": "ابتثجحدرسعف",
    "hi": "कगचजतदनपमरलस",
    "th": "กขคงจชดตนบ",
}
_NEGATIONS = {
    "en": " not",
    "de": " nicht",
    "fr": " pas",
    "es": " no",
    "ru": " не",
    "ar": " لا",
    "zh": "不",
    "ja": "不",
    "ko": " 안",
    "hi": " नहीं",
    "th": "ไม่",
    "gl": " non",
}
_SWAPS = {
    "en": (("will", "may"), ("must", "should"), ("shall", "can"), ("can", "could")),
    "de": (("müsse", "solle"), ("darf", "muss"), ("soll", "kann")),
    "fr": (("devait", "pouvait"), ("sera", "serait")),
    "es": (("debe", "puede"), ("podrá", "debería")),
    "ru": (("должен", "может"), ("можно", "нужно")),
    "ar": (("يجب", "يمكن"), ("لن", "قد")),
    "zh": (("应当", "可以"), ("要", "可")),
    "ja": (("べき", "得る"),),
    "ko": (("있어야", "있어도"),),
    "hi": (("चाहिए", "सकता है"), ("होगा", "सकता है")),
    "th": (("ต้อง", "อาจ"), ("ควร", "ต้อง")),
    "gl": (("debe", "pode"), ("pode", "debe")),
}
_NAMES = ("Adeyemi", "Kowalska", "Okafor", "Lindqvist")


def choose_spans(rng: random.Random, spans: list[Span], count: int) -> list[Span]:
    """Returns some spans, from the end so that places stay."""
    return sorted(rng.sample(spans, min(count, len(spans))), reverse=True)


def long_words(draft: Draft) -> list[Span]:
    least = 4 if draft.has_spaces else 1
    words = [span for span in draft.words() if span[1] - span[0] >= least]
    return [span for span in words if not draft.text[slice(*span)].isdigit()]


def letter(rng: random.Random, draft: Draft) -> str:
    return rng.choice(_LETTERS.get(draft.language, "abcdefghijklmnoprstuvw"))


def some_word(rng: random.Random, draft: Draft) -> str:
    words = [match.group() for match in WORD.finditer(draft.text)]
    size = 1 if draft.has_spaces else 2
    first = rng.randrange(len(words) - size)
    return "".join(words[first : first + size]).lower()


def correct_typos(rng: random.Random, draft: Draft) -> None:
    for start, end in choose_spans(rng, long_words(draft), rng.randrange(3, 12)):
        place = rng.randrange(start, end)
        how = rng.choice(("more", "less", "other", "swap")) if draft.has_spaces else "other"
        if how == "swap" and end - start > place - start + 1:
            pair = draft.text[place : place + 2]
            draft.replace((place, place + 2), pair[::-1], Part.WORD)
        elif how == "less":
            draft.delete((place, place + 1))
        else:
            draft.replace((place, place + (how == "other")), letter(rng, draft), Part.WORD)


def clean_scan(rng: random.Random, draft: Draft) -> None:
    """One word in twelve was misread."""
    for start, end in choose_spans(rng, long_words(draft), len(draft.words()) // 12):
        for place in sorted(rng.sample(range(start, end), min(2, end - start)), reverse=True):
            draft.replace((place, place + 1), rng.choice(("l", "m", "rn", "ii", "0")), Part.WORD)
    for match in reversed(list(re.finditer(r"[,;]", draft.text))):
        if rng.random() < 0.2:
            draft.respell(match.span(), ".")


def change_accents(rng: random.Random, draft: Draft) -> None:
    accents = dict(zip("aeiouсеи的", "áéíóúсёй之", strict=True))
    for match in reversed(list(re.finditer("[aeiouеи的]", draft.text))):
        if rng.random() < 0.03:
            draft.replace(match.span(), accents[match.group()], Part.WORD)


def change_case(rng: random.Random, draft: Draft) -> None:
    for start, end in choose_spans(rng, long_words(draft), 20):
        word = draft.text[start:end]
        other = word.upper() if word.islower() else word.lower()
        if len(other) == len(word):
            draft.respell((start, end), other)


def replace_words(rng: random.Random, draft: Draft) -> None:
    for span in choose_spans(rng, long_words(draft), rng.randrange(1, 5)):
        draft.replace(span, some_word(rng, draft), Part.WORD)


def insert_words(rng: random.Random, draft: Draft) -> None:
    for start, _end in choose_spans(rng, draft.words(), rng.randrange(1, 5)):
        draft.insert(start, some_word(rng, draft) + draft.word_joint, Part.WORD)


def delete_words(rng: random.Random, draft: Draft) -> None:
    for start, end in choose_spans(rng, long_words(draft), rng.randrange(1, 5)):
        draft.delete((start, min(end + len(draft.word_joint), len(draft.characters))))


def replace_everywhere(rng: random.Random, draft: Draft) -> None:
    start, end = rng.choice(long_words(draft))
    word, other = draft.text[start:end], some_word(rng, draft) + letter(rng, draft)
    pattern = rf"\b{re.escape(word)}\b" if draft.has_spaces else re.escape(word)
    draft.substitute(pattern, lambda _match: other, Part.WORD)


def change_spelling(rng: random.Random, draft: Draft) -> None:
    """Changes a letter within words everywhere, as -ise for -ize."""
    start, end = rng.choice(long_words(draft))
    pair = draft.text[(start + end) // 2 : (start + end) // 2 + 2]
    draft.substitute(
        re.escape(pair), lambda match: match.group()[0] + letter(rng, draft), Part.WORD
    ) if pair.isalpha() else correct_typos(rng, draft)


def insert_negation(rng: random.Random, draft: Draft) -> None:
    for _start, end in choose_spans(rng, long_words(draft), 4):
        draft.insert(end, _NEGATIONS[draft.language], Part.WORD)


def change_modal(rng: random.Random, draft: Draft) -> None:
    for before, after in _SWAPS[draft.language]:
        pattern = rf"\b{before}\b" if draft.has_spaces else before
        draft.substitute(pattern, lambda _match, after=after: after, Part.WORD)


def change_numbers(rng: random.Random, draft: Draft) -> None:
    draft.substitute(r"\d+", lambda match: str(int(match.group()) + rng.randrange(1, 90)), Part.WORD)


def change_names(rng: random.Random, draft: Draft) -> None:
    """The first words of some sentences become a name."""
    for start, _end in choose_spans(rng, draft.sentences()[1:], 3):
        word = WORD.search(draft.text, start)
        assert word
        draft.replace(word.span(), rng.choice(_NAMES), Part.WORD)


def change_currency(rng: random.Random, draft: Draft) -> None:
    draft.substitute(r"euros?|Euro|рублей|円|원|دينار|dollars?|percent|%", lambda _match: "francs", Part.WORD)
