"""Why a pair was suggested: as it is kept with it, and as a sentence for the editor."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.matching.similarity import NEAR_DAYS, Similarity
from archive.models import Event, Speaker, Theme

Labels = Mapping[str, str]
NAMED: dict[str, Any] = {"speaker": Speaker, "event": Event, "theme": Theme}


def evidence_labels(similarities: Sequence[Similarity]) -> Labels:
    """Returns the present labels for keys of names ("speaker:12") and themes. At most three queries."""
    keys = {
        key
        for similarity in similarities
        for key in (*similarity.names, *(f"theme:{pk}" for pk in similarity.themes))
    }
    labels: dict[str, str] = {}
    for kind, model in NAMED.items():
        ids = [int(key.partition(":")[2]) for key in keys if key.startswith(f"{kind}:")]
        labels |= {
            f"{kind}:{pk}": str(row) for pk, row in (model.objects.in_bulk(ids) if ids else {}).items()
        }
    return labels


def as_evidence(similarity: Similarity, labels: Labels) -> dict[str, Any]:
    """Returns the evidence as JSON, without what the two do not share."""
    themes = [f"theme:{pk}" for pk in similarity.themes]
    evidence = {
        "words": list(similarity.words),
        "numbers": list(similarity.numbers),
        "names": [labels[key] for key in similarity.names if key in labels and key not in themes],
        "themes": [labels[key] for key in themes if key in labels],
        "by_translation": similarity.by_translation,
        "same_event": similarity.same_event,
        "same_speaker": similarity.same_speaker,
        "days": similarity.days,
        "text": round(similarity.text, 3),
    }
    return {name: value for name, value in evidence.items() if value or (value == 0 and name == "days")}


def reason_sentence(evidence: Mapping[str, Any]) -> str:
    """Such as “shares the rare words harbour, library; same event”."""
    words, numbers, names, themes = (
        evidence.get(kind, ()) for kind in ("words", "numbers", "names", "themes")
    )
    days = evidence.get("days")
    is_near = days is not None and days <= NEAR_DAYS
    parts = (
        evidence.get("by_translation") and _("the same place in a translation"),
        _join_names(ngettext("shares the rare word %s", "shares the rare words %s", len(words)), words),
        _join_names(ngettext("the number %s", "the numbers %s", len(numbers)), numbers),
        _join_names(ngettext("the name %s", "the names %s", len(names)), names),
        _join_names(ngettext("same theme: %s", "same themes: %s", len(themes)), themes),
        evidence.get("same_event") and _("same event"),
        evidence.get("same_speaker") and _("same speaker"),
        is_near and (ngettext("%d day apart", "%d days apart", days) % days if days else _("same date")),
    )
    return "; ".join(part for part in parts if part)


def _join_names(line: str, names: Sequence[str]) -> str:
    return line % ", ".join(names) if names else ""
