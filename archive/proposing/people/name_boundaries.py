"""Where a person's name begins within words printed with capitals, told by the text itself: “Harbour Warden Ann Lee” is
Ann Lee where the text has “Ann Lee” elsewhere, or “warden” in small letters."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from archive.proposing.english.nouns import ROLE_NOUNS
from archive.proposing.english.words import VERB_FORMS
from archive.proposing.names import PARTICLES, is_family
from archive.proposing.people.genders import is_given_name
from archive.proposing.people.printed_titles import without_titles
from archive.text.folding import fold

_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'])")
# How likely a name has so many words, without particles and initials; logarithms up to a factor, chosen by hand.
_OF_LENGTH = {1: -2.0, 2: 0.0, 3: -0.3, 4: -0.4, 5: -1.5}
_LONGER = -3.0
_ELSEWHERE, _GIVEN, _CUT_GIVEN, _TITLE_INSIDE, _TITLE_BEFORE = 3.0, 1.0, -3.0, -2.0, 1.0
_GUESS = {3: -1.5}  # to cut a name of so many words without evidence
_GUESS_OF_MORE = -0.5
_MAX_ABBREVIATION = 4  # letters of “Gen”, “Cllr”
_OFTEN = 2
_MAX_NAMESAKES = 20  # that are looked at, so that time grows with the text


class NameBoundaries:
    """Finds where names begin and end in one text; `phrases` are its runs of words with capitals, each as a list of
    words, `alone` the words with capitals that stand alone."""

    def __init__(self, text: str, phrases: Iterable[Sequence[str]], alone: Set[str]):
        self._counts = Counter(tuple(_without_genitive(without_titles(phrase)[1])) for phrase in phrases)
        self._small = frozenset(_SMALL_WORD.findall(text))
        self._alone = alone  # words with a capital beside none
        self._by_end: dict[str, list[tuple[str, ...]]] = defaultdict(list)  # by their first and last words
        for phrase in self._counts:
            for word in {fold(phrase[0]), fold(phrase[-1])} if len(phrase) > 1 else ():
                if len(self._by_end[word]) < _MAX_NAMESAKES:
                    self._by_end[word].append(phrase)
        self.start = lru_cache(2000)(self._start)
        self.is_title_before = lru_cache(2000)(self._is_title_before)

    def _start(self, words: tuple[str, ...]) -> int:
        """The index of the first word of the name; 0 where nothing says that a title stands before it."""
        if self._is_title_like(words[-1]):
            return 0  # “Cal Fire”, no person
        starts = [number for number in range(len(words) - 1) if self._can_start(words, number)]
        return max(starts, key=lambda start: (self._score(words, start), -start), default=0)

    @staticmethod
    def _can_start(words: Sequence[str], number: int) -> bool:
        """Whether a name can begin there: initials and a family name before it belong to it."""
        is_part = all(word.endswith(".") or is_family(fold(word)) for word in words[:number])
        return number == 0 or (words[number][0].isupper() and not is_part and not words[number].endswith("."))

    def _score(self, words: tuple[str, ...], start: int) -> float:
        remaining_words = words[start:]
        size = sum(word not in PARTICLES and not word.endswith(".") for word in remaining_words)
        score = _OF_LENGTH.get(size, _LONGER)
        score += _GIVEN * is_given_name(fold(remaining_words[0]))
        score += _TITLE_INSIDE * sum(map(self._is_title_like, remaining_words[:-1]))
        if start == 0:
            return score
        score += _CUT_GIVEN * sum(is_given_name(fold(word)) for word in words[:start])
        if self._counts[remaining_words] > (
            0 if self._is_title_like(words[start - 1]) else self._counts[words]
        ):
            return score + _ELSEWHERE
        if self._is_title_like(words[start - 1]):
            return score + _TITLE_BEFORE
        return score + _GUESS.get(len(words), _GUESS_OF_MORE)

    def is_surely_person(self, words: Sequence[str]) -> bool:
        """Whether somebody is called by the last word of the name alone, or the first is a given name."""
        return words[-1] in self._alone or is_given_name(fold(words[0]))

    def is_thing(self, words: Sequence[str]) -> bool:
        """Whether a name is hardly a person's: one of its words stands in the text in small letters, too."""
        return not self.is_surely_person(words) and any(word.lower() in self._small for word in words)

    def is_no_name(self, word: str) -> bool:
        """A verb of speech, or a word that the text also has in small letters: “Lin Holds Talks”."""
        return word.lower() in self._small or word.lower() in VERB_FORMS

    def _is_title_like(self, word: str) -> bool:
        """A word that the text also has in small letters, or letters for an office: “MEP”."""
        if is_given_name(fold(word)):
            return False
        return word.lower() in self._small or (word.isupper() and word.isalpha() and 2 < len(word) < 6)

    def _is_title_before(self, word: str, name: str) -> bool:
        """Whether “Gen Prayuth” is somebody whom the text names in full elsewhere, and no name of its own."""
        if is_given_name(fold(word)) or is_family(fold(word)):
            return False
        if self._is_title_like(name):
            return False
        names = [longer_name for longer_name in self._by_end.get(fold(name), ()) if word not in longer_name]
        if not any(longer_name[0] == name or longer_name[-1] == name for longer_name in names):
            return False
        is_short = 2 < len(word) <= _MAX_ABBREVIATION
        if is_short and (
            self._counts[(word, name)] >= _OFTEN or any(longer_name[0] == name for longer_name in names)
        ):
            return True
        if is_short and any(noun.startswith(word.lower()) for noun in ROLE_NOUNS):  # “Min Lee”
            return True
        return self._is_title_like(word) or any((word, *longer_name) in self._counts for longer_name in names)


def _without_genitive(words: Sequence[str]) -> list[str]:
    return [*words[:-1], words[-1].removesuffix("’s").removesuffix("'s").rstrip("’'")]
