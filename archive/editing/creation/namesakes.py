"""Speakers with the same name, described by their roles and dates so that nobody mistakes one for another."""

from collections.abc import Collection

from django.db.models import Q

from archive.models import Speaker

MAX_NAMES = 50  # that are looked up at once


def find_namesakes(names: Collection[str]) -> dict[str, list[Speaker]]:
    """Returns for each name, in lower case, the speakers that have it as main or other name, with their roles. Three
    queries; at most MAX_NAMES names are looked up."""
    folded_names = list(dict.fromkeys(name.casefold() for name in names if name))[:MAX_NAMES]
    if not folded_names:
        return {}
    condition = Q()
    for name in folded_names:
        condition |= Q(name__iexact=name) | Q(names__name__iexact=name)
    rows = Speaker.objects.filter(condition).distinct().prefetch_related("names", "roles").order_by("pk")
    namesakes: dict[str, list[Speaker]] = {}
    for speaker in rows:
        for name in {
            speaker.name.casefold(),
            *(other_name.name.casefold() for other_name in speaker.names.all()),
        }:
            if name in folded_names:
                namesakes.setdefault(name, []).append(speaker)
    return namesakes


def describe_speaker(speaker: Speaker) -> str:
    """Returns the speaker's roles, “Minister of Harbours, Coast (2019 – 2023); Mayor (since 2024)”; country and kind
    where none are known."""
    roles = [f"{role} ({role.period})" if role.period else str(role) for role in speaker.roles.all()]
    return "; ".join(roles) or ", ".join(filter(None, [str(speaker.get_kind_display()), speaker.country]))
