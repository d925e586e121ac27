"""What the header and options say, and the suggestions where they are silent, as a document's fields."""

from dataclasses import dataclass

from archive.importing.parsed import Header, ImportRefused, PartialDate, Suggestion

_FIELDS = ("title", "source", "kind", "date", "language")
_LIMITS = {"title": 400, "original_title": 400, "translator_name": 200, "url": 1000, "language": 20}
FALLBACK_KIND = Suggestion("kind", "news_report", "nothing in the text says what it is")
FALLBACK_LANGUAGE = Suggestion("language", "en", "nothing in the text says which it is")


@dataclass(frozen=True)
class Filled(Header):
    place: str = ""


def fill(parsed, parent=None):
    """(values, suggestions used, notes on what stays open). Raises ImportRefused without a source."""
    values = {name: getattr(parsed.header, name) for name in Header.__dataclass_fields__}
    used = []
    for name in _FIELDS:
        suggestion = None if values[name] else _suggestion(parsed, name, parent)
        if suggestion:
            values[name] = suggestion.value
            used.append(suggestion)
    _check(values)
    place = parsed.suggested("place")
    return Filled(**values, place=place.value if place else ""), tuple(used), _missing(parsed, values)


def _missing(parsed, values):
    if values["date"]:
        return []
    day = parsed.suggested("day")
    if day:
        return [f"Its date is open: “{day.value}” is printed without a year."]
    return ["Its date is open: none was given and none stands in its first lines."]


def _suggestion(parsed, name, parent):
    found = parsed.suggested(name)
    if found is None and parent is not None:
        found = _from_parent(parent, name)
    if found is None:
        found = {"kind": FALLBACK_KIND, "language": FALLBACK_LANGUAGE}.get(name)
    if found and name == "title":
        return Suggestion("title", found.value[: _LIMITS["title"]], found.reason)
    return found


def _from_parent(parent, name):
    """A part was published by whoever published the whole, unless it says otherwise; its date is its own."""
    value = {"source": parent.source.slug, "language": parent.language}.get(name)
    return Suggestion(name, value, f"the whole it is part of, “{parent.title}”") if value else None


def _check(values):
    if not values["source"]:
        raise ImportRefused("Who published this text? Give its source.", "source")
    if values["translation_of"] and not values["translator"]:
        raise ImportRefused(
            "Who translated this text? Give the translator: official, outlet, archive or machine.",
            "translator",
        )
    for name, limit in _LIMITS.items():
        if len(values[name]) > limit:
            shown = name.replace("_", " ")
            raise ImportRefused(
                f"The {shown} has {len(values[name]):,} characters; {limit:,} are the most.", name
            )


def plain_fields(values):
    date = values.date or PartialDate(None)
    names = ("title", "original_title", "kind", "language", "url", "translator", "translator_name")
    return {
        **{name: getattr(values, name) for name in names},
        "rights_note": values.rights_note,
        "public_note": values.public_note,
        "date": date.first,
        "date_precision": date.precision,
        "date_uncertain": date.uncertain,
    }


def event_fields(values):
    """For an event made on the way: it took place when and where the text says."""
    if not values.date:
        return {"place": values.place}
    return {
        "place": values.place,
        "start": values.date.first,
        "start_precision": values.date.precision,
        "date_uncertain": values.date.uncertain,
    }
