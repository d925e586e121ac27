"""Where a text prints names in full, so that a later family name is known."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from archive.proposing.english.nouns import BODY_NOUNS, SURNAMES_OF_RANK
from archive.proposing.names import PARTICLES, family_name, is_family, name_words
from archive.proposing.people.genders import is_given_name
from archive.proposing.people.name_boundaries import NameBoundaries
from archive.proposing.people.office_holders import OfficeHolders, Places
from archive.proposing.people.printed_offices import offices_beside
from archive.proposing.people.printed_titles import (
    around_possessive,
    expand_title,
    follows_body,
    is_office,
    is_title,
    names_somebody,
    office_before,
    person_at_end,
    without_titles,
    words_of_country,
)
from archive.text.folding import fold

_CAPITALISED = r"[A-ZÀ-ÞŁŠŽČ][\w’'-]+"
_PARTICLE = r"(?:(?:de|van|von|der|den|del|della|dela|da|dos|di|la|le|al|bin) ){0,2}(?:al-|el-)?"
_NICKNAME = rf"[“\"]{_CAPITALISED}[”\"](?= [A-Zd])"
_FULL_NAME = re.compile(
    rf"(?<![\w’]){_CAPITALISED}(?: (?:[A-Z]\.|{_NICKNAME}|{_PARTICLE}{_CAPITALISED})){{1,9}}"
)
_ALONE = re.compile(rf"(?<![\w’]){_CAPITALISED}")
_MARKS = '“"'

# They stand beside family names that they are not: “Reuters reported” is not Thomson Reuters.
NEWS_AGENCIES = frozenset(
    ("AFP", "AP", "Bernama", "Bloomberg", "IANS", "PTI", "Reuters", "TASS", "UPI", "Xinhua")
)
# Endings of compounds that are offices, no names.
_EUROPEAN_OFFICES = (
    "minister",
    "prasident",
    "kanzler",
    "sprecher",
    "chef",
    "in",
    "ministre",
    "ministro",
    "presidente",
)
_NO_PERSON = BODY_NOUNS | {"corp", "inc", "ltd", "plc", "bhd", "llc"}
_SUFFIXES = frozenset(("ii", "iii", "iv", "jr", "sr"))
_MAX_FAMILY_FIRST = 3  # words of “Lee Kuan Yew”
_MAX_PHRASES = 200  # that are looked back at
_MAX_TITLED = 20  # persons of one name
_INVERTED = frozenset(("added", "said", "asked", "according", "says", "adds"))
# “Hurricane Emily” is nobody.
OF_THINGS = frozenset(
    (
        "hurricane",
        "storm",
        "typhoon",
        "cyclone",
        "lake",
        "mount",
        "port",
        "fort",
        "st",
        "saint",
        "operation",
        "camp",
    )
)
# A rank in letters before a family name alone: “ACP Tamani”.
_RANK = re.compile(r"[A-Z]{2,4} (?=[A-Z][\w’'-]+$)")
_SAYS = re.compile(
    r"(?:,[^.;\n“\"]{3,80},)? (?:(?:has|also) )?"
    r"(?:said|says|told|tells|added|wrote|warned|announced|argued|confirmed)\b"
)
_NEXT_PARAGRAPH = re.compile(r"[^\n]*\n\s*[^\n]*")
_SAID = re.compile(r"\b(?:said|says|added) $")
_MAX_AHEAD = 600  # characters within which a text names whom its first sentence does not


class PrintedNames:
    """The longer names that a text prints, by the words that stand for them, and the titles printed before them."""

    def __init__(self, text: str):
        self._text = text
        self._by_word: Places = {}
        self._in_order: list[tuple[int, str]] = []
        self._by_first: dict[str, set[str]] = {}
        self.holders = OfficeHolders(self.is_named)
        self._openings: set[str] = set()
        self._by_last: Places = {}  # of several words, kept
        phrases = [
            (match, [word for word in match.group().split(" ") if word[0] not in _MARKS])  # “Ann “Koko” Lee”
            for match in _FULL_NAME.finditer(text)
        ]
        self._phrases = [(match.start(), words) for match, words in phrases]
        alone = set(_ALONE.findall(_FULL_NAME.sub(" ", text)))
        self.boundaries = NameBoundaries(text, (words for _match, words in phrases), alone)
        for match, words in phrases:
            self._add(text, match.start(), words, match.end())
        self._drop_openings(text)
        self._drop_ranks()
        self._longest = lru_cache(1000)(self._find_longest)

    def __contains__(self, word: str) -> bool:
        return word in self._by_word

    def is_named(self, word: str, before: int | None = None) -> bool:
        """Whether the word stands for somebody printed in full; with a position, before it."""
        places = self._by_word.get(word, [])
        return bool(places) if before is None else any(place < before for place, _name in places)

    def _add(self, text: str, start: int, printed: list[str], end: int) -> None:
        if len(printed) > 2 - (start == 0 or text[start - 1] == "\n") and printed[0].lower() in _INVERTED:
            printed = printed[1:]  # “Added Green: …”
        title, words = without_titles(printed)
        is_surname = len(words) == 2 and not is_title(words[0])
        is_surname &= words[-1].lower() in SURNAMES_OF_RANK or is_given_name(fold(words[0]))
        if words and words[0].lower().rstrip(".") in OF_THINGS:
            return
        if len(words) < 2 or (is_title(words[-1]) and not is_surname) or words[-1].lower() in _NO_PERSON:
            return
        words, owner = around_possessive(words)
        if len(owner) > 1 and not any(is_title(word) or word.lower() in BODY_NOUNS for word in owner):
            self._add(text, end - len(" ".join(owner)), owner, end)  # “Al Jazeera’s James Bays”
            return
        before = [*map(expand_title, text[max(0, start - 60) : start].split("\n")[-1].lower().split())]
        if not title and (office := office_before(before, printed)):
            abroad = words_of_country(words) if before[-1] == "to" else 0
            is_whole = abroad or follows_body(printed, words)
            title, words = office, words[abroad:] if is_whole else person_at_end(words)
        if len(words) < 2:
            return
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s").rstrip("’'")
        if start_of_name := self.boundaries.start(tuple(words)):
            title, words = title or words[start_of_name - 1].lower(), words[start_of_name:]
        if len(words) == 2 and self.boundaries.is_title_before(*words):
            return
        name = " ".join(words)
        is_noun_before = before and (
            is_office(before[-1]) or (words == printed and names_somebody(before[-1]))
        )
        if not title and is_noun_before:  # “spokesman Ibrahim Kalin”
            title = before[-1]
        is_cut = len(words) < len(printed)  # “the House Ann Lee” of “Leader of the House Ann Lee”
        self._add_name(start, name, is_person=bool(title) or is_cut or before[-1:] != ["the"])
        if title:
            ahead = printed[: printed.index(words[0])] if words[0] in printed else printed
            self.holders.add_before(name, start, title, before, ahead)
        is_beside = words[0] == printed[0] or text[max(0, start - 2) : start] == ", "  # “, Senator Ann Lee”
        for beside in offices_beside(text, start if is_beside else end - len(name), end):
            self.holders.add_beside(name, start, beside)

    def _drop_openings(self, text: str) -> None:
        """“Angry Outa left” at the beginning of a sentence is Fred Outa of whom the text spoke before."""
        for entries in self._by_word.values():
            titled = sorted({printed for _place, printed in entries if self.holders.titles(printed)})[
                :_MAX_TITLED
            ]
            for position, name in entries[1:] if titled else []:
                first, _space, last = name.partition(" ")
                is_opening = text[max(0, position - 2) : position].strip(' \n“"') in ("", ".")
                is_once = len(self._by_first[name_words(first)[0]]) == 1 and not self.holders.titles(name)
                if is_opening and is_once and any(printed.endswith(f" {last}") for printed in titled):
                    self._openings.add(name)
            if titled:
                entries[:] = [printed for printed in entries if printed[1] not in self._openings]

    def _drop_ranks(self) -> None:
        """“ACP Tamani” is the Ruth Tamani whom the text names in full."""
        for entries in self._by_word.values():
            if any(_RANK.match(name) for _place, name in entries):
                full = [entry for entry in entries if not _RANK.match(entry[1])]
                entries[:] = full or entries

    def without_rank(self, name: str) -> str:
        """Returns “Tamani” for “ACP Tamani” if the text names somebody of that family in full; else the name itself."""
        words = tuple(name.split(" "))
        if start := self.boundaries.start(words):
            return self.without_rank(" ".join(words[start:]))
        if len(words) == 2 and self.boundaries.is_title_before(*words):
            return words[1]
        name_without_rank = _RANK.sub("", name)
        return name_without_rank if "".join(name_words(name_without_rank)) in self._by_word else name

    def _add_name(self, position: int, name: str, is_person: bool) -> None:
        folded = name_words(name)
        if len(folded) > 2 and folded[-1] in _SUFFIXES:
            self._by_word.setdefault(folded[-2], []).append((position, name))
        if is_person:  # no pronoun means “the Press Corps”
            self._in_order.append((position, name))
        self._by_first.setdefault(folded[0], set()).add(name)
        keys = {folded[-1], family_name(folded), folded[-1].removeprefix("al-").removeprefix("el-")}
        if is_family(folded[0]) or is_given_name(folded[0]):
            keys.add(folded[0])
        for key in keys:
            self._by_word.setdefault(key, []).append((position, name))

    def full_name(self, name: str, position: int) -> str:
        """The last longer name before the position, or the first after it, of which the word `name` is the family name;
        else the only one of which it is the first: “Dr Tedros”."""
        words = name_words(name)
        if not words or name in NEWS_AGENCIES:
            return name
        return self._longest(self._by_last_words(name, words, position))

    def _find_longest(self, name: str) -> str:
        """Of “Amir Hakim”, as a headline has it, the “Datuk Amir Hakim Osman” whom the text introduces with a title."""
        first = name_words(name)[:1]
        longer = {
            longer_name
            for longer_name in self._by_first.get(first[0] if first else "", ())
            if longer_name.startswith(f"{name} ")
            and self.holders.titles(longer_name)
            and self._is_one_name(longer_name)
        }
        longest = max(longer, key=len, default=name)
        return longest if all(longest.startswith(longer_name) for longer_name in longer) else name

    def _is_one_name(self, name: str) -> bool:
        """Not “Lin Jian Holds Talks”, of a headline."""
        words = name.split()
        is_too_long = is_family(fold(words[0])) and len(words) > _MAX_FAMILY_FIRST
        return not is_too_long and not any(map(self.boundaries.is_no_name, words[1:]))

    def _by_last_words(self, name: str, words: Sequence[str], position: int) -> str:
        entries = self._by_word.get(words[-1], [])
        if not PARTICLES.issuperset(words[:-1]):  # “Hasab Allah”
            key = " ".join(words)
            if key not in self._by_last:
                names = {printed for _place, printed in entries}
                matches = {printed for printed in names if self._ends_with(printed, f" {key}")}
                self._by_last[key] = [printed for printed in entries if printed[1] in matches]
            entries = self._by_last[key]
        if not entries:
            return self._by_first_words(name, words, position)
        index = bisect_left(entries, (position, ""))
        return entries[index - 1][1] if index else entries[0][1]

    @staticmethod
    def _ends_with(name: str, ending: str) -> bool:
        whole = " ".join(name_words(name))
        return whole.endswith(ending) and not whole.removesuffix(ending).endswith(_EUROPEAN_OFFICES)

    def _by_first_words(self, name: str, words: Sequence[str], position: int) -> str:
        """The only longer name printed before the position that begins with the words: “Dr Tedros”, “Amir Hakim”."""
        beginning = f"{' '.join(words)} "
        firsts = {
            self._longest(printed)
            for printed in self._by_first.get(words[0], ())
            if " ".join(name_words(printed)).startswith(beginning) and self._is_one_name(printed)
        }
        is_before = any(self._longest(printed) in firsts for printed in self.last_before(position))
        return firsts.pop() if len(firsts) == 1 and is_before else name

    def first_speaker_after(self, position: int, is_lead: bool) -> str | None:
        """Returns who speaks first in the next sentences with a full name that nobody had before: “The town’s mayor
        says … Ann Lee said …”. After the first sentence of a text (`is_lead`) an office of her own may stand beside the
        name."""
        limit = position + _MAX_AHEAD
        if not is_lead and (match := _NEXT_PARAGRAPH.match(self._text, position, limit)):
            limit = match.end()
        index = bisect_left(self._in_order, (position, ""))
        for at, name in self._in_order[index : index + _MAX_TITLED]:
            if at > limit:
                return None
            speaks = _SAYS.match(self._text, at + len(name)) or _SAID.search(self._text, max(0, at - 9), at)
            if speaks and (is_lead or not self.holders.titles(name)):
                return None if self.is_named(name_words(name)[-1], before=position) else name
        return None

    def last_body(self, noun: str, position: int) -> str | None:
        """Returns the Network Agency for “the agency”, if it was printed last before the position; `noun` in small
        letters."""
        index = bisect_left(self._phrases, (position, []))
        for _place, words in reversed(self._phrases[max(0, index - _MAX_PHRASES) : index]):
            own_words = words[words[0] == "The" :]
            if len(own_words) > 1 and own_words[-1].lower() == noun:
                return " ".join(own_words)
        return None

    def last_before(self, position: int) -> list[str]:
        """The names printed before the position, the nearest first; at most ten."""
        names = self._in_order[: bisect_left(self._in_order, (position, ""))][-10:]
        return [name for _place, name in reversed(names)]
