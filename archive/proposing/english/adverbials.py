"""What stands between a verb of speech and what it reports: “on Friday”, “in a statement”, “quietly”."""

import re

from archive.proposing.english.words import DAY, WHEN, WHERE
from archive.proposing.sentences import MASK

WITH_FEELING = (
    r"with (?:\w+ )?(?:concern|satisfaction|regret|appreciation|approval|alarm|interest|pride|sadness)"
)
_AFTER_CUE = re.compile(
    rf"\s*(?:,\s*)?(?:{WHEN}|{WITH_FEELING}|(?:here|however|though|too|also|instead|simply|quietly|(?!(?:quarter|month|week|dai|year|hour|hard|near|rough|on|ear|fami)ly\b)\w+ly)\b,?|{DAY})(?=[\s,.:;{MASK}]|$)"
)
_PLACE_BEFORE_THAT = re.compile(rf"\s*,?\s*{WHERE}(?=,?\s+that\b|,?\s*:?\s*{MASK}|:|\s*[.,;]?\s*$|,\s)")
_IN_A_STATEMENT = re.compile(
    r"\s+(?:in|on|via|through) (?:a|an|the|his|her|its|their)(?: \w+)? "
    r"(?:statement|letter|post|tweet|message|memo|report|interview|e-?mail|note|filing|speech|briefing|video)\b,?"
)


def skip_adverbials(masked: str, place: int, end: int) -> int:
    """Past “on Friday”, “to reporters”, “in a statement”."""
    for _count in range(4):
        found = (
            _AFTER_CUE.match(masked, place, end)
            or _IN_A_STATEMENT.match(masked, place, end)
            or _PLACE_BEFORE_THAT.match(masked, place, end)
        )
        if not found or found.end() == place:
            return place
        place = found.end()
    return place
