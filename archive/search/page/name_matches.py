"""What words in quotation marks find besides in names and titles."""

from dataclasses import dataclass

from django.utils.formats import number_format

from archive.search.query.parser import any_field_text, parse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.results import Results, count_matches


@dataclass(frozen=True)
class NameMatches:
    """Lines that have the words of a phrase only in names and titles, and the search that finds them, too."""

    count: int
    count_display: str
    query: str
    url: str


def find_name_matches(
    params: SearchParams, results: Results, milliseconds: int | None = None
) -> NameMatches | None:
    """Returns None where there are no words in quotation marks, or nothing more. Runs a search, which has so many
    ``milliseconds``, else SEARCH_BUDGET."""
    wider = any_field_text(parse(params.q))
    if wider is None or results.is_partial:
        return None
    all_fields = params.change(q=wider)
    number = count_matches(all_fields, milliseconds) - (0 if results.is_relaxed else results.total)
    if number <= 0:
        return None
    return NameMatches(number, number_format(number, force_grouping=True), wider, url(all_fields))
