"""The request for phrases over time as one value; it reads and writes the query string."""

import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.models import Document
from archive.search.engine import Names
from archive.search.facets import FACETS_BY_NAME
from archive.search.query.nodes import Field, Term, map_terms
from archive.search.query.parser import parse
from archive.search.query.unparse import unparse
from archive.search.request.filters import read_params, without_nul
from archive.search.request.form import read_query
from archive.search.request.params import FACET_NAMES, SearchParams

MAX_PHRASES = 4
ANY_FIELD = re.compile(r"(?<!\w)any ?[:：]", re.IGNORECASE)
STEPS = ("month", "quarter", "year")
MEASURES = ("count", "rate")
SPLITS = ("speaker", "source", "language", "attribution")
MACHINE = ("translation", Document.Translator.MACHINE.value)


@dataclass(frozen=True, slots=True)
class TrendParams:
    """``phrases`` are queries, as the search writes them; ``step`` is empty where the reader chose none. ``base`` is
    the search without words whose statements are counted, machine translations left out unless ``machine``."""

    phrases: tuple[str, ...] = ()
    step: str = ""
    measure: str = MEASURES[0]
    split: str = ""
    machine: bool = False
    base: SearchParams = field(default_factory=lambda: SearchParams(unit="statements"))

    def change(self, **changes: Any) -> "TrendParams":
        return replace(self, **changes)

    def search(self, phrase: str = "", **changes: Any) -> SearchParams:
        """Returns the search whose total a number is; ``changes`` are of SearchParams."""
        exclude = self.base.exclude
        if not self.machine and MACHINE[1] not in self.base.translation:
            exclude = tuple(dict.fromkeys((*exclude, MACHINE)))
        return replace(self.base, **{"q": phrase, "exclude": exclude, **changes})

    def pairs(self) -> list[tuple[str, str]]:
        pairs = [("phrase", to_input_text(phrase)) for phrase in self.phrases]
        choices = {
            "by": self.step,
            "measure": self.measure if self.measure != MEASURES[0] else "",
            "split": self.split,
        }
        pairs += [(name, value) for name, value in choices.items() if value]
        if self.machine:
            pairs.append(("machine", "yes"))
        return pairs + [(name, value) for name, value in self.base.pairs() if name != "unit"]

    def querystring(self) -> str:
        return urlencode(self.pairs())

    @property
    def coverage(self) -> SearchParams:
        """A search for the paragraphs of the documents, annotated or not, that what is counted could come from."""
        of_statements: dict[str, Any] = {
            name: () for name in FACET_NAMES if not FACETS_BY_NAME[name].of_passages
        }
        params = self.search(unit="passages", **of_statements)
        exclude = tuple((name, value) for name, value in params.exclude if FACETS_BY_NAME[name].of_passages)
        return params.change(exclude=exclude, theme_match="")

    def hidden_pairs(self) -> list[tuple[str, str]]:
        """Returns (name, value) of what the page's form has no field for."""
        return [(name, value) for name, value in self.base.hidden_pairs() if name != "unit"]


def read_trend_params(data: QueryDict) -> tuple[TrendParams, list[str]]:
    """Returns the request and what of it could not be used, in sentences."""
    data = without_nul(data)
    notes: list[str] = []
    phrases = read_phrases(data.getlist("phrase"), notes)
    step = read_choice(data, "by", STEPS, notes)
    measure = read_choice(data, "measure", MEASURES, notes) or MEASURES[0]
    split = read_choice(data, "split", SPLITS, notes)
    machine = read_choice(data, "machine", ("yes",), notes) == "yes"
    search, form = read_params(data)
    base = search.change(q="", unit="statements", sort="")
    if base.since and base.until and base.since > base.until:
        notes.append(_("The first date was later than the last, so they were swapped."))
        base = base.change(since=base.until, until=base.since)
    return TrendParams(phrases, step, measure, split, machine, base), [
        *notes,
        *(note for note in form.notes if note != form.date_note),
    ]


def read_choice(data: QueryDict, name: str, allowed_values: tuple[str, ...], notes: list[str]) -> str:
    """Returns the value if it is allowed, else an empty string, and adds a sentence to ``notes``."""
    value: str = data.get(name, "").strip()
    if value and value not in allowed_values:
        notes.append(
            _("“%(value)s” is not a valid value for “%(name)s”.") % {"value": value[:80], "name": name}
        )
    return value if value in allowed_values else ""


def read_phrases(typed: list[str], notes: list[str]) -> tuple[str, ...]:
    """Returns at most MAX_PHRASES different ones in the query language; what was ignored is added to ``notes``."""
    phrases = []
    for text in filter(str.strip, typed):
        query, query_notes = read_query(text)
        notes += query_notes
        if ANY_FIELD.search(text):
            notes.append(_("“any:” was ignored: phrases over time are counted in the text only."))
        if query:
            phrases.append(to_phrase_query(query))
    phrases = list(dict.fromkeys(phrases))
    if len(phrases) > MAX_PHRASES:
        notes.append(_("Only the first %d phrases were counted.") % MAX_PHRASES)
    notes[:] = list(dict.fromkeys(notes))
    return tuple(phrases[:MAX_PHRASES])


def term_query(slug: str) -> str:
    """Returns the phrase that counts the statements in which an editor has confirmed the term."""
    return unparse(Field("term", slug))


def to_input_text(phrase: str) -> str:
    """Returns the shortest text that is counted as this query: without quotation marks and fields where it
    needs none."""
    root = parse(phrase).root
    # The words as one types them, those in quotation marks as they are.
    form = (
        map_terms(root, lambda term: term if term.exact else replace(term, in_text=False), True)
        if root
        else None
    )
    shorter = (root.text if isinstance(root, Term) else "", unparse(form) if form else "")
    return next((text for text in shorter if text and to_phrase_query(text) == phrase), phrase)


def label_of(phrase: str, names: Names) -> str:
    """Returns what the phrase is called: a term by its original, words as they are typed."""
    root = parse(phrase).root
    if isinstance(root, Field) and root.name == "term":
        keys = names.keys("term", [root.value.lower()])
        return names.by_id["term"][keys[0]].label if keys else root.value
    return to_input_text(phrase)


def to_phrase_query(text: str) -> str:
    """Returns plain words as a phrase, a plain word as one in the text, in any form; of what has syntax the words that
    are not in quotation marks in the text, too."""
    query = parse(text)
    plain = [clause for clause in query.clauses if clause == Term(getattr(clause, "text", ""))]
    if not plain or len(plain) < len(query.clauses):
        return (
            unparse(map_terms(query.root, lambda term: replace(term, in_text=True), True))
            if query.root
            else ""
        )
    if len(plain) == 1 and not plain[0].is_phrase:
        return unparse(replace(plain[0], in_text=True))
    return unparse(Term(" ".join(term.text for term in plain), in_text=True, exact=True))
