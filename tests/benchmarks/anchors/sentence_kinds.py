"""Corrections that add, take out or move whole sentences and paragraphs."""

import random
import re

from .characters import STOPS, WORD, Draft, Part, Span, sentence_pattern
from .texts import excerpt, texts
from .word_kinds import choose_spans, correct_typos, some_word

_REMARKS = (
    "He then left the room.",
    "(Applause.)",
    "They laughed.",
    "We mean it.",
    "Nobody answered!",
    "Why not?",
    "他不同意。",
    "(掌声)",
    "Er widersprach.",
    "Elle refusa.",
    "[Interruption]",
    "THE PRESIDENT: Order.",
    "Он ушёл.",
    "لم يوافق.",
)


def insert_remark(rng: random.Random, draft: Draft) -> None:
    """Inserts a short remark between two sentences, at two or three places."""
    for start, _end in choose_spans(rng, draft.sentences(), 3):
        draft.insert(start, rng.choice(_REMARKS) + draft.joint, Part.FOREIGN)


def insert_remark_paragraph(rng: random.Random, draft: Draft) -> None:
    for start, end in choose_spans(rng, draft.sentences(), 2):
        if end < len(draft.characters) and start:
            draft.insert(start, f"\n\n{rng.choice(_REMARKS)}\n\n", Part.FOREIGN)


def insert_heading(rng: random.Random, draft: Draft) -> None:
    """Inserts a line without a stop between two paragraphs."""
    for start, _end in choose_spans(rng, draft.paragraphs()[1:], 2):
        words = " ".join(some_word(rng, draft) for _ in range(4)).capitalize()
        draft.insert(start, f"{words}\n\n", Part.FOREIGN)


def insert_sentence(rng: random.Random, draft: Draft) -> None:
    """Inserts a sentence of another text in the same language."""
    other = other_sentences(rng, draft)
    for start, _end in choose_spans(rng, draft.sentences(), 2):
        if other:
            draft.insert(start, rng.choice(other) + draft.joint, Part.FOREIGN)


def other_sentences(rng: random.Random, draft: Draft) -> list[str]:
    """Returns sentences of another text in the same language, none of which is in this one."""
    pattern = sentence_pattern(draft.language)
    found = [match.group().strip() for match in pattern.finditer(excerpt(rng, draft.language))]
    present = draft.text + draft.old
    return [item for item in found if item not in present and (item[-1:] in STOPS or draft.language == "th")]


def insert_similar_sentence(rng: random.Random, draft: Draft) -> None:
    """One sentence again, with another word in it, right before or after it."""
    start, end = rng.choice(whole_sentences(draft))
    words = list(WORD.finditer(draft.text[start:end]))
    changed = rng.choice(words)
    copy = (
        draft.text[start : start + changed.start()]
        + some_word(rng, draft)
        + draft.text[start + changed.end() : end]
    )
    draft.insert(rng.choice((start, end)), copy.strip() + draft.joint, Part.FOREIGN)


def insert_question_label(rng: random.Random, draft: Draft) -> None:
    """Inserts the label of another speaker before a sentence."""
    for start, _end in choose_spans(rng, draft.sentences(), 2):
        draft.insert(start, f"\n\nMr {some_word(rng, draft).capitalize()}: ", Part.FOREIGN)


def remove_sentence(rng: random.Random, draft: Draft) -> None:
    for span in choose_spans(rng, whole_sentences(draft), 2):
        draft.remove(span)


def remove_short_sentence(rng: random.Random, draft: Draft) -> None:
    spans = sorted(whole_sentences(draft), key=lambda span: span[1] - span[0])
    for span in choose_spans(rng, spans[: max(len(spans) // 4, 1)], 2):
        draft.remove(span)


def with_remarks(rng: random.Random, draft: Draft) -> None:
    """Makes the old text of `remove_remarks`."""
    for start, _end in choose_spans(rng, draft.sentences(), 4):
        draft.insert(start, rng.choice(_REMARKS) + draft.joint, Part.FOREIGN)


def remove_remarks(rng: random.Random, draft: Draft) -> None:
    """Some of the remarks of `with_remarks` leave the text."""
    found = [
        match.span()
        for remark in _REMARKS
        for match in re.finditer(re.escape(remark) + draft.joint, draft.text)
    ]
    for span in choose_spans(rng, found, 3):
        draft.remove(span)


def move_sentence(rng: random.Random, draft: Draft) -> None:
    """Moves a sentence to the start of one of the next five, or of the five before."""
    spans = draft.sentences()
    number = rng.randrange(len(spans))
    place = spans[min(max(number + rng.choice((-5, -3, -2, -1, 2, 3, 5)), 0), len(spans) - 1)][0]
    span = spans[number]
    if not span[0] <= place < span[1] and draft.text[span[1] - 1] in f" {STOPS}":
        draft.move(span, place)


def swap_sentences(rng: random.Random, draft: Draft) -> None:
    spans = whole_sentences(draft)
    number = rng.randrange(max(len(spans) - 1, 1))
    if number + 1 < len(spans) and spans[number][1] == spans[number + 1][0]:
        draft.move(spans[number + 1], spans[number][0])


def insert_paragraph(rng: random.Random, draft: Draft) -> None:
    paragraph = rng.choice(excerpt(rng, draft.language).split("\n\n"))
    if paragraph not in draft.text + draft.old:
        draft.insert(rng.choice(draft.paragraphs())[0], f"{paragraph}\n\n", Part.FOREIGN)


def remove_paragraph(rng: random.Random, draft: Draft) -> None:
    spans = draft.paragraphs()
    if len(spans) > 2:
        draft.remove(rng.choice(spans[:-1]))


def move_paragraph(rng: random.Random, draft: Draft) -> None:
    spans = draft.paragraphs()[:-1]
    if len(spans) > 2:
        first, other = rng.sample(spans, 2)
        draft.move(first, other[0])


def replace_most(rng: random.Random, draft: Draft) -> None:
    """One paragraph stays; another text stands around it."""
    span = rng.choice(draft.paragraphs())
    language = draft.language
    others = [text for text in texts()[language] if "\n\n".join(text)[:200] not in draft.text]
    paragraphs = [p for p in (rng.choice(others) if others else []) if p not in draft.text][:8]
    half = len(paragraphs) // 2
    stays = draft.characters[slice(*span)]
    removed: list[Span] = [(0, span[0]), (span[1], len(draft.characters))]
    draft.removed += [item for item in removed if item[0] < item[1]]
    draft.characters = stays
    draft.insert(0, "".join(f"{paragraph}\n\n" for paragraph in paragraphs[:half]), Part.FOREIGN)
    draft.insert(
        len(draft.characters), "".join(f"\n\n{paragraph}" for paragraph in paragraphs[half:]), Part.FOREIGN
    )


def copy_into_itself(rng: random.Random, draft: Draft) -> None:
    """A part of the text stands in it twice; of two neighbours nobody could say which one is the copy."""
    spans = draft.paragraphs()
    span = rng.choice(spans)
    places = [start for start, _end in spans if start not in span]
    if places:
        draft.insert(rng.choice(places), draft.text[slice(*span)].strip() + "\n\n", Part.FOREIGN)


def copy_whole(rng: random.Random, draft: Draft) -> None:
    draft.insert(len(draft.characters), f"\n\n{draft.text}", Part.FOREIGN)


def with_lookalikes(rng: random.Random, draft: Draft) -> None:
    """Makes old texts with two sentences that differ in the name."""
    names = rng.sample(("Lee", "Kim", "The minister", "Her deputy", "The envoy of the northern ports"), 2)
    start, end = rng.choice(whole_sentences(draft))
    core = draft.text[start:end].strip().rstrip(f"{STOPS}»”")[:140]
    stop = "." if draft.has_spaces else "。"
    for name, (place, _end) in zip(names, choose_spans(rng, draft.sentences(), 2), strict=True):
        draft.insert(place, f"{name} said that {core}{stop}{draft.joint}", Part.OWN)


def remove_lookalike(rng: random.Random, draft: Draft) -> None:
    draft.remove(rng.choice(_lookalikes(draft)))


def swap_lookalikes(rng: random.Random, draft: Draft) -> None:
    first, second = sorted(_lookalikes(draft))[:2]
    draft.move(second, first[0])
    first = (first[0] + second[1] - second[0], first[1] + second[1] - second[0])
    if first[1] < second[1]:
        draft.move(first, second[1])


def edit_lookalike(rng: random.Random, draft: Draft) -> None:
    start, end = rng.choice(_lookalikes(draft))
    part = Draft(draft.characters[start:end], draft.language)
    correct_typos(rng, part)
    draft.characters[start:end] = part.characters


def _lookalikes(draft: Draft) -> list[Span]:
    pattern = r"(?:Lee|Kim|The minister|Her deputy|The envoy of the northern ports) said that [^\n]*?[.。] ?"
    return [match.span() for match in re.finditer(pattern, draft.text)]


def whole_sentences(draft: Draft) -> list[Span]:
    """Returns the spans of sentences, without headings, which have no stop."""
    spans = [span for span in draft.sentences() if draft.text[slice(*span)].rstrip()[-1:] in STOPS]
    return spans or draft.sentences()
