"""What the reader of speeches tells the editor."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from archive.importing.errors import abbreviate
from archive.importing.phrases import count_phrase, inflect, inflect_counts

GAP = "[…]"  # where the file says that words are missing
MAX_IDENTITIES = 8  # that one finding lists
MAX_GAP_NOTES = 5
_SENTENCES = {
    "unnamed": "# [speech names no speaker; its|speeches name no speaker; their] words were kept as paragraphs.",
    "empty": "# [speech without words was|speeches without words were] left out.",
    "code": "# [speaker is|speakers are] named only by a code; the list of names is not in this file.",
    "note": "# [note or stage direction was kept as it is|notes and stage directions were kept as they are] printed.",
    "bracket": "# [note inside a paragraph was|notes inside paragraphs were] put into square brackets.",
    "translation": "# [description is there in another language, too; that one was|descriptions are there in other "
    "languages, too; those were] left out.",
    "reading": "# other [reading of a passage, such as a correction, was|readings of passages, such as corrections, "
    "were] left out.",
    "footnote": "# [footnote was put where its mark stands|footnotes were put where their marks stand], in square "
    "brackets.",
    "redirect": "# [entry on a moved address was|entries on moved addresses were] left out.",
    "gap": f"# [gap|gaps], where the file says that words are missing, [was|were] marked {GAP}.",
    "link": "The [address of # link was|addresses of # links were] left out.",
    "image": "# [image was|images were] left out.",
    "skipped": "# [header or table with data about the text was|headers and tables with data about the text were] left "
    "out of it.",
}


def speech_findings(
    counts: Counter[str],
    speakers: Mapping[str, int],
    identities: Mapping[str, str],
    gap_notes: Sequence[str],
) -> Iterator[str]:
    """`identities` are the names that the lists of the file give to printed ones, `gap_notes` what it says of its
    gaps."""
    by_speakers = f"by {count_phrase(len(speakers), 'speaker')}"
    yield inflect(counts["speech"], f"# [speech {by_speakers} was|speeches {by_speakers} were] read.")
    if identities:
        pairs = "; ".join(f"{label} = {name}" for label, name in list(identities.items())[:MAX_IDENTITIES])
        omitted_count = len(identities) - MAX_IDENTITIES
        omission_phrase = f"; and {omitted_count:,} more" if omitted_count > 0 else ""
        yield f"The printed names stay; the file identifies them: {pairs}{omission_phrase}."
    yield from inflect_counts(_SENTENCES, counts)
    if gap_notes:
        quotations = "; ".join(f"“{abbreviate(note)}”" for note in dict.fromkeys(gap_notes[:MAX_GAP_NOTES]))
        yield f"What the file says of its gaps ({len(gap_notes):,}) was left out of the text: {quotations}."
