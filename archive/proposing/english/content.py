"""What a verb of speech reports: the words after it, or those before it."""

import re

from archive.proposing.english.adverbials import TO_AUDIENCE, skip_adverbials
from archive.proposing.english.clause_patterns import CLAUSE_START, FINITE, OPINIONS, PARTICIPLE, PAST_CLAUSE
from archive.proposing.english.subjects.noun_phrases import phrase_after
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import OPENERS, WHEN, Kind
from archive.proposing.sentences import MASK, trim
from archive.proposing.speech_reports import Construction, SpeechReport

_LONG_BEFORE_THAT = re.compile(
    rf",?(?: {WHEN})?,? (?:after|following|during|at|in|before|ahead of|upon)(?P<between> [^.:;?!{MASK}]{{3,160}}?)"
    r"(?= that (?:the|an?|he|she|it|they|we|th[ei]se?|his|her|their|its|there|no|all|some|[A-Z0-9]))"
)
_TO_DO = (
    "undertake",
    "agree",
    "promise",
    "pledge",
    "vow",
    "offer",
    "propose",
    "threaten",
)  # “agreed to meet again”
_OPENING = tuple(
    [word] for word in ("when", "asked", "pressed", "if", "as", "while", "after", "although", "though")
)
_NO_ANSWER = re.compile(
    r",? (?:but|and) (?:(?:he|she|it|they) )?did(?: not|n[’']t) "
    r"(?:address|comment|elaborate|give|provide|say|specify|name|respond|identify|disclose)\b"
)
_AUXILIARY = re.compile(r"(?:was|were|is|are|had|has|have|will|would)\b")
_OTHER_DEED = re.compile(
    r",? (?:but|and) (?:gave|declined|refused|offered no|did not|didn[’']t|would not"
    r"|wouldn[’']t|made no|has not|had no|provided no|left)\b"
)
_MANY_DO = re.compile(
    r"(?:[a-z-]+ ){0,2}[a-z]{3,}s (?:had|have|were|are|would|will|can|could|should|might|may|must)\b"
)  # “conceded inspections had been rare”
_WARNINGS = ("warn", "caution", "advise", "remind", "recommend", "inform", "notify", "instruct")
_SUGGESTIONS = ("suggest", "propose", "recommend", "advocate", "advise")
_DOING = re.compile(
    r"(?!(?:morning|evening|spring|king|thing|nothing|something|anything|everything)\b)[a-z]{2,}ing \w"
)
_SOMEBODY_TO = re.compile(r"(?!of\b|about\b|against\b)(?:[\w’'.&-]+ ){1,8}?(?:not )?to [a-z]+")
_ORDERS = ("demand", "pledge", "promise", "accuse", "urge", "vow", "appeal to")
_ACCUSED = re.compile(rf"[^,.;:{MASK}]{{2,100}}? of (?=\w+ing\b|{MASK}|the |an? )")
_ASKED_SOMEBODY = re.compile(rf"[^,.;:{MASK}]{{2,60}} (?={MASK})")
_ASKED = re.compile(r"(?:whether|if|how|why|what|when|where|who|which)\b")
_RELATIVE = re.compile(r"that (?:was|were|is|are) ")  # “said in remarks that were televised”
_TRAILING_ORDERS = ("tell", "ask", "promise", "pledge", "vow", "demand", "threaten")
_PLAIN = ("say", "add", "tell", "warn", "note", "explain")
_CITING = re.compile(
    r",? (?:citing|quoting) (?=[A-Za-z])|,? while (?:speaking|talking|meeting|addressing|visiting|hosting)\b"
)
_AS_QUOTED = re.compile(
    rf"^[^{MASK}]* as (?:an? )?(?P<words>{MASK}+)\W*$"
)  # “dismissed the story as “wrong””
_PAST_PARTICIPLE = (
    r"|,\s*[a-z]{3,}ed (?:in|by|at|on|from|with|as|after)\b"  # “…,” X told them, seated in rows
)
_NOTHING = re.compile(
    r"(?:so|nothing|little|much|a lot|volumes|yes|no|it|this|that|goodbye|hello|something|anything|everything"
    r"|more)\b[\s.,;!?]*$"
    r"|(?:a lot|much|little|volumes) about\b"
    r"|(?:so|this) (?:when|after|in|at|during|while|to|on|yesterday|today)\b",
    re.I,
)


class ContentFinder:
    """Finds what is said in the sentence masked[start:end]."""

    def __init__(self, masked: str, start: int, end: int, tokens: list[Token]):
        self.masked, self.start, self.end, self.tokens = masked, start, end, tokens

    def with_content(self, report: SpeechReport, kinds: set[str]) -> SpeechReport | None:
        """The report with its content and form; None where the verb reports nothing. `kinds` are those of the verb."""
        if self._trails(report, Kind.ORDER in kinds):
            return report
        return self._lead(report, report.cue[1], kinds)

    def _trails(self, report: SpeechReport, is_order: bool) -> bool:
        """Whether the words reported stand before: “…, he said”, “…, he said, …”."""
        clause = report.clause_start
        before = trim(self.masked, self.start, clause, " ")
        if before[0] >= before[1] or not (
            self.masked[before[1] - 1] in ",—–?!-" or self.masked[before[1] - 1] == MASK
        ):
            return False
        position = report.cue[1]
        next_position = skip_adverbials(
            self.masked, (report.verb == "tell" and self._audience(position)) or position, self.end
        )
        following = self.masked[next_position : self.end].strip(" ")
        content = trim(self.masked, self.start, clause, " ,—–-")
        is_over = not following.strip(" .!?;)") or bool(
            (next_position > position and _RELATIVE.match(following))
            or re.match(
                r"(?:in|at|on|during|of|to (?:reporters|journalists|the|[A-Z])|after|before|as|when|about|"
                r"from|while|with|along|alongside|outside|inside|near|via)\s[^,]*[.]?$",
                following,
            )
        )
        if is_over and not following.startswith((",", ":")):
            if not (self._has_clause(content) or self._is_told(report, content)) or (
                is_order and report.verb not in _TRAILING_ORDERS
            ):
                return False
            if MASK in following:
                return False
            report.construction, report.content = Construction.TRAIL, content
            return True
        if following.startswith((",", ";")) and not re.match(r"[,;]\s*(?:however|though)", following):
            if re.match(
                r"[,;]\s*(?:although|though|even (?:though|if|as)|whereas|since|after|because)\b"
                r"|[,;]\s*(?:\w+ly )?(?!includ|exclud|follow|accord|dur|depend|concern|regard|be)[a-z]{2,}ing\b"
                r"|[,;]\s*(?:(?:and|"
                r"but)\b(?! (?:[\w’'-]+ ){0,4}?(?:must|will|would|should|"
                r"could|can|is|are|was|were|has|have|had)\b)|who|which|"
                rf"while|as)\b{_PAST_PARTICIPLE if self.masked[content[1] - 1] == MASK else ''}",
                following,
            ):
                report.construction, report.content = Construction.TRAIL, content
                return self._has_clause(content) or self._is_told(report, content)
            is_opening = self.masked[content[0] : content[0] + 20].lower().split()[:1] in _OPENING
            if re.match(rf",\s*{MASK}", following) and (is_opening or not self._has_clause(content)):
                return False  # “Asked about it, Pell said, “…””
            report.construction, report.content = Construction.INSIDE, (content[0], self.end)
            return MASK in self.masked[slice(*content)] or len(self.masked[slice(*content)].split()) > 1
        return False

    def _is_told(self, report: SpeechReport, content: tuple[int, int]) -> bool:
        """“Officials expect it on Monday, she said”: a verb that no list has, but no mere opening."""
        opening = self.masked[content[0] : content[1]].split()
        return report.verb in _PLAIN and len(opening) > 3 and opening[0].lower() not in OPENERS

    def _has_clause(self, content: tuple[int, int]) -> bool:
        words = self.masked[slice(*content)]
        return MASK in words or (bool(FINITE.search(words)) and not PARTICIPLE.match(words))

    def _before_that(self, position: int) -> int | None:
        """Past “on Sunday after a meeting with his counterparts from Ukraine, Russia and France” before “that”; None
        where no such words stand between."""
        match = _LONG_BEFORE_THAT.match(self.masked, position, self.end)
        return match.end() if match and not FINITE.search(match["between"]) else None

    def _lead(self, report: SpeechReport, cue_end: int, kinds: set[str]) -> SpeechReport | None:
        position = cue_end
        if report.verb in ("tell", "inform", "remind", "assure", "advise", "notify") and (
            lead_end := self._audience(position)
        ):
            position = lead_end
        if not (report.verb in _TO_DO and self.masked.startswith(" to ", position)):
            position = self._before_that(position) or skip_adverbials(self.masked, position, self.end)
        if report.verb == "tell" and position == cue_end:
            return None
        remainder = self.masked[position : self.end]
        marker = re.match(r"\s*[,:]?\s*(?:that\b\s*,?)?\s*", remainder)
        assert marker
        content = trim(self.masked, position + marker.end(), self.end, " ,")
        report.has_that = "that" in marker.group()
        words = self.masked[slice(*content)]
        if not words and ":" in marker.group():
            return report
        if not any(character.isalnum() or character == MASK for character in words) or _NOTHING.match(words):
            return None
        if _AUXILIARY.match(words) and (not report.has_that or position > cue_end):
            return None  # “a van that deputies say was being driven”
        content = self._before_other_deeds(content, report)
        report.content = content
        if kinds == {Kind.POINT} and report.has_that and len(words.split()) < 3 and MASK not in words:
            return None  # “They reject that account”
        if report.has_that or words.startswith(MASK) or ":" in marker.group():
            return report
        if len(words[:60].split()) < 3 and MASK not in words:
            return None
        checked_report = self._without_that(report, marker.group(), words, kinds)
        is_short = report.is_weak and " " not in report.verb and len(words[:60].split()) < 5
        return None if is_short and MASK not in words else checked_report

    def _before_other_deeds(self, content: tuple[int, int], report: SpeechReport) -> tuple[int, int]:
        """Cuts the content before what else the speaker did: of “confirmed the departure but gave no details” the
        departure stays."""
        match = (_NO_ANSWER if report.has_that else _OTHER_DEED).search(self.masked, *content)
        match = match or _CITING.search(self.masked, *content)
        return (content[0], match.start()) if match else content

    def _without_that(
        self, report: SpeechReport, marker: str, words: str, kinds: set[str]
    ) -> SpeechReport | None:
        if MASK in words:
            report.is_weak = True
        if report.is_quote_only:
            is_name = (
                report.verb in ("describe", "call", "label", "dub")
                and len(words.partition(MASK)[0].split()) < 8
            )
            return report if MASK in words and (is_name or words.startswith(MASK)) else None
        is_clause = bool(CLAUSE_START.match(words)) and bool(FINITE.search(words))
        starts_with_to = words.startswith("to ")
        if Kind.FOR in kinds or report.verb in ("express", "voice"):
            return report
        if Kind.ORDER in kinds and report.verb != "tell":
            return self._with_order(report, words)
        if Kind.SAY in kinds and "," in marker and is_clause:
            report.is_weak = True  # “He said, the chair should have asked him”
            return report if self._is_opening(report.clause_start) else None
        if Kind.SAY in kinds and "," not in marker:
            report.is_weak |= not is_clause
            return report if is_clause or report.verb == "say" or MASK in words else None
        if report.verb == "tell" and re.match(r"(?:how|what|why|about|of)\b", words):
            report.content = None  # “told reporters how it went.” Whose words follow is known.
            return report
        if report.verb == "tell":
            return report if is_clause or starts_with_to else None
        if Kind.POINT in kinds:
            report.is_weak |= not is_clause
            if (match := _AS_QUOTED.search(words)) and report.content:
                report.content = (report.content[0] + match.start("words"), report.content[1])
            return report if re.match(r"[\w‘'(]", words) else None
        if Kind.THAT in kinds and "," not in marker:
            return self._with_clause(report, words, is_clause)
        return None

    def _with_order(self, report: SpeechReport, words: str) -> SpeechReport | None:
        """“accused the port of …”, “asked the council to …”, “demanded …”."""
        if report.verb == "accuse" and report.content and (match := _ACCUSED.match(words)):
            report.content = (report.content[0] + match.end(), report.content[1])
        if report.verb == "ask":
            if report.content and (match := _ASKED_SOMEBODY.match(words)):
                report.content = (report.content[0] + match.end(), report.content[1])
                return report
            return report if _ASKED.match(words) else None
        is_order = " to " in f" {words[:200]}" or report.verb in _ORDERS
        is_order = is_order and report.verb not in ("invite", "offer", "threaten")
        return report if is_order or words.startswith("to ") else None

    def _with_clause(self, report: SpeechReport, words: str, is_clause: bool) -> SpeechReport | None:
        """“believes the harbour will …”, “suggested closing …”, “warned drivers to …”."""
        if re.match(r"(?:whether|if|how|why|what|where)\b", words) and report.verb != "wonder":
            report.is_weak = True
            return report
        if _MANY_DO.match(words):
            return report
        if report.verb in _SUGGESTIONS and _DOING.match(words):
            return report
        if report.verb in _WARNINGS and _SOMEBODY_TO.match(words):
            return report
        if is_clause and re.match(
            r"(?:he|she|it|they|we|i|there|this|these|[A-Z]\w+|the \w+|a \w+|his|her|their|its|our|an? "
            r"\w+)\b[^,]{0,60}?"
            r"\b(?:is|are|was|were|will|would|can|could|should|has|have|had|may|might|must|did|does)\b",
            words,
        ):
            return report
        if report.verb in OPINIONS and CLAUSE_START.match(words) and PAST_CLAUSE.match(words):
            return report
        if words.startswith("to ") and report.verb in ("agree", "offer", "propose", "undertake", "claim"):
            return report
        return report if MASK in words and len(words.split(MASK)[0].split()) <= 8 else None

    def _is_opening(self, clause: int) -> bool:
        """Whether nothing but “Meanwhile,” stands before the clause."""
        before = self.masked[self.start : clause].split()
        return not before or (len(before) < 3 and before[0].lower().rstrip(",") in OPENERS)

    def _audience(self, position: int) -> int | None:
        match = TO_AUDIENCE.match(self.masked, position, self.end)
        if match:
            return match.end()
        first = next((n for n, token in enumerate(self.tokens) if token.start >= position), None)
        if first is None:
            return None
        stop = phrase_after(self.tokens, first)
        return self.tokens[stop - 1].end if stop > first else None
