"""Who speaks in captions that print it: `ADA:`, `>> ADA:`, `>>` and a dash for another voice, until the next of them.

A line of captions may begin with a name and a colon in the middle of a sentence, where it was only broken there:
“the plan of the / Harbour Office: three piers”.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from archive.importing.readers.recordings.segments import Segment, is_all_caps, join_words, split_label
from archive.importing.structure.speech.confidence import Confidence
from archive.importing.structure.speech.forms import read_label_form
from archive.text.words import is_cjk

MIN_AFTER_SENTENCES = 0.8  # of the names that are surely some, where captions print the ends of sentences
MIN_MARKED = 0.5  # of the names, where captions put >> or a dash before them
_MARKS = re.compile(r"(>>+)\s*")
_DASH = re.compile(r"[-‐–—−]\s*(?=\S)")
# Also what breaks off, and a note of a sound.
_END = re.compile(r"[.!?…。！？؟।*♪)\]）】–—-]['\"”’»」』*_♪]*$")


class _Names(NamedTuple):
    """The form of the names before words in one file."""

    counts: Counter[str]
    marked: frozenset[str]
    after_sentences: Counter[str]
    are_several: bool
    are_marked: bool
    follow_sentences: bool


def set_voices(segments: Sequence[Segment], counts: Counter[str]) -> list[Segment]:
    """The segments with the speakers that are printed; the marks left out are added to `counts`."""
    marked = [_remove_marks(segment, counts) for segment in segments]
    labelled = [_split_label(segment) for segment in marked]
    ends = [True, *(not segment.text or bool(_END.search(segment.text)) for segment in marked)]
    names = _names(labelled, marked, ends)
    result: list[Segment] = []
    voice, dash_start = "", -1.0
    for plain, segment, is_after_sentence in zip(marked, labelled, ends, strict=False):
        if segment.voice and not _is_voice(segment, plain, names, is_after_sentence):
            segment = plain
        counts["mark"] += bool(segment.voice and _DASH.match(plain.text))
        if not segment.is_new_voice and 0 <= dash_start < segment.start:  # who it was has ended with the cue
            segment = replace(segment, is_new_voice=True)
        if segment.is_new_voice:
            voice = segment.voice
        dash_start = segment.start if _DASH.match(segment.text) else -1.0
        result.append(replace(segment, voice=voice))
    return list(_join_name_lines(result))


def _names(labelled_segments: Sequence[Segment], plain: Sequence[Segment], ends: Sequence[bool]) -> _Names:
    places = [index for index, segment in enumerate(labelled_segments) if segment.voice]
    counts = Counter(labelled_segments[index].voice for index in places)
    after = Counter(labelled_segments[index].voice for index in places if ends[index])
    returning = {label for label, count in counts.items() if count > 1}
    marked = [labelled_segments[index].voice for index in places if plain[index].is_new_voice]
    sure = returning.union(marked, filter(is_all_caps, counts))
    total, total_after = (sum(label_counts[label] for label in sure) for label_counts in (counts, after))
    return _Names(
        counts,
        frozenset(marked),
        after,
        are_several=len(returning) > 1,
        are_marked=len(marked) > 1 and len(marked) >= MIN_MARKED * len(places),
        follow_sentences=total > 1 and total_after >= MIN_AFTER_SENTENCES * total,
    )


def _is_voice(segment: Segment, plain: Segment, names: _Names, is_after_sentence: bool) -> bool:
    """Captions have names in capitals, behind a mark or a dash, or again and again; and among such, whole names."""
    label = segment.voice
    if plain.is_new_voice:
        return True
    if names.follow_sentences and not is_after_sentence and not _may_interrupt(segment, names):
        return False
    if names.are_marked and label not in names.marked and not is_all_caps(label):
        return False
    if is_cjk(label[-1]):
        return _is_cjk_voice(label, names)
    return is_all_caps(label) or names.counts[label] > 1 or (names.are_several and len(label.split()) > 1)


def _may_interrupt(segment: Segment, names: _Names) -> bool:
    """One who else speaks after sentences, and begins one: the speaker before was cut short."""
    label = segment.voice
    is_usual = names.after_sentences[label] >= MIN_AFTER_SENTENCES * names.counts[label]
    return is_usual and not (segment.text[:1].islower() or segment.text[:1].isdigit())


def _is_cjk_voice(label: str, names: _Names) -> bool:
    """Such a name has no space: its form tells a whole one; words that end in a verb of saying lead to a quotation."""
    form = read_label_form(label, ":")
    returns = names.counts[label] > 1
    return form is not None and (returns or (names.are_several and form.confidence >= Confidence.NAME))


def _remove_marks(segment: Segment, counts: Counter[str]) -> Segment:
    """A mark >> goes, a dash stays: it is how print tells two voices apart."""
    marks = _MARKS.match(segment.text)
    counts["mark"] += bool(marks)
    text = segment.text[marks.end() :] if marks else segment.text
    return replace(segment, text=text, is_new_voice=bool(marks or _DASH.match(text)))


def _split_label(segment: Segment) -> Segment:
    dash = _DASH.match(segment.text)
    label, words = split_label(segment.text[dash.end() :] if dash else segment.text)
    return replace(segment, text=words, voice=label, is_new_voice=True) if label else segment


def _join_name_lines(segments: Sequence[Segment]) -> Iterator[Segment]:
    """A name on a line of its own belongs to the line below."""
    last: Segment | None = None
    for segment in segments:
        if last and not last.text and not segment.is_new_voice:
            last = replace(last, text=join_words(last.text, segment.text), end=segment.end)
            continue
        if last:
            yield last
        last = segment
    if last:
        yield last
