"""“As the minister said, the law …”, “…, as X put it, …”: a verb of speech that “as” joins to the words it reports."""

from archive.proposing.english.tokens import Token
from archive.proposing.english.words import Kind
from archive.proposing.sentences import MASK, trim
from archive.proposing.speech_reports import Construction, SpeechReport

AFTER_AS = {Kind.SAY, Kind.THAT, Kind.QUOTE}


def find_as(tokens: list[Token], index: int) -> int | None:
    """Returns the index of the “as” before the subject at tokens[index]; None without one that begins a clause."""
    if not index or tokens[index - 1].lower != "as":
        return None
    before = tokens[index - 2] if index > 1 else None
    begins = before is None or before.is_quotation or before.text in (",", "—", "–", "(", ";")
    return tokens[index - 1].start if begins else None


def report_beside_as(
    report: SpeechReport, joint: int, tokens: list[Token], masked: str, sentence: tuple[int, int]
) -> SpeechReport | None:
    """The report with its content: at the head of the sentence what follows its comma, else what stands before."""
    start, end = sentence
    report.clause_start = joint
    before = trim(masked, start, joint, " ,—–-(;")
    comma = next((token for token in tokens if token.start >= report.cue[1] and token.text == ","), None)
    after = trim(masked, comma.end, end, " ,") if comma else (end, end)
    if before[0] >= before[1]:
        report.content = after
        return report if after[0] < after[1] else None
    goes_on = MASK in masked[slice(*after)]
    report.construction = Construction.INSIDE if goes_on else Construction.TRAIL
    report.content = (before[0], end) if goes_on else before
    return report
