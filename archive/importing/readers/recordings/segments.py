"""Segments of a recording, a few words each with their time, into paragraphs and turns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.importing.header import ExtractedParagraph
from archive.importing.readers.speeches.values import prefix_label
from archive.importing.structure.vocabulary import NAME_PARTICLES, NOT_NAMES

# A paragraph ends with a sentence, after a pause or when it is long enough to read; without any sentence's end (as
# automatic captions are) it ends where it is twice as long.
PAUSE = 2.0  # seconds
FULL_LENGTH = 500  # characters
MAX_LABEL_LENGTH = 60
MAX_LABEL_WORDS = 7
MAX_PARTICLE_LENGTH = 3  # characters
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»」』)）\]♪]*$")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LABEL = re.compile(
    rf"(?P<label>[^\W\d_\[(][^:：\n]{{0,{MAX_LABEL_LENGTH - 1}}}|[\[(][^:：\n\])]{{1,40}}[\])]) ?[:：]"
    r"(?P<words>\s.*|[^\s/0-9].*|$)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Segment:
    """`start` and `end` in seconds. `voice` is the speaker as printed; empty where nobody is named.

    `is_new_voice` where another speaker begins, whether named or not.
    """

    text: str
    start: float = 0.0
    end: float = 0.0
    voice: str = ""
    is_new_voice: bool = False


def split_label(text: str) -> tuple[str, str]:
    """(Ada Okoro, words) of “Ada Okoro: words” where that can be a speaker's name; else an empty label and the text."""
    match = _LABEL.match(text)
    if match and is_name(label := match["label"].strip().strip("[]()")):
        return label, match["words"].strip()
    return "", text


def is_name(label: str) -> bool:
    """Whether the words before a colon, or beside a time, can name a speaker."""
    words = re.sub(r"[(（][^)）]*[)）]", "", label).split()
    if not words or len(words) > MAX_LABEL_WORDS or len(label) > MAX_LABEL_LENGTH:
        return False
    if re.search(r"[?!;。，；？！“”\"<>{}=@/\\]|://|\.\s+[a-z]|^[\d\W]+$", label):
        return False
    if words[0].lower().rstrip(".,") in NOT_NAMES:
        return False
    # María de los Ángeles, Reporter of the Gazette: small words are short.
    small = [word for word in words if not _is_capital(word) and len(word) > MAX_PARTICLE_LENGTH]
    are_particles = all(word.lower() in NAME_PARTICLES for word in small)
    return _is_capital(words[0]) and _is_capital(words[-1]) and are_particles


def _is_capital(word: str) -> bool:
    """Or of a script without capitals."""
    return not word.strip("().,'’-")[:1].islower()


def is_all_caps(label: str) -> bool:
    """Captions print a speaker's name in capitals: ADA, MAN 2, DR. OKORO."""
    letters = [char for char in label if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def join_words(first: str, second: str) -> str:
    """Joins both texts with a space, except in scripts that have none between words."""
    if not first or not second:
        return first or second
    space = "" if _CJK.match(first[-1]) and _CJK.match(second[0]) else " "
    return f"{first}{space}{second}"


def merge_segments(segments: Sequence[Segment]) -> list[ExtractedParagraph]:
    """One paragraph for the segments of one voice, until a pause or its length ends it; its time is that of the
    first."""
    paragraphs, voice = [], ""
    for group in _groups(segments):
        paragraphs.append(_paragraph(group, voice))
        voice = group.voice
    return paragraphs


def _groups(segments: Iterable[Segment]) -> Iterator[Segment]:
    current: Segment | None = None
    for segment in segments:
        if current is None:
            current = segment
        elif _continues(current, segment):
            text = join_words(current.text, segment.text)
            current = replace(current, text=text, end=max(current.end, segment.end))
        else:
            yield current
            current = segment
    if current is not None:
        yield current


def _continues(current: Segment, following: Segment) -> bool:
    if following.is_new_voice or following.voice != current.voice:
        return False
    length = len(current.text) + len(following.text)
    if not _SENTENCE_END.search(current.text):
        return length < 2 * FULL_LENGTH or not current.text
    return length < FULL_LENGTH and following.start - current.end < PAUSE


def _paragraph(group: Segment, previous_voice: str) -> ExtractedParagraph:
    time = format_time(group.start)
    if not group.voice:
        return ExtractedParagraph(group.text, "paragraph", time=time)  # spoken, so never a heading
    if group.voice == previous_voice and not group.is_new_voice:
        return ExtractedParagraph(group.text, "remark", time=time)
    return ExtractedParagraph(prefix_label(group.voice, group.text), "remark", group.voice, time)


def seconds_of(time: str) -> float:
    """The seconds of hours:minutes:seconds, of which there may be one or two."""
    parts = time.replace(",", ".").split(":")
    return sum(float(part) * 60**power for power, part in enumerate(reversed(parts)))


def format_time(seconds: float) -> str:
    """hours:minutes:seconds."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
