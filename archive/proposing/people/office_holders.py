"""Who is printed with which office: whom “the minister” and “Erdogan’s spokesman” mean."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from archive.proposing.names import name_words
from archive.proposing.people.office_names import expand_abbreviations, synonyms_of_office
from archive.proposing.people.printed_titles import is_office, names_somebody
from archive.text.folding import fold
from archive.text.word_sets import word_set

Places = dict[str, list[tuple[int, str]]]
# “The Secretary” is not the deputy one where another is printed, too.
LOWER_RANKS = word_set("deputy vice assistant acting associate under former junior permanent shadow ex")
_OF_A_PERSON = frozenset(("presidential", "ministerial", "gubernatorial", "mayoral", "royal"))
_OWNERS_LETTERS = 4  # letters that a country and its adjective share: Turkey, Turkish
_MAX_AHEAD = 600  # characters within which a text names whom its first sentence does not
_MAX_TITLED = 20  # persons of one name
_MAX_TITLE = 8  # words before a name in which its title stands


class OfficeHolders:
    """Holds the names that one text prints with an office, by its noun, and the words of their titles. `is_named` says
    whether a word stands for a name printed before a position, or anywhere."""

    def __init__(self, is_named: Callable[[str, int | None], bool]):
        self._is_named = is_named
        self._by_title: Places = {}
        self._titles: dict[str, set[str]] = {}

    def add_before(
        self, name: str, start: int, title: str, before: Sequence[str], ahead: Sequence[str]
    ) -> None:
        """The name at `start` with the `title` before it; `before` are the words before those printed with capitals,
        in small letters, `ahead` those with capitals."""
        around = [*(word.strip("()") for word in before[-_MAX_TITLE:]), *map(str.lower, ahead)]
        around = expand_abbreviations(around[-_MAX_TITLE:])
        self._titles.setdefault(name, set()).update(around)
        nouns = [around[-1] if around and title in ("executive", "ceo", "officer") else title]
        if before and before[-1] != title and is_office(before[-1]):  # “health minister Dr Ann Lee”
            nouns.append(before[-1])
        for noun in (written_noun.split("-")[-1] for written_noun in nouns):
            if names_somebody(noun):
                self._by_title.setdefault(noun, []).append((start, name))

    def add_beside(self, name: str, start: int, office: list[str]) -> None:
        """The name at `start` with an office beside it, as words in small letters."""
        words = expand_abbreviations(office)
        self._titles.setdefault(name, set()).update(words)
        self._by_title.setdefault(words[-1].split("-")[-1], []).append((start, name))

    def with_title(
        self, title: Sequence[str], start: int, spoke: Mapping[str, int], is_reported: Callable[[int], bool]
    ) -> str | None:
        """Whom “the Deputy Secretary” means: the last before it, at `start`, who was printed with these words or spoke,
        and for a title alone without a lower rank. `title` is folded, its last word the office; `spoke` says where each
        name was last a speaker's. Who is named within somebody's words (`is_reported`) comes after all others."""
        noun, further = title[-1], set(title[:-1])
        entries = sorted(entry for form in synonyms_of_office(noun) for entry in self._by_title.get(form, []))
        ranks = further & LOWER_RANKS
        holders = [holder for holder in entries if self._titles.get(holder[1], set()) & LOWER_RANKS == ranks]
        holders = [holder for holder in holders if further <= self._titles.get(holder[1], further)] or holders
        holders = holders or ([] if ranks else entries)
        before = holders[: bisect_left(holders, (start, ""))]
        if before:
            positions = {
                name: max(0 if is_reported(position) else position, spoke.get(name, 0))
                for position, name in before[-_MAX_TITLED:]
            }
            return max(positions, key=positions.__getitem__)
        return holders[0][1] if len({name for _place, name in holders}) == 1 else None

    def introduced_after(self, noun: str, position: int) -> str | None:
        """Whom “a judge”, “the city’s police chief” of a text's first sentences means: the only one whom the next ones
        print with that office, and whom nobody named before."""
        names = {name for at, name in self._by_title.get(noun, []) if position < at < position + _MAX_AHEAD}
        if len(names) != 1:
            return None
        name = names.pop()
        return None if self._is_named(name_words(name)[-1], position) else name

    def with_adjective(self, word: str) -> str | None:
        """Whom “the Kuwaiti” means: the only one before whose name the word stands with an office."""
        names = {name for name, title in self._titles.items() if word in title}
        return names.pop() if len(names) == 1 else None

    def titles(self, name: str) -> set[str]:
        """The words of the titles that stand before or after the full name."""
        return self._titles.get(name, set())

    def has_title(self, noun: str, position: int | None = None) -> bool:
        """Whether anybody is printed with that office; with a position, in the next sentences after it."""
        places = (place for place, _name in self._by_title.get(noun, []))
        return any(position is None or position < place < position + _MAX_AHEAD for place in places)

    def only_one(self, noun: str) -> str | None:
        """Returns the only person printed with the office: for “his spokesman” the only spokesman."""
        names = self._with_office(noun)
        return names.pop() if len(names) == 1 else None

    def _with_office(self, noun: str) -> set[str]:
        return {
            name for synonym in synonyms_of_office(noun) for _place, name in self._by_title.get(synonym, [])
        }

    def of_owner(self, owner: str, noun: str) -> str | None:
        """Whom “Turkey’s minister”, “Erdogan’s spokesman” means: the one name printed with this title, where its title
        has the adjective of the country or the owner is a person."""
        names = self._with_office(noun)
        start = fold(owner)[:_OWNERS_LETTERS]
        if not (self._is_named(owner.lower(), None) or self._is_named(fold(owner), None)):
            names = {
                name for name in names if any(fold(word).startswith(start) for word in self._titles[name])
            }
        other_names = {name for name in names if fold(owner) not in name_words(name)}
        if not other_names:  # “Adeyemi’s spokesman” is the only presidential one
            other_names = {name for name in self._with_office(noun) if self._titles[name] & _OF_A_PERSON}
        return other_names.pop() if len(other_names) == 1 else None
