"""Corrections that put into a sentence what is none of its words: remarks, labels, notes, who says it."""

import random
import re

from .characters import MARKS, STOPS, Draft, Part
from .sentence_kinds import other_sentences, whole_sentences
from .word_kinds import choose_spans

_REMARKS = (
    "Applause",
    "laughs",
    "interruption by a member",
    "he said",
    "Order, order",
    "掌声",
    "他说",
    "تصفيق",
    "аплодисменты",
    "तालियाँ",
    "aplausos",
    "เสียงปรบมือ",
)
_FRAMES = (
    " — {} — ",
    " – {} – ",
    " [{}] ",
    " *{}* ",
    "\n\n{}\n\n",
    "\n{}\n",
    " <{}> ",
    " /{}/ ",
    " ({}) ",
    " #{}# ",
)
_LABELS = {
    "zh": ("主席：", "王先生："),
    "ja": ("議長：",),
    "ar": ("الرئيس: ",),
    "ru": ("Председатель: ",),
    "fr": ("Le Président : ", "M. Okafor. — "),
    "de": ("Präsident: ",),
    "hi": ("सभापति: ",),
    "th": ("ประธาน: ",),
    "ko": ("의장: ",),
}
_OTHER_LABELS = ("THE PRESIDENT: ", "Mr. Okafor: ", "Q: ", "Mr. OKAFOR. ", "The Chair — ", "A. ")
_ATTRIBUTIONS = {
    "zh": ("，他说，", "，王先生补充说，"),
    "ja": ("、と彼は述べ、",),
    "es": (", dijo, ", " –añadió el ministro– "),
    "fr": (", a-t-il dit, ",),
    "de": (", sagte er, ",),
}
_OTHER_ATTRIBUTIONS = (",” said Mr. Ito, “", ", he added, ", " (as he put it) ", ", the minister said, ")
_NOTES = ("[{}]", "({})", "^{}", "¹", "*", "†", "³⁴")


def insert_remark_within(rng: random.Random, draft: Draft) -> None:
    """A remark without a stop in the middle of a sentence, between marks or on a line of its own."""
    for place in _gaps(rng, draft, 3):
        draft.insert(place, rng.choice(_FRAMES).format(rng.choice(_REMARKS)), Part.FOREIGN)


def insert_label(rng: random.Random, draft: Draft) -> None:
    """Inserts the label of a speaker before a sentence, in its line."""
    labels = _LABELS.get(draft.language, _OTHER_LABELS)
    for start, _end in choose_spans(rng, draft.sentences()[1:], 2):
        draft.insert(start, rng.choice(labels), Part.FOREIGN)


def insert_attribution(rng: random.Random, draft: Draft) -> None:
    """Who says it, between two words of a sentence: what readers are shown then says more, and an editor is asked."""
    for place in _gaps(rng, draft, 2):
        words = rng.choice(_ATTRIBUTIONS.get(draft.language, _OTHER_ATTRIBUTIONS))
        draft.insert(place, words, Part.WORD)


def insert_notes(rng: random.Random, draft: Draft) -> None:
    """Inserts numbers and signs of footnotes after words."""
    for place in _gaps(rng, draft, 5):
        draft.insert(place, rng.choice(_NOTES).format(rng.randrange(1, 99)), Part.LAYOUT)


def insert_sentence_without_space(rng: random.Random, draft: Draft) -> None:
    other = other_sentences(rng, draft)
    for start, end in choose_spans(rng, whole_sentences(draft), 2):
        if other:
            words = draft.text[start:end]
            draft.insert(start + len(words.rstrip()), rng.choice(other), Part.FOREIGN)


def replace_sentence(rng: random.Random, draft: Draft) -> None:
    """One sentence leaves and one of another text takes its place."""
    other = other_sentences(rng, draft)
    for start, end in choose_spans(rng, whole_sentences(draft), 2):
        if other:
            draft.remove((start, end))
            draft.insert(start, rng.choice(other) + draft.joint, Part.FOREIGN)


def elide(rng: random.Random, draft: Draft) -> None:
    """Some words of a sentence leave for an ellipsis."""
    for start, end in choose_spans(rng, whole_sentences(draft), 3):
        gaps = [place for place in _all_gaps(draft) if start + 3 < place < end - 3]
        if len(gaps) > 10:
            first = rng.randrange(len(gaps) - 8)
            span = gaps[first], gaps[first + rng.randrange(3, 8)]
            draft.replace(span, rng.choice((" … ", " [...] ", "……", " (…) ")), Part.LAYOUT)


def merge_sentences(rng: random.Random, draft: Draft) -> None:
    """Writes a semicolon for a full stop."""
    for start, end in choose_spans(rng, whole_sentences(draft), 4):
        last = start + len(draft.text[start:end].rstrip()) - 1
        if draft.text[last] in STOPS:
            draft.respell((last, last + 1), "；" if draft.language in ("zh", "ja") else ";")


def ask(rng: random.Random, draft: Draft) -> None:
    """Writes a question mark for a full stop."""
    mark = {"zh": "？", "ja": "？", "ar": "؟"}.get(draft.language, "?")
    for start, end in choose_spans(rng, whole_sentences(draft), 4):
        last = start + len(draft.text[start:end].rstrip()) - 1
        if draft.text[last] in ".。।":
            draft.replace((last, last + 1), mark, Part.LAYOUT)


def _all_gaps(draft: Draft) -> list[int]:
    """Returns the places where one word ends and another begins, within lines."""
    pattern = r"(?<=\w)(?= \w)" if draft.has_spaces else rf"(?<=[\w{MARKS}])(?=\w)(?![{MARKS}])"
    return [match.start() for match in re.finditer(pattern, draft.text)]


def _gaps(rng: random.Random, draft: Draft, count: int) -> list[int]:
    gaps = _all_gaps(draft)
    return sorted(rng.sample(gaps, min(count, len(gaps))), reverse=True)
