"""Finds names that are almost the same, to warn an editor before a second entry is created for one thing."""

from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.db.models.functions import Length

from archive.models import Event, Speaker, Theme
from archive.text.folding import fold
from archive.text.words import WORD

OTHER_NAMES: dict[type[models.Model], str] = {
    Speaker: "names__name",
    Event: "names__name",
    Theme: "labels__text",
}
NAME_FIELDS: dict[type[models.Model], str] = {Theme: "label"}
MIN_RATIO = 0.9  # of letters that two names share in order, twice over the letters of both
MIN_LENGTH = 6  # letters below which only what is folded to the same counts: Wang and Wong are two people
MAX_SHOWN = 5


def find_near_names(model: type[models.Model], name: str, except_id: int | None = None) -> list[Any]:
    """Rows of ``model`` (speakers, events, themes, sources) with a similar name. Spelling, accents, case, punctuation
    and word order may differ; names with different numbers are never similar. Three queries."""
    words = _words(name)
    if not words:
        return []
    near_ids: dict[int, None] = {}
    for field in filter(None, (NAME_FIELDS.get(model, "name"), OTHER_NAMES.get(model))):
        lengths = (len(name) - 4, len(name) + 4)
        rows = model._default_manager.annotate(length=Length(field)).filter(length__range=lengths)
        for pk, other_name in rows.values_list("pk", field).order_by("pk"):
            if pk != except_id and is_near(words, _words(other_name)):
                near_ids.setdefault(pk)
    return list(model._default_manager.filter(pk__in=list(near_ids)[:MAX_SHOWN]).order_by("pk"))


def is_near(left_words: list[str], right_words: list[str]) -> bool:
    """Whether two names are similar; each is a list of folded words."""
    if sorted(left_words) == sorted(right_words):
        return True
    if _numbers(left_words) != _numbers(right_words):
        return False
    left, right = " ".join(left_words), " ".join(right_words)
    if min(len(left), len(right)) < MIN_LENGTH:
        return left.replace(" ", "") == right.replace(" ", "")
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return (
        matcher.real_quick_ratio() >= MIN_RATIO
        and matcher.quick_ratio() >= MIN_RATIO
        and matcher.ratio() >= MIN_RATIO
    )


def _words(name: str) -> list[str]:
    return WORD.findall(fold(name))


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if any(char.isdigit() for char in word)]
