"""The names an archive knows, and whom a mention in a text may mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.text.folding import fold
from archive.text.han_variants import simplify
from archive.text.word_sets import word_set
from archive.text.words import has_han

PARTICLES = word_set("""
    de van von der den del della da dos das di du la le el al bin ibn bint ben abu ter ten ould dela delos zu af av
""")
_WORD = re.compile(r"[^\W_]+(?:[-'’‘ʼ.][^\W_]+)*")
_APOSTROPHES = re.compile("['’‘ʼ]")
# Families' names that stand first though written in Latin letters, where a name has two or three syllables.
_ASIAN_FAMILIES = word_set("""
    xi li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han
    tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du
    dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao
    meng long wan duan lei qian tsai hsu lai chiang ma chu kim park lee choi jung kang cho yoon jang lim moon
    nguyen tran le pham hoang mammadov chiu ko hung
""") - {"mammadov"}


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker of the archive: all the names it goes by, and the titles of its roles."""

    id: Any
    name: str
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    is_body: bool = False


def read_names(names: Any) -> list[Name]:
    """Names from what a caller has: `Name`s, strings, (id, name) pairs, dicts with `id`, `name`, `names` and `roles`,
    objects with these attributes, or a mapping between ids and names."""
    if isinstance(names, Mapping):
        names = [_of_pair(key, value) for key, value in names.items()]
    return [name for value in names or () if (name := _to_name(value)).name]


def _of_pair(key: Any, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {"id": key, "name": key} | dict(value)
    if isinstance(value, str):
        is_name_first = (
            isinstance(key, str) and (" " in key or has_han(key) or key != key.lower()) and " " not in value
        )
        return (value, key) if is_name_first else (key, value)
    if isinstance(value, Iterable):
        return (key, *value)
    return (value, key)


def _to_name(value: Any) -> Name:
    if isinstance(value, Name):
        return value
    if isinstance(value, str):
        return Name(None, value)
    if isinstance(value, tuple | list):
        if len(value) == 1:
            return Name(None, str(value[0]))
        aliases = [string for part in value[2:] for string in _strings(part)]
        first = _strings(value[1])
        return Name(value[0], first[0] if first else "", (*first[1:], *aliases))
    get = value.get if isinstance(value, Mapping) else lambda key: getattr(value, key, None)
    identity = next((pk for key in ("id", "pk", "slug") if (pk := get(key)) is not None), None)
    name = get("name") or get("label") or ""
    aliases = [string for key in ("names", "aliases", "other_names", "also") for string in _strings(get(key))]
    titles = [string for key in ("titles", "roles", "role", "title") for string in _strings(get(key))]
    if not name and aliases:
        name = aliases[0]
    is_body = get("kind") == "body" or bool(get("is_body"))
    return Name(identity, str(name), tuple(aliases), tuple(titles), is_body)


def _strings(value: Any) -> list[str]:
    if not value or callable(value):
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [str(value[key]) for key in ("name", "title", "label") if value.get(key)][:1]
    if isinstance(value, Iterable):
        return [string for part in value for string in _strings(part)]
    return [str(getattr(value, "title", None) or getattr(value, "name", ""))]


def name_words(name: str) -> list[str]:
    """Folded, without apostrophes, which are typed in many ways: O’Dea and O'Dea are “odea”."""
    return [fold(_APOSTROPHES.sub("", word)) for word in _WORD.findall(name)]


def is_family(word: str) -> bool:
    """Whether a folded word is a family name that stands first: Xi, Kim, Nguyen."""
    return word in _ASIAN_FAMILIES


def family_name(words: list[str]) -> str:
    """Returns the family name, folded, of a person's name given as its words: the first of an Asian name, else the last
    with its particles."""
    if not words:
        return ""
    if (
        len(words) in (2, 3)
        and words[0] in _ASIAN_FAMILIES
        and not (len(words) == 2 and words[1] in _ASIAN_FAMILIES)
    ):
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return words[-1]


@dataclass(slots=True)
class NameIndex:
    """Finds speakers by a mention: all of a name, a part of it that stands for it, or a title."""

    names: list[Name]
    whole: dict[str, list[Name]] = field(default_factory=dict)
    families: dict[str, list[Name]] = field(default_factory=dict)
    parts: dict[str, list[Name]] = field(default_factory=dict)
    titles: dict[str, list[Name]] = field(default_factory=dict)
    han: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in self.names:
            for form in dict.fromkeys((name.name, *name.names)):
                self._add(name, form)
            for title in name.titles:
                _append(self.titles, " ".join(name_words(title)), name)
        self.han = sorted({key for key in self.whole if has_han(key) and len(key) > 1}, key=len, reverse=True)

    def _add(self, name: Name, written_name: str) -> None:
        if has_han(written_name):
            _append(self.whole, simplify(fold(written_name.replace(" ", ""))), name)
            return
        words = name_words(written_name)
        _append(self.whole, " ".join(words), name)
        if "," in written_name:
            _append(self.whole, " ".join(words[1:] + words[:1]), name)
        if len(words) > 1 and not name.is_body:
            _append(self.families, family_name(words), name)
            for word in (
                {words[0], words[-1], words[-1].removeprefix("al-").removeprefix("el-")}
                if len(words[0]) > 1
                else {words[-1]}
            ):
                _append(self.parts, word, name)

    def find(self, mention: str) -> list[Name]:
        """Everybody whom the mention fits, best kind of fit only; [] where nobody does."""
        if has_han(mention):
            return self.whole.get(simplify(fold(mention.replace(" ", ""))), [])
        words = [word for word in name_words(mention) if word not in ("s",)]
        key = " ".join(words)
        names = self.whole.get(key) or self._by_reversed(words)
        if names or not words:
            return names or []
        if len(words) == 1:
            return self.families.get(key) or self.parts.get(key) or []
        inside = [
            name
            for name in self.families.get(words[-1], []) + self.parts.get(words[0], [])
            if _fits(name, words)
        ]
        return list(dict.fromkeys(inside)) or self._by_ending(words)

    def _by_ending(self, words: list[str]) -> list[Name]:
        """All of a name after titles that no list has: “Harbourmaster Amit Sethi”."""
        endings = (words[start:] for start in range(1, min(4, len(words) - 1)))
        return next((names for ending in endings if (names := self.whole.get(" ".join(ending)))), [])

    def _by_reversed(self, words: list[str]) -> list[Name] | None:
        if len(words) == 2:
            return self.whole.get(f"{words[1]} {words[0]}")
        return None

    @property
    def has_namesakes(self) -> bool:
        return any(
            len(names) > 1 for index in (self.whole, self.families, self.parts) for names in index.values()
        )

    def find_title(self, title: str) -> list[Name]:
        return self.titles.get(" ".join(name_words(title)), [])


def _append(index: dict[str, list[Name]], key: str, name: Name) -> None:
    entries = index.setdefault(key, [])
    if key and name not in entries[-1:]:
        entries.append(name)


def _fits(name: Name, words: list[str]) -> bool:
    """Whether one is the other with a middle name or an initial more, or a hyphen less."""
    for form in (name.name, *name.names):
        others = name_words(form)
        if len(words) > 1 and words in (others[: len(words)], others[-len(words) :]):
            return True  # “Mohamad Fuzi” of Mohamad Fuzi Harun
        if len(others) > 1 and others[-1] == words[-1] and others[0][0] == words[0][0]:
            short = min(others[0], words[0], key=len)
            if others[0] == words[0] or (len(short.strip(".")) == 1) or "".join(others) == "".join(words):
                return True
        if len(others) > 1 and len(words) > 1 and others[0] == words[0] and "".join(others) == "".join(words):
            return True
    return False
