"""Where a text prints names in full, so that a later family name is known."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from archive.proposing.chinese.words import TITLE
from archive.proposing.english.nouns import BODY_NOUNS, ROLE_NOUNS
from archive.proposing.names import PARTICLES, family_name, is_family, name_words
from archive.proposing.people.genders import is_given_name
from archive.proposing.people.office_names import expand_abbreviations, synonyms_of_office
from archive.proposing.people.printed_offices import offices_beside
from archive.proposing.people.printed_titles import (
    around_possessive,
    is_office,
    is_title,
    office_before,
    person_at_end,
    without_titles,
    words_of_country,
)
from archive.text.folding import fold
from archive.text.han_variants import simplify
from archive.text.word_sets import word_set

_CAPITALISED = r"[A-ZÀ-ÞŁŠŽČ][\w’'-]+"
_PARTICLE = r"(?:(?:de|van|von|der|den|del|della|dela|da|dos|di|la|le|al|bin) ){0,2}(?:al-|el-)?"
_NICKNAME = rf"[“\"]{_CAPITALISED}[”\"](?= [A-Zd])"
_FULL_NAME = re.compile(
    rf"(?<![\w’]){_CAPITALISED}(?: (?:[A-Z]\.|{_NICKNAME}|{_PARTICLE}{_CAPITALISED})){{1,9}}"
)
_MARKS = '“"'
_DOTTED = re.compile("[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")


def dotted_names(text: str) -> dict[str, list[tuple[str, str]]]:
    """“托马斯·韦伯说…” by the first two characters after the last point: what stands before them, and what follows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for match in _DOTTED.finditer(text):
        first, dot, last = match.group().rpartition("·")
        found.setdefault(last[:2], []).append((_without_title(first) + dot, last))
    return found


def _without_title(name: str) -> str:
    """Without the office that stands before a given name."""
    offices = list(re.finditer(TITLE, simplify(name)))
    return (name[offices[-1].end() :] if offices else "") or name


# They stand beside family names that they are not: “Reuters reported” is not Thomson Reuters.
NEWS_AGENCIES = frozenset(
    ("AFP", "AP", "Bernama", "Bloomberg", "IANS", "PTI", "Reuters", "TASS", "UPI", "Xinhua")
)
Places = dict[str, list[tuple[int, str]]]
# “The Secretary” is not the deputy one where another is printed, too.
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
LOWER_RANKS = word_set("deputy vice assistant acting associate under former junior permanent shadow ex")
_NO_PERSON = BODY_NOUNS | {"corp", "inc", "ltd", "plc", "bhd", "llc"}
_SUFFIXES = frozenset(("ii", "iii", "iv", "jr", "sr"))
_OF_A_PERSON = frozenset(("presidential", "ministerial", "gubernatorial", "mayoral", "royal"))
_OWNERS_LETTERS = 4  # letters that a country and its adjective share: Turkey, Turkish
_SURNAMES_OF_RANK = frozenset(
    ("king", "prince", "bishop", "pope", "dean", "baron", "judge", "major", "farmer", "speaker")
)
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
_MAX_AHEAD = 600  # characters within which a text names whom its first sentence does not
_MAX_TITLE = 8  # words before a name in which its title stands


class PrintedNames:
    """The longer names that a text prints, by the words that stand for them, and the titles printed before them."""

    def __init__(self, text: str):
        self._by_word: Places = {}
        self._by_title: Places = {}
        self._in_order: list[tuple[int, str]] = []
        self._by_first: dict[str, set[str]] = {}
        self._titles: dict[str, set[str]] = {}
        self._openings: set[str] = set()
        self._by_last: Places = {}  # of several words, kept
        for match in _FULL_NAME.finditer(text):
            words = [word for word in match.group().split(" ") if word[0] not in _MARKS]  # “Ann “Koko” Lee”
            self._add(text, match.start(), words, match.end())
        self._drop_openings(text)

    def __contains__(self, word: str) -> bool:
        return word in self._by_word

    def _add(self, text: str, start: int, printed: list[str], end: int) -> None:
        if len(printed) > 2 - (start == 0 or text[start - 1] == "\n") and printed[0].lower() in _INVERTED:
            printed = printed[1:]  # “Added Green: …”
        title, words = without_titles(printed)
        is_surname = len(words) == 2 and words[1].lower() in _SURNAMES_OF_RANK and not is_title(words[0])
        if words and words[0].lower().rstrip(".") in OF_THINGS:
            return
        if len(words) < 2 or (is_title(words[-1]) and not is_surname) or words[-1].lower() in _NO_PERSON:
            return
        words, owned = around_possessive(words)
        if len(owned) > 1 and not any(is_title(word) or word.lower() in BODY_NOUNS for word in owned):
            self._add(text, end - len(" ".join(owned)), owned, end)  # “Al Jazeera’s James Bays”
            return
        before = text[max(0, start - 60) : start].split("\n")[-1].lower().split()
        if not title and (office := office_before(before, printed)):
            abroad = words_of_country(words) if before[-1] == "to" else 0
            title, words = office, words[abroad:] if abroad else person_at_end(words)
        if len(words) < 2:
            return
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s").rstrip("’'")
        name = " ".join(words)
        if not title and before and is_office(before[-1]):  # “spokesman Ibrahim Kalin”
            title = before[-1]
        self._add_name(start, name)
        if title:
            ahead = printed[: printed.index(words[0])] if words[0] in printed else printed
            around = [*before[-_MAX_TITLE:], *map(str.lower, ahead)]
            around = expand_abbreviations(around[-_MAX_TITLE:])
            self._titles.setdefault(name, set()).update(around)
            noun = around[-1] if around and title in ("executive", "ceo", "officer") else title
            if (noun := noun.split("-")[-1]) in ROLE_NOUNS:
                self._by_title.setdefault(noun, []).append((start, name))
        is_beside = words[0] == printed[0] or text[max(0, start - 2) : start] == ", "  # “, Senator Ann Lee”
        for beside in offices_beside(text, start if is_beside else end - len(name), end):
            beside = expand_abbreviations(beside)
            self._titles.setdefault(name, set()).update(beside)
            self._by_title.setdefault(beside[-1].split("-")[-1], []).append((start, name))

    def _drop_openings(self, text: str) -> None:
        """“Angry Outa left” at the beginning of a sentence is Fred Outa of whom the text spoke before."""
        for entries in self._by_word.values():
            titled = sorted({each for _place, each in entries if each in self._titles})[:_MAX_TITLED]
            for position, name in entries[1:] if titled else []:
                first, _space, last = name.partition(" ")
                is_opening = text[max(0, position - 2) : position].strip(' \n“"') in ("", ".")
                is_once = len(self._by_first[name_words(first)[0]]) == 1 and name not in self._titles
                if is_opening and is_once and any(each.endswith(f" {last}") for each in titled):
                    self._openings.add(name)
            if titled:
                entries[:] = [each for each in entries if each[1] not in self._openings]

    def _add_name(self, position: int, name: str) -> None:
        folded = name_words(name)
        if len(folded) > 2 and folded[-1] in _SUFFIXES:
            self._by_word.setdefault(folded[-2], []).append((position, name))
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

    def _longest(self, name: str) -> str:
        """Of “Amir Hakim”, as a headline has it, the “Datuk Amir Hakim Osman” whom the text introduces with a title."""
        first = name_words(name)[:1]
        longer = {
            each
            for each in self._by_first.get(first[0] if first else "", ())
            if each.startswith(f"{name} ") and each in self._titles
        }
        longest = max(longer, key=len, default=name)
        return longest if all(longest.startswith(each) for each in longer) else name

    def _by_last_words(self, name: str, words: Sequence[str], position: int) -> str:
        entries = self._by_word.get(words[-1], [])
        if not PARTICLES.issuperset(words[:-1]):  # “Hasab Allah”
            key = " ".join(words)
            if key not in self._by_last:
                names = {each for _place, each in entries}
                fitting = {each for each in names if self._ends_with(each, f" {key}")}
                self._by_last[key] = [each for each in entries if each[1] in fitting]
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
            self._longest(each)
            for each in self._by_first.get(words[0], ())
            if " ".join(name_words(each)).startswith(beginning)
        }
        is_before = any(self._longest(each) in firsts for each in self.last_before(position))
        return firsts.pop() if len(firsts) == 1 and is_before else name

    def with_title(
        self, title: Sequence[str], start: int, spoke: Mapping[str, int], is_reported: Callable[[int], bool]
    ) -> str | None:
        """Whom “the Deputy Secretary” means: the last before it, at `start`, who was printed with these words or spoke,
        and for a title alone without a lower rank. `title` is folded, its last word the office; `spoke` says where each
        name was last a speaker's. Who is named within somebody's words (`is_reported`) comes after all others."""
        noun, further = title[-1], set(title[:-1])
        entries = sorted(entry for form in synonyms_of_office(noun) for entry in self._by_title.get(form, []))
        ranks = further & LOWER_RANKS
        fitting = [each for each in entries if self._titles.get(each[1], set()) & LOWER_RANKS == ranks]
        fitting = [each for each in fitting if further <= self._titles.get(each[1], further)] or fitting
        fitting = fitting or ([] if ranks else entries)
        before = fitting[: bisect_left(fitting, (start, ""))]
        if before:
            positions = {
                name: max(0 if is_reported(printed) else printed, spoke.get(name, 0))
                for printed, name in before[-_MAX_TITLED:]
            }
            return max(positions, key=positions.__getitem__)
        return fitting[0][1] if len({name for _place, name in fitting}) == 1 else None

    def introduced_after(self, noun: str, position: int) -> str | None:
        """Whom “a judge”, “the city’s police chief” of a text's first sentences means: the only one whom the next ones
        print with that office, and whom nobody named before."""
        names = {name for at, name in self._by_title.get(noun, []) if position < at < position + _MAX_AHEAD}
        if len(names) != 1:
            return None
        name = names.pop()
        is_named_before = any(at < position for at, _name in self._by_word.get(name_words(name)[-1], []))
        return None if is_named_before else name

    def with_adjective(self, word: str) -> str | None:
        """Whom “the Kuwaiti” means: the only one before whose name the word stands with an office."""
        names = {name for name, title in self._titles.items() if word in title}
        return names.pop() if len(names) == 1 else None

    def titles(self, name: str) -> set[str]:
        """The words of the titles that stand before or after the full name."""
        return self._titles.get(name, set())

    def has_title(self, noun: str) -> bool:
        return noun in self._by_title

    def only_one(self, noun: str) -> str | None:
        """Who alone is printed with the office: of “his spokesman” the only spokesman."""
        names = self._with_office(noun)
        return names.pop() if len(names) == 1 else None

    def _with_office(self, noun: str) -> set[str]:
        return {name for each in synonyms_of_office(noun) for _place, name in self._by_title.get(each, [])}

    def last_before(self, position: int) -> list[str]:
        """The names printed before the position, the nearest first; at most ten."""
        names = self._in_order[: bisect_left(self._in_order, (position, ""))][-10:]
        return [name for _place, name in reversed(names)]

    def of_owner(self, owner: str, noun: str) -> str | None:
        """Whom “Turkey’s minister”, “Erdogan’s spokesman” means: the one name printed with this title, where its title
        has the adjective of the country or the owner is a person."""
        named = self._with_office(noun)
        start = fold(owner)[:_OWNERS_LETTERS]
        if owner.lower() not in self and fold(owner) not in self._by_word:
            named = {
                name for name in named if any(fold(word).startswith(start) for word in self._titles[name])
            }
        others = {name for name in named if fold(owner) not in name_words(name)}
        if not others:  # “Adeyemi’s spokesman” is the only presidential one
            others = {name for name in self._with_office(noun) if self._titles[name] & _OF_A_PERSON}
        return others.pop() if len(others) == 1 else None
