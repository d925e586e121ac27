"""What stands between a verb of speech and what it reports: “on Friday”, “in a statement”, “quietly”."""

import re

from archive.proposing.english.words import DAY, WHEN, WHERE
from archive.proposing.sentences import MASK

WITH_FEELING = (
    r"with (?:\w+ )?(?:concern|satisfaction|regret|appreciation|approval|alarm|interest|pride|sadness)"
)
# To whom somebody speaks: “told reporters”, “told the BBC”.
TO_AUDIENCE = re.compile(
    r"\s+(?:(?:to |with )?(?:the |a |his |her |their )?(?:reporters?|journalists?|lawmakers|the press|"
    r"parliament|congress|the house"
    r"|news agenc(?:y|ies)|broadcasters?|crowd|audience|people|them|him|her|us|me|you|it|everyone|supporters|"
    r"investors|delegates|meeting"
    r"|conference|session|forum|summit|gathering|assembly|panel|hearing|workshop|symposium|rally|briefing|committee|court|jurors|council|senate|police|authorities|analysts|parents|members|both|voters)\b"
    r"|(?:to )?(?:the |a |an )?(?:(?:[A-Z][\w.’'&-]*)\s?){1,5}(?:’s)?(?:\s?(?:newspaper|news agency|television|"
    r"radio|magazine|reporters|TV))?)"
)
_AFTER_CUE = re.compile(
    rf"\s*(?:,\s*)?(?:{WHEN}|{WITH_FEELING}|(?:here|however|though|too|also|instead|simply|quietly|(?!(?:quarter|month|week|dai|year|hour|hard|near|rough|on|ear|fami)ly\b)\w+ly)\b,?|{DAY})(?=[\s,.:;{MASK}]|$)"
)
_PLACE_BEFORE_THAT = re.compile(rf"\s*,?\s*{WHERE}(?=,?\s+that\b|,?\s*:?\s*{MASK}|:|\s*[.,;]?\s*$|,\s)")
_IN_A_STATEMENT = re.compile(
    r"\s+(?:in|on|via|through) (?:a|an|the|his|her|its|their)(?: \w+)? "
    r"(?:statement|letter|post|tweet|message|memo|report|interview|e-?mail|note|filing|speech|briefing|video)\b,?"
)


def skip_adverbials(masked: str, position: int, end: int) -> int:
    """Past “on Friday”, “to reporters”, “in a statement”."""
    for _count in range(4):
        match = (
            _AFTER_CUE.match(masked, position, end)
            or _IN_A_STATEMENT.match(masked, position, end)
            or _PLACE_BEFORE_THAT.match(masked, position, end)
        )
        if not match or match.end() == position:
            return position
        position = match.end()
    return position
