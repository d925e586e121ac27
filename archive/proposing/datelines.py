"""Where the first sentence of a report begins, after place, date and agency."""

import re

from archive.proposing.sentences import MASK

_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_AGENCY = r"(?:\s*\([A-Z][\w ./-]{1,30}\))?"
_DATELINE = re.compile(
    # “OSTEN, May 4 (Reuters) - ”
    rf"(?:[A-Z][A-Z /.’'-]{{2,40}}(?:, [A-Z][\w. ]{{2,25}}){{0,2}}{_AGENCY}"
    # “Leeds, 4 June 2024 – ”
    rf"|[A-Z][\w’-]+(?: [A-Z][\w’-]+){{0,2}}, (?:\d{{1,2}} {_MONTH}|{_MONTH}\.? \d{{1,2}})(?:,? \d{{4}})?{_AGENCY})"
    rf"\s*(?:—|–|--|-)\s+(?=[A-Z“\"{MASK}])"
    # 新华社北京3月14日电（记者 …）, 【记者…报道】
    "|[\u3400-\u9fff]{2,12}\\d{1,2}月\\d{1,2}日[电電讯訊](?:\\s*[\uff08(][^\uff09)]{2,30}[\uff09)])?\\s*|【[^】]{2,30}】\\s*"
)


def after_dateline(masked: str, start: int, end: int) -> int:
    """`start` where the sentence has no dateline."""
    match = _DATELINE.match(masked, start, end)
    return match.end() if match else start
