"""Names that stand on a line of their own, without a colon, above what is said."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from archive.importing.structure.speech.confidence import Confidence
from archive.importing.structure.speech.labels import Label, script_of
from archive.importing.structure.speech.spoken_words import is_spoken, uses_first_person

# From this many turns on a text is a record of speech, however long the single speeches are.
MIN_RECORD_TURNS = 6
MIN_CERTAIN_LINES = 3  # of a form that only records print
MIN_STATEMENTS = 3
MIN_USUAL = 0.1  # of the turns, from which on a form is one that the record prints


def turn_lines(lines: Mapping[int, Label], paragraphs: Sequence[str], lowercase_words: Set[str]) -> set[int]:
    """The indexes of those that are turns; `lowercase_words` are what the text writes in small letters, too."""
    above_text = {
        index: label for index, label in lines.items() if _stands_above_words(index, label, lines, paragraphs)
    }
    counts = Counter(label.key for label in above_text.values())
    names = {key for key, count in counts.items() if count > 1}
    is_conversation = len(names) > 1 and sum(counts[key] for key in names) >= 4
    repeated = {
        index
        for index, label in above_text.items()
        if is_conversation and label.key in names and label.confidence > Confidence.POSSIBLE
    }
    certain = {index for index, label in above_text.items() if label.confidence is Confidence.CERTAIN}
    accepted = repeated | certain | _signed_statements(above_text, paragraphs, lowercase_words)
    if len(accepted) < MIN_RECORD_TURNS and len(certain) < MIN_CERTAIN_LINES:
        return accepted
    min_confidence = _least_of_record([lines[index].confidence for index in accepted])
    usual = {script_of(lines[index].base) for index in accepted}
    return accepted | {
        index
        for index, label in above_text.items()
        if script_of(label.base.partition(",")[0]) in usual and label.confidence >= min_confidence
    }


def _least_of_record(confidences: Sequence[Confidence]) -> Confidence:
    """Returns the least confidence that counts: where hardly a speaker lacks title or party, capitalised words are a
    heading: “Haushalt, Finanzen”."""
    plain = sum(confidence is Confidence.NAME for confidence in confidences)
    are_plain_names = len(confidences) >= MIN_RECORD_TURNS and plain >= MIN_USUAL * len(confidences)
    return Confidence.NAME if are_plain_names else Confidence.TITLED


def _signed_statements(
    lines: Mapping[int, Label], paragraphs: Sequence[str], lowercase_words: Set[str]
) -> set[int]:
    """Names that stand, each perhaps once, above what they say as I or we: written statements of several ministers.

    Of the words of a name the text writes none in small letters, as it does with those of headings.
    """
    names = [
        index
        for index, label in sorted(lines.items())
        if label.confidence >= Confidence.NAME
        and "," not in label.base
        and not lowercase_words & set(label.key.split())
    ]
    personal = sum(
        any(map(uses_first_person, paragraphs[first:end]))
        for first, end in pairwise([*names, len(paragraphs)])
    )
    are_speakers = 2 * personal >= len(lines) and len({lines[index].key for index in names}) >= MIN_STATEMENTS
    return set(names) if are_speakers else set()


def _stands_above_words(
    index: int, label: Label, lines: Mapping[int, Label], paragraphs: Sequence[str]
) -> bool:
    """Whether what is said follows, rather than the next entry of a list."""
    is_followed = bool(label.words) or index + 1 not in lines
    return is_followed and not label.is_form_of_address and is_spoken(index, label, paragraphs)
