"""Corrections that people make to records, tables, verse and captions, and what word processors leave behind."""

import random
import re
from itertools import pairwise

from .characters import Draft, Part, Span
from .order_kinds import swap_paragraphs
from .sentence_kinds import whole_sentences
from .word_kinds import choose_spans, long_words, some_word

_INVISIBLE = ("\u00ad", "\u200b", "\u200d", "\ufeff", "\u2060")
_DIRECTIONS = (("\u202a", "\u202c"), ("\u202b", "\u202c"), ("\u2067", "\u2069"), ("\u200e", "\u200f"))
_LIGATURES = {"fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "st": "ﬆ"}
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NEGATIONS = {
    "en": "not ",
    "de": "nicht ",
    "fr": "pas ",
    "es": "no ",
    "ru": "не ",
    "ar": "لا ",
    "zh": "不",
    "ja": "不",
}
NEGATED = tuple(_NEGATIONS)
_CAPTIONS = (
    "Photo: {}",
    "Figure {}. The harbour at noon",
    "[Image: {}]",
    "图{}：港口",
    "Table {}: Catches by year",
)
_SAID = ("”, he said, “", ",” she said. “", " – he said – ", "，”他说，“")


def put_soft_hyphens(rng: random.Random, draft: Draft) -> None:
    for start, end in choose_spans(rng, long_words(draft), 40):
        if end - start > 1:
            draft.insert(rng.randrange(start + 1, end), rng.choice(_INVISIBLE), Part.LAYOUT)


def put_direction_marks(rng: random.Random, draft: Draft) -> None:
    for start, end in choose_spans(rng, draft.words(), 12):
        first, last = rng.choice(_DIRECTIONS)
        draft.insert(end, last, Part.LAYOUT)
        draft.insert(start, first, Part.LAYOUT)


def put_ligatures(rng: random.Random, draft: Draft) -> None:
    for match in reversed(list(re.finditer("fi|fl|ff|st", draft.text))):
        draft.respell((match.start(), match.start() + 1), _LIGATURES[match.group()])
        draft.delete((match.start() + 1, match.end()))


def break_into_verse(rng: random.Random, draft: Draft) -> None:
    """Writes each clause on a line of its own; every fourth begins a stanza."""
    for number, match in enumerate(reversed(list(re.finditer(r"(?<=[,;，；、])[ ]?(?=\w)", draft.text)))):
        draft.replace(match.span(), "\n\n" if number % 4 == 0 else "\n    ", Part.LAYOUT)


def insert_captions(rng: random.Random, draft: Draft) -> None:
    """Puts lines of their own between two words of a sentence or between sentences."""
    places = [start for start, _end in draft.words()[1:]]
    for place in sorted(rng.sample(places, min(3, len(places))), reverse=True):
        line = rng.choice(_CAPTIONS).format(rng.choice((rng.randrange(1, 20), some_word(rng, draft))))
        draft.insert(place, f"\n\n{line}\n\n", Part.FOREIGN)


def with_labels(rng: random.Random, draft: Draft) -> None:
    """Makes old texts in which two speakers take turns."""
    spans = draft.paragraphs()
    for number, (start, _end) in reversed(list(enumerate(spans))):
        draft.insert(start, ("Mr Lee: ", "Ms Kim: ")[number % 2], Part.OWN)


def rename_speaker(rng: random.Random, draft: Draft) -> None:
    draft.substitute("Lee(?=: )", lambda _match: "Kowalska", Part.WORD)


def exchange_speakers(rng: random.Random, draft: Draft) -> None:
    names = {"Mr Lee: ": "Ms Kim: ", "Ms Kim: ": "Mr Lee: "}
    draft.substitute("Mr Lee: |Ms Kim: ", lambda match: names[match.group()], Part.WORD)


def sort_paragraphs(rng: random.Random, draft: Draft) -> None:
    """Sorts the paragraphs by their first letters, by exchanges of neighbours."""
    spans = draft.paragraphs()[:-1]
    for place in range(1, min(len(spans), 8)):
        while place and draft.text[slice(*spans[place])] < draft.text[slice(*spans[place - 1])]:
            draft.move(spans[place], spans[place - 1][0])
            spans = draft.paragraphs()[:-1]
            place -= 1


def swap_far_sentences(rng: random.Random, draft: Draft) -> None:
    """Exchanges two sentences that do not stand beside each other."""
    spans = [span for span in whole_sentences(draft) if draft.text[span[1] - 1] in " .!?。！？؟।"]
    if len(spans) > 4:
        first, last = sorted(rng.sample(range(len(spans)), 2))
        if last - first > 1:
            one, other = spans[first], spans[last]
            draft.move(other, one[0])
            size = other[1] - other[0]
            draft.move((one[0] + size, one[1] + size), other[1])


def with_numbers(rng: random.Random, draft: Draft) -> None:
    """Makes old texts with numbers, lengths and dates after some words."""
    found = ("12 km", "40 kg", "3 March 2024", "17", "5 %", "8 April 2023", "25 miles")
    for _start, end in choose_spans(rng, long_words(draft), 8):
        draft.insert(end, f"{draft.word_joint}{rng.choice(found)}{draft.word_joint}", Part.OWN)


def to_roman_numbers(rng: random.Random, draft: Draft) -> None:
    draft.substitute(r"(?<![\d.,])\d{1,2}(?![\d.,])", lambda match: _roman(int(match.group())), Part.WORD)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found or "0"


def convert_units(rng: random.Random, draft: Draft) -> None:
    to = {"12 km": "7.5 miles", "40 kg": "88 lb", "25 miles": "40 km"}
    draft.substitute("12 km|40 kg|25 miles", lambda match: to[match.group()], Part.WORD)


def change_unit_only(rng: random.Random, draft: Draft) -> None:
    to = {"km": "m", "kg": "g", "miles": "yards"}
    draft.substitute("(?<=[0-9] )(?:km|kg|miles)", lambda match: to[match.group()], Part.WORD)


def change_date_format(rng: random.Random, draft: Draft) -> None:
    to = {"3 March 2024": "2024-03-03", "8 April 2023": "08.04.2023"}
    draft.substitute("3 March 2024|8 April 2023", lambda match: to[match.group()], Part.WORD)


def with_negation(rng: random.Random, draft: Draft) -> None:
    """Makes old texts with a negation in every other sentence."""
    for span in whole_sentences(draft)[-2::-2]:
        draft.insert(_second_word(draft, span), _NEGATIONS[draft.language], Part.OWN)


def move_negation(rng: random.Random, draft: Draft) -> None:
    """Moves a negation into the sentence after its own."""
    word = _NEGATIONS[draft.language]
    spans = whole_sentences(draft)
    for number in sorted(rng.sample(range(len(spans) - 1), min(4, len(spans) - 1)), reverse=True):
        place = draft.text.find(word, *spans[number])
        if place > 0 and spans[number][1] == spans[number + 1][0]:
            draft.insert(_second_word(draft, spans[number + 1]), word, Part.WORD)
            draft.delete((place, place + len(word)))


def _second_word(draft: Draft, span: Span) -> int:
    starts = [start for start, _end in draft.words() if span[0] < start < span[1]]
    return starts[0] if starts else span[0]


def with_quotation(rng: random.Random, draft: Draft) -> None:
    """Makes old texts with every fourth sentence in quotation marks."""
    for start, end in whole_sentences(draft)[::-4]:
        last = start + len(draft.text[start:end].rstrip())
        draft.insert(last, "”", Part.OWN)
        draft.insert(start, "“", Part.OWN)


def move_quotation_marks(rng: random.Random, draft: Draft) -> None:
    """Moves quotation marks to the sentence after the one they enclose."""
    draft.substitute("[“”]", lambda _match: "", Part.LAYOUT)
    for start, end in whole_sentences(draft)[-3::-4]:
        last = start + len(draft.text[start:end].rstrip())
        draft.insert(last, "”", Part.LAYOUT)
        draft.insert(start, "“", Part.LAYOUT)


def with_attributions(rng: random.Random, draft: Draft) -> None:
    """Makes old texts with “he said” between two halves of sentences."""
    pattern = (
        r"(?<=\w)(?= \w)"
        if draft.has_spaces
        else r"(?<=[\u4e00-\u9fff\u0e01-\u0e2e])(?=[\u4e00-\u9fff\u0e01-\u0e2e])"
    )
    gaps = [match.start() for match in re.finditer(pattern, draft.text)]
    for place in sorted(rng.sample(gaps, min(6, len(gaps))), reverse=True):
        draft.insert(place, rng.choice(_SAID), Part.OWN)


def remove_attributions(rng: random.Random, draft: Draft) -> None:
    pattern = "|".join(map(re.escape, _SAID))
    draft.substitute(pattern, lambda _match: "", Part.LAYOUT)


def with_table(rng: random.Random, draft: Draft) -> None:
    """Makes old texts with a table of ten rows between two paragraphs."""
    rows = [
        f"{some_word(rng, draft)} | harbour {rng.randrange(3)} | {rng.randrange(100, 999)}" for _ in range(10)
    ]
    place = rng.choice(draft.paragraphs())[0]
    draft.insert(place, "\n".join(rows) + "\n\n", Part.OWN)


def put_ditto_marks(rng: random.Random, draft: Draft) -> None:
    """Writes a ditto mark for the second cell of a row where the row before has the same."""
    cells = list(re.finditer(r"(?<=\| )harbour \d(?= \|)", draft.text))
    for before, cell in reversed(list(pairwise(cells))):
        if before.group() == cell.group():
            draft.replace(cell.span(), "″", Part.LAYOUT)


def sort_rows(rng: random.Random, draft: Draft) -> None:
    """Sorts the rows by their numbers."""
    rows = _rows(draft)
    for place in range(1, len(rows)):
        while place and _number(draft, rows[place]) < _number(draft, rows[place - 1]):
            draft.move(rows[place], rows[place - 1][0])
            rows = _rows(draft)
            place -= 1


def change_one_cell(rng: random.Random, draft: Draft) -> None:
    """The number of one row becomes that of another one."""
    rows = _rows(draft)
    if len(rows) > 1:
        one, other = rng.sample(rows, 2)
        number = str(_number(draft, other))
        draft.replace((one[1] - 1 - len(number), one[1] - 1), number, Part.WORD)


def _rows(draft: Draft) -> list[Span]:
    return [match.span() for match in re.finditer(r"[^\n|]+\| (?:harbour \d|″) \| \d{3}\n", draft.text)]


def _number(draft: Draft, row: Span) -> int:
    return int(draft.text[slice(*row)].split("|")[2])


def reverse_some(rng: random.Random, draft: Draft) -> None:
    """Exchanges two paragraphs and puts captions between paragraphs."""
    swap_paragraphs(rng, draft)
    insert_captions(rng, draft)
