"""Who speaks in a conversation: `Name: words`, `Reporter of X: words`, or a name alone on its line."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from archive.importing.structure.vocabulary import NAME_PARTICLES, NO_NAMES

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：\n]{0,70}?) ?[:：](?P<words>(?:\s.*|[^\s/].*)?)$", re.DOTALL)
_QUESTIONER = re.compile(
    r"(reporter|journalist|correspondent|journaliste)s?\b"
    r"|(question(er)?|interviewer|the press|q ?[0-9]*|问|問|提问|.*记者|.*記者)$",
    re.IGNORECASE,
)
_ANSWERER = re.compile(r"(answer|a ?[0-9]*|réponse|答|答复|发言人|.*发言人|.*發言人)$", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(I|we|We|our|Our|us|my|My|nous|notre|wir|unser)\b|我们|我們|我")
_QUOTED = re.compile('“[^“”]*”|"[^"]*"')
REACH = 6


@dataclass(frozen=True)
class Turn:
    """Paragraph `index` (from 0) opens with `label`; `kind` is question, answer or remark."""

    index: int
    label: str
    kind: str


def find_turns(paragraphs):
    """The turns of a conversation, or [] where colons are only punctuation."""
    candidates = {}
    for index, paragraph in enumerate(paragraphs):
        label, words = _split(paragraph)
        if label:
            candidates[index] = (label, words)
    accepted = _accepted(candidates)
    return _with_kinds(accepted, candidates, paragraphs)


def continuations(turns, paragraphs, headings):
    """{index: kind} for the paragraphs in which a turn goes on without its label."""
    found = {}
    for turn, following in zip_longest(turns, turns[1:]):
        label_alone = paragraphs[turn.index].endswith((":", "："))
        for index in range(turn.index + 1, following.index if following else len(paragraphs)):
            over = not following and not label_alone and not _sounds_spoken(paragraphs[index])
            if index in headings or over:
                break
            found[index] = turn.kind
    return found


def _sounds_spoken(paragraph):
    """Nothing marks the end of the last turn, but who still speaks says I or we outside quotation marks."""
    return bool(_FIRST_PERSON.search(_QUOTED.sub("", paragraph)))


def _split(paragraph):
    match = _LABEL.match(paragraph)
    if not match or not _name_like(match["label"].strip()):
        return "", ""
    return match["label"].strip(), match["words"].strip()


def _name_like(label):
    if _QUESTIONER.match(label) or _ANSWERER.match(label):
        return len(label.split()) <= 9
    words = re.sub(r"[(（][^)）]*[)）]", "", label).split()
    if not words or len(words) > 8 or re.search(r"[0-9?!;。，；？！“”\"]|\.\s+[a-z]|, [a-z]", label):
        return False
    if words[0].lower().rstrip(".,") in NO_NAMES:
        return False
    if re.search("[\u4e00-\u9fff]", label):
        return len(label) <= 14
    return all(_is_name(word) for word in words) and words[-1].lower() not in NAME_PARTICLES


def _is_name(word):
    bare = word.strip("().,'’")
    return word.lower() in NAME_PARTICLES or bare[:1].isupper() or bare[:1].isdigit()


def _accepted(candidates):
    """Labels that come back or ask, and then every name-like label within reach after those."""
    counts = Counter(label for label, _ in candidates.values())
    repeated = {label for label, count in counts.items() if count > 1 and _conversation(counts)}
    accepted, last = [], None
    for index, following in pairwise([*sorted(candidates), None]):
        label, words = candidates[index]
        asks = _QUESTIONER.match(label) and following is not None and following - index <= REACH
        near = last is not None and index - last <= REACH
        # A label alone on its line counts only where the turn before it is written so too.
        if asks or label in repeated or (near and (words or not candidates[last][1])):
            accepted.append(index)
            last = index
    return accepted


def _conversation(counts):
    """One label that comes back is a refrain; a conversation has two who speak."""
    return len(counts) > 1 or max(counts.values()) > 3


def _with_kinds(indexes, candidates, paragraphs):
    turns = []
    for index, following in zip_longest(indexes, indexes[1:], fillvalue=len(paragraphs)):
        end = min(following, index + REACH) - 1 if following < len(paragraphs) else index
        kind = _kind(candidates[index][0], paragraphs[end], turns[-1] if turns else None)
        turns.append(Turn(index, candidates[index][0], kind))
    return turns


def _kind(label, last_paragraph, previous):
    if _QUESTIONER.match(label):
        return "question"
    if previous and previous.kind == "question" and previous.label != label:
        return "answer"
    if _ANSWERER.match(label):
        return "answer"
    return "question" if re.search("[?？][\"'”’」』]?$", last_paragraph) else "remark"
