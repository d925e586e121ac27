"""What the reader of speeches tells the editor."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from archive.importing.errors import abbreviate
from archive.importing.phrases import count_phrase

GAP = "[…]"  # where the file says that words are missing
MAX_IDENTITIES = 8  # that one finding lists
MAX_GAP_NOTES = 5
_SENTENCES = (
    (
        "unnamed",
        "1 speech names no speaker; its words were kept as paragraphs.",
        "{:,} speeches name no speaker; their words were kept as paragraphs.",
    ),
    ("empty", "1 speech without words was left out.", "{:,} speeches without words were left out."),
    (
        "code",
        "1 speaker is named only by a code; the list of names is not in this file.",
        "{:,} speakers are named only by a code; the list of names is not in this file.",
    ),
    (
        "note",
        "1 note or stage direction was kept as it is printed.",
        "{:,} notes and stage directions were kept as they are printed.",
    ),
    (
        "bracket",
        "1 note inside a paragraph was put into square brackets.",
        "{:,} notes inside paragraphs were put into square brackets.",
    ),
    (
        "translation",
        "1 description is there in another language, too; that one was left out.",
        "{:,} descriptions are there in other languages, too; those were left out.",
    ),
    (
        "reading",
        "1 other reading of a passage, such as a correction, was left out.",
        "{:,} other readings of passages, such as corrections, were left out.",
    ),
    (
        "footnote",
        "1 footnote was put where its mark stands, in square brackets.",
        "{:,} footnotes were put where their marks stand, in square brackets.",
    ),
    (
        "redirect",
        "1 entry on a moved address was left out.",
        "{:,} entries on moved addresses were left out.",
    ),
    (
        "gap",
        f"1 gap, where the file says that words are missing, was marked {GAP}.",
        "{:,} gaps, where the file says that words are missing, were marked " + f"{GAP}.",
    ),
    ("link", "The address of 1 link was left out.", "The addresses of {:,} links were left out."),
    ("image", "1 image was left out.", "{:,} images were left out."),
    (
        "skipped",
        "1 header or table with data about the text was left out of it.",
        "{:,} headers and tables with data about the text were left out of it.",
    ),
)


def speech_findings(
    counts: Counter[str],
    speakers: Mapping[str, int],
    identities: Mapping[str, str],
    gap_notes: Sequence[str],
) -> Iterator[str]:
    """`identities` are the names that the lists of the file give to printed ones, `gap_notes` what it says of its
    gaps."""
    count = counts["speech"]
    verb = "was" if count == 1 else "were"
    yield f"{count_phrase(count, 'speech', 'speeches')} by {count_phrase(len(speakers), 'speaker')} {verb} read."
    yield from _identity_findings(identities)
    for key, singular, plural in _SENTENCES:
        if count := counts[key]:
            yield singular if count == 1 else plural.format(count)
    if gap_notes:
        quotations = "; ".join(f"“{abbreviate(note)}”" for note in dict.fromkeys(gap_notes[:MAX_GAP_NOTES]))
        yield f"What the file says of its gaps ({len(gap_notes):,}) was left out of the text: {quotations}."


def _identity_findings(identities: Mapping[str, str]) -> Iterator[str]:
    if not identities:
        return
    pairs = "; ".join(f"{label} = {name}" for label, name in list(identities.items())[:MAX_IDENTITIES])
    more = len(identities) - MAX_IDENTITIES
    more_phrase = f"; and {more:,} more" if more > 0 else ""
    yield f"The printed names stay; the file identifies them: {pairs}{more_phrase}."
