"""Which words of a query say a period: they are searched as words, so a notice names the field that does it."""

import re
from collections.abc import Iterator

from .notices import Notice
from .periods import ANY_DATE, BETWEEN, MONTHS, is_reversed, parse_period

DATE = rf"{ANY_DATE}(?![\w.-]*[\w-])"
FIRST, LAST = rf"(?:the )?(?P<first>{DATE})", rf"(?:the )?(?P<last>{DATE})"
CHINESE_FIRST, CHINESE_LAST = f"(?P<first>{ANY_DATE})", f"(?P<last>{ANY_DATE})"
UNTIL = "to|until|till|through"
# What says a period, and what is written for it. Ranges come first: each begins with a period.
PATTERNS = {
    re.compile(pattern, re.IGNORECASE): written
    for pattern, written in (
        (rf"between {FIRST} (?:and|to|&) {LAST}", "{first}..{last}"),
        (rf"(?:from )?{FIRST} (?:{UNTIL}) {LAST}", "{first}..{last}"),
        (rf"(?:since|from|starting(?: from| in)?|as of) {FIRST}", "since:{first}"),
        (rf"(?:after|(?:later|newer) than|>) ?{FIRST}", "after:{first}"),
        (rf"(?:until|till|up to|through|<=|≤) ?{LAST}", "until:{last}"),
        (rf"(?:before|prior to|(?:earlier|older) than|<) ?{LAST}", "before:{last}"),
        (rf"(?:>=|≥) ?{FIRST}", "since:{first}"),
        (rf"{FIRST} (?:onwards?|(?:and|or) (?:later|after|newer))\b", "since:{first}"),
        (rf"(?P<first>{ANY_DATE})\+(?!\S)", "since:{first}"),
        (rf"{LAST} (?:and|or) (?:earlier|before|older)\b", "until:{last}"),
    )
}
# Within a word, since no space parts them from others.
CHINESE_PATTERNS = {
    re.compile(pattern): written
    for pattern, written in (
        (rf"[自从從由]?{CHINESE_FIRST}[至到~～]{CHINESE_LAST}", "{first}..{last}"),
        (rf"[自从從由]?{CHINESE_FIRST}(?:以来|以來|起|开始|開始)", "since:{first}"),
        (rf"{CHINESE_FIRST}(?:之后|之後|以后|以後)", "after:{first}"),
        (rf"{CHINESE_LAST}(?:之前|以前)", "before:{last}"),
        (rf"[自从從由]{CHINESE_FIRST}", "since:{first}"),
    )
}
RELATIVE = re.compile(
    r"(?:(?:last|past|previous|this|next) (?:\d+ days|(?:\d+ )?(?:week|month|year|decade)s?|century)"
    r"|(?:\d+|one|two|three|five|ten) (?:day|week|month|year|decade)s? ago)\b(?!['’])",
    re.IGNORECASE,
)
# A range of dates is read as one, whatever stands before it.
WORD_BEFORE_RANGE = re.compile(
    rf"(?i:between|from|in|during)(?= (?:the )?(?:{ANY_DATE}{BETWEEN}{ANY_DATE}|[0-9]{{4}}-[0-9]{{4}}))"
)
# What begins behind these is part of a period that began before.
WITHIN = re.compile(
    rf"(?:\b(?:between|from|since|after|before|than|in|of|the|{UNTIL})|[:：]) ?\Z", re.IGNORECASE
)
END_OF_RANGE = re.compile(rf"(?:{UNTIL}) {LAST}", re.IGNORECASE)
BEFORE_END = re.compile(rf"(?P<field>[:：] ?)?(?P<first>{ANY_DATE}) ?\Z")
# With what all these begin: the other words of a query need not be compared with each.
OPENING = re.compile(
    r".*[0-9]|(?:between|from|since|starting|as|after|later|newer|until|till|to|up|through|before|prior|earlier|older"
    r"|the|in|during|last|past|previous|this|next|one|two|three|five|ten)\b"
    rf"|(?:{'|'.join(month[:3] for month in MONTHS)})|Q[1-4]\b",
    re.IGNORECASE,
)
MAX_OTHER_WORDS, MAX_BESIDE_RELATIVE = 8, 4  # a longer query is a sentence
MAX_LENGTH = 200  # characters beside the word: they are counted first


def notice_on_period(word: str, before: str, after: str) -> Notice | None:
    """Returns a notice where a period in words begins with the word, or ends that of a field (from:2020 to 2024).
    ``before`` and ``after`` are what was typed on either side."""
    if not OPENING.match(word) or len(before) + len(after) > MAX_LENGTH:
        return None
    text = word + after
    notice = read_period(word, before, text)
    if not notice:
        return None
    number = len(before.split()) + len(text.split()) - len(notice.subject.split())
    return notice if number <= (MAX_BESIDE_RELATIVE if RELATIVE.match(text) else MAX_OTHER_WORDS) else None


def read_period(word: str, before: str, text: str) -> Notice | None:
    """Returns the notice on the period with which ``text`` begins, however many words stand beside it."""
    end, start = END_OF_RANGE.match(text), BEFORE_END.search(before)
    if end and start:
        range_text = f"{start['first']}..{end['last']}"
        return Notice("period", f"{start['first']} {end.group()}", range_text) if start["field"] else None
    if match := WORD_BEFORE_RANGE.match(text):
        return Notice("word before range", match.group())
    if match := RELATIVE.match(text):
        return Notice("period", match.group(), "since:2024-05-14")
    if not before and parse_period(text) and not text.isdecimal():
        return Notice("period", text, f"date:{text}")
    return next(periods_in_words(word, before, text), None)


def periods_in_words(word: str, before: str, text: str) -> Iterator[Notice]:
    matches = (
        [] if WITHIN.search(before) else [(pattern.match(text), way) for pattern, way in PATTERNS.items()]
    )
    matches += [(pattern.search(word), way) for pattern, way in CHINESE_PATTERNS.items()]
    for match, written in matches:
        dates = {name: date for name, date in match.groupdict().items() if date} if match else {}
        if not match or is_within_date(before, match.group()):
            continue
        if all(map(parse_period, dates.values())):
            if is_reversed(written.format(**dates)):
                dates = {"first": dates["last"], "last": dates["first"]}
            yield Notice("period", match.group(), written.format(**dates))
        elif ambiguous := next((date for date in dates.values() if date.count("/") == 2), ""):
            yield Notice("date", ambiguous)


def is_within_date(before: str, text: str) -> bool:
    """Returns whether the text begins within a date: with the year of 14 May 2024, or of May 14, 2024."""
    words = before.split()
    first = text.split()[0]
    return any(parse_period(" ".join([*words[-number:], first])) for number in (1, 2) if len(words) >= number)
