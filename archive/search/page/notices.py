"""What a reader must know about the results as a whole, on the page and in every export."""

from collections.abc import Mapping, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.search.coarse_dates import CoarseDates
from archive.search.facets import FIELD_FACETS
from archive.search.query.nodes import SeparateWord
from archive.search.query.unparse import unparse
from archive.search.results import Results, UnknownValue

from .name_matches import NameMatches


def result_notices(results: Results) -> list[str]:
    """Returns what a reader must know of the results, the most specific first; those on the query itself are
    ``request.notices``."""
    notices = [unknown_value(value) for value in results.unknown_values]
    notices += map(separate_word, results.separate_words)
    notices += word_notices(results.synonyms, results.other_forms)
    notices += map(coarse_date, results.coarse_dates)
    if results.is_relaxed:
        notices.append(_("No result has all these words as they were typed. These are the closest matches."))
    if results.is_partial:
        notices.append(
            _(
                "The search was stopped before it was complete, so all numbers are minimums."
                " Try more specific words."
            )
        )
    if results.nearest_is_partial:
        notices.append(
            _("There was no time to look for the closest matches and for misspelt words. Try again.")
        )
    if results.missing_page:
        notices.append(
            _("There is no page %(page)d: the last is page %(last)d.")
            % {"page": results.missing_page, "last": results.pages}
        )
    return notices


def link_notices(suggested_query: str, name_matches: NameMatches | None) -> list[str]:
    """Returns what the page says by links of their own, for files, which have none."""
    notices = []
    if name_matches:
        notices.append(
            _("%(more)s more by names and titles: %(query)s")
            % {"more": name_matches.count_display, "query": name_matches.query}
        )
    if suggested_query:
        notices.append(_("Did you mean: %(query)s") % {"query": suggested_query})
    return notices


def word_notices(synonyms: Mapping[str, Sequence[str]], other_forms: Mapping[str, str]) -> list[str]:
    """Returns the sentences on words that were searched otherwise than typed; both arguments are those
    of ``Results``."""
    return [
        _("“%(typed)s”: also %(others)s.") % {"typed": word, "others": ", ".join(synonyms_of_word)}
        for word, synonyms_of_word in synonyms.items()
    ] + [other_form(typed, form) for typed, form in other_forms.items()]


def coarse_date(dates: CoarseDates) -> str:
    message = (
        ngettext(
            "One more is dated %(period)s only, which counts as its first day, and is left out.",
            "%(number)s more are dated %(period)s only, which counts as its first day, and are left out.",
            dates.number,
        )
        if dates.is_left_out
        else ngettext(
            "One of these is dated %(period)s only, which counts as its first day.",
            "%(number)s of these are dated %(period)s only, which counts as its first day.",
            dates.number,
        )
    )
    return message % {
        "number": number_format(dates.number, force_grouping=True),
        "period": dates.period,
    }


def other_form(typed: str, form: str) -> str:
    values = {"typed": typed[:80], "form": form[:80]}
    if form:
        return (
            _("No text or name has “%(typed)s”. It was searched as a form of words such as “%(form)s”.")
            % values
        )
    return _("No text or name has “%(typed)s”. It was searched as a form of other words.") % values


def separate_word(separate: SeparateWord) -> str:
    return _(
        "Only “%(value)s” was read as the %(facet)s, and “%(last)s” as a word. For both write %(query)s."
    ) % {
        "value": separate.field.value[:80],
        "facet": str(FIELD_FACETS[separate.field.name].label).lower(),
        "last": separate.word[:80],
        "query": unparse(separate.group)[:100],
    }


def unknown_value(unknown: UnknownValue) -> str:
    facet = FIELD_FACETS[unknown.field.name]
    values = {
        "facet": str(facet.label).lower(),
        "value": unknown.field.value[:80],
        "nearest": unknown.nearest,
    }
    if unknown.nearest:
        return _("The archive has no %(facet)s “%(value)s”. The nearest is “%(nearest)s”.") % values
    if facet.choices:
        values["known"] = ", ".join(facet.choices.values)
        return _("The archive has no %(facet)s “%(value)s”. Possible are: %(known)s.") % values
    return _("The archive has no %(facet)s “%(value)s”.") % values
