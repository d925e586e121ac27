"""Corrections that give sentences, paragraphs or clauses another order, or copy them."""

import random
import re

from .characters import Draft, Part
from .sentence_kinds import whole_sentences
from .word_kinds import correct_typos


def move_to_other_paragraph(rng: random.Random, draft: Draft) -> None:
    """Moves a sentence to the start of a paragraph anywhere."""
    span = rng.choice(whole_sentences(draft))
    places = [start for start, end in draft.paragraphs() if end <= span[0] or start >= span[1]]
    if places and draft.text[span[1] - 1] in " .!?。！？؟।":
        draft.move(span, rng.choice(places))


def swap_paragraphs(rng: random.Random, draft: Draft) -> None:
    """Exchanges two paragraphs that stand beside each other."""
    spans = draft.paragraphs()[:-1]
    if len(spans) > 2:
        number = rng.randrange(len(spans) - 1)
        draft.move(spans[number + 1], spans[number][0])


def shuffle_paragraphs(rng: random.Random, draft: Draft) -> None:
    """Exchanges neighbouring paragraphs, as often as there are paragraphs, up to eight times."""
    for _ in range(min(len(draft.paragraphs()), 8)):
        swap_paragraphs(rng, draft)


def copy_sentence(rng: random.Random, draft: Draft) -> None:
    """A sentence stands at the start of a paragraph once more."""
    span = rng.choice(whole_sentences(draft))
    _copy(rng, draft, draft.text[slice(*span)], span)


def copy_and_edit(rng: random.Random, draft: Draft) -> None:
    """A sentence is corrected where it stands, and a copy as it was put elsewhere."""
    start, end = rng.choice(whole_sentences(draft))
    words = draft.text[start:end]
    part = Draft(draft.characters[start:end], draft.language)
    correct_typos(rng, part)
    draft.characters[start:end] = part.characters
    _copy(rng, draft, words, (start, start + len(part.characters)), 100)


def swap_clauses(rng: random.Random, draft: Draft) -> None:
    """Exchanges what stands before a comma of a sentence with what stands after it, up to the next comma."""
    for start, end in rng.sample(whole_sentences(draft), min(len(whole_sentences(draft)), 6)):
        commas = [start + match.start() for match in re.finditer("[,，、،]", draft.text[start:end])]
        if len(commas) > 1:
            draft.carry((commas[0] + 1, commas[1] + 1), start)
            return


def shuffle_words(rng: random.Random, draft: Draft) -> None:
    """Gives the words of a sentence another order."""
    start, end = rng.choice(whole_sentences(draft))
    words = [span for span in draft.words() if start <= span[0] and span[1] <= end]
    if len(words) < 5:
        return
    characters = draft.characters
    order = rng.sample(words, len(words))
    parts, last = [], start
    for own, other in zip(words, order, strict=True):
        parts += characters[last : own[0]] + characters[slice(*other)]
        last = own[1]
    draft.characters[start:end] = parts + characters[last:end]


def _copy(rng: random.Random, draft: Draft, words: str, span: tuple[int, int], least: int = 0) -> None:
    """Copies to a paragraph at least ``least`` characters away: nearer by, the copy may as well be what stayed."""
    places = [
        start for start, _end in draft.paragraphs() if start > span[1] + least or start < span[0] - least
    ]
    if places:
        draft.insert(rng.choice(places), words.strip() + draft.joint, Part.FOREIGN)
