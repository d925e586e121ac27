"""Counts over time against a count of the statements one by one, and against the totals of the search."""

import datetime as dt
import random
from collections import Counter
from itertools import product

import numpy as np
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Document, State, Statement
from archive.search.engine import engine
from archive.search.engine.series import periods_of
from archive.search.query.parser import parse
from archive.search.trends.params import read_trend_params
from archive.search.trends.series import MAX_PERIODS, Period, all_lines, count_trend
from archive.search.trends.shares import wilson_lower
from tests.factories import make_document, make_source, make_speaker, make_statement
from tests.search_setup import load_columns_once

WORDS = ("harbour", "library", "promise", "kept", "ships")
ATTRIBUTIONS = ("verbatim", "paraphrase", "question")


@given(st.dates(min_value=dt.date(1, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_a_day_lies_in_its_period(day, step):
    (number,) = periods_of(np.array([(day - dt.date(1970, 1, 1)).days], np.int32), step).tolist()
    period = Period(step, number)
    assert period.first <= day <= period.last
    assert period.last == dt.date.max or Period(step, number + 1).first == period.last + dt.timedelta(days=1)


def test_periods_are_written_as_iso_has_them():
    periods = (Period("month", 2024 * 12 + 4), Period("quarter", 2024 * 4 + 1), Period("year", 987))
    assert list(map(str, periods)) == ["2024-05", "2024 Q2", "0987"]


@pytest.fixture
def archive(db, monkeypatch):
    """Thirty documents of random words, some machine translations, some drafts, some without a date."""
    rng = random.Random(14)
    sources = [make_source(f"Source {number}", slug=f"source-{number}x") for number in range(3)]
    speakers = [make_speaker(f"Speaker {number}", slug=f"speaker-{number}x") for number in range(4)]
    for number in range(30):
        words = " ".join(rng.choices(WORDS, k=6))
        day = None if number % 9 == 8 else dt.date(2019 + rng.randrange(5), rng.randrange(12) + 1, 1)
        document = make_document(
            f"{words}.",
            source=rng.choice(sources),
            language=rng.choice(["en", "fr"]),
            date=day,
            state=State.DRAFT if number % 7 == 6 else State.PUBLISHED,
            coverage="full" if number % 4 == 0 else "",
            translator="machine" if number % 5 == 4 else "",
        )
        for _each in range(2):
            make_statement(
                document,
                words[: rng.choice([len(words) // 2, len(words)])].strip(),
                speaker=rng.choice([*speakers, None]),
                attribution=rng.choice(ATTRIBUTIONS),
                state=State.DRAFT if rng.random() < 0.15 else State.PUBLISHED,
            )
    load_columns_once(monkeypatch)


def count_one_by_one(phrase, step, facet, value, machine):
    """Period -> statements that have these words in this order; every statement is looked at."""
    months = {"month": 1, "quarter": 3, "year": 12}[step]
    found = Counter()
    for statement in Statement.objects.select_related("document__source", "speaker"):
        document = statement.document
        has = {
            "": value,
            "source": document.source.slug,
            "language": document.language,
            "attribution": statement.attribution,
            "speaker": statement.speaker.slug if statement.speaker else None,
        }
        if statement.state != "published" or document.state != "published" or has[facet] != value:
            continue
        if document.translator == "machine" and not machine:
            continue
        words = statement.text.rstrip(".").split()
        runs = [words[place : place + len(phrase)] for place in range(len(words))]
        if phrase and phrase not in runs:
            continue
        if document.date:
            found[(document.date.year * 12 + document.date.month - 1) // months] += 1
    return dict(found)


@pytest.mark.slow
def test_counts_are_those_of_statements_one_by_one_and_of_the_search(archive):
    rng = random.Random(20)
    for split, step in product(
        ("", "source", "language", "attribution", "speaker"), ("month", "quarter", "year")
    ):
        words, machine = rng.choices(WORDS, k=rng.choice([1, 2])), rng.random() < 0.5
        address = f"phrase=%22{'+'.join(words)}%22&by={step}&split={split}{'&machine=yes' * machine}"
        trend = count_trend(read_trend_params(QueryDict(address))[0])
        for drawing, line in all_lines(trend.drawings):
            value = getattr(line.params, split)[0] if split else ""
            assert line.counts == count_one_by_one(words, step, split, value, machine)
            assert line.totals == count_one_by_one([], step, split, value, machine)
            searches = [(line.params, line.total)]
            searches += [(line.search(period), line.count(period)) for period in drawing.periods[:5]]
            for params, number in searches:
                matches = engine.match(params, parse(params.q))
                assert (0 if matches.is_relaxed else matches.counts.total) == number


@pytest.mark.slow
def test_the_first_use_and_the_shares_are_of_what_is_counted(archive):
    (phrase,) = count_trend(read_trend_params(QueryDict("phrase=harbour"))[0]).phrases
    public = Statement.objects.published().exclude(document__translator="machine")
    dates = [part.document.date for part in public if "harbour" in part.text and part.document.date]
    assert phrase.first.document.date == min(dates)
    for share in phrase.speakers:
        of_speaker = public.filter(speaker__slug=share.params.speaker[0])
        assert (share.count, share.total) == (
            of_speaker.filter(text__contains="harbour").count(),
            of_speaker.count(),
        )


@pytest.mark.slow
def test_coverage_is_of_documents_without_statements_too(archive):
    make = count_trend(read_trend_params(QueryDict("phrase=harbour"))[0]).coverage
    public = Document.objects.published().exclude(translator="machine")
    assert (make.documents, make.annotated) == (public.count(), public.exclude(coverage="").count())


@pytest.mark.slow
def test_phrases_that_nothing_has_are_counted_as_none(archive):
    trend = count_trend(read_trend_params(QueryDict("phrase=zanzibar&phrase=harbour+zanzibar"))[0])
    assert ([phrase.total for phrase in trend.phrases], trend.drawings) == ([0, 0], [])


@pytest.mark.slow
def test_too_many_periods_become_longer_ones(archive):
    make_statement(make_document("harbour.", date="1890-01-01"), "harbour")
    trend = count_trend(read_trend_params(QueryDict("phrase=harbour&by=month"))[0])
    assert (trend.step, len(trend.drawings[0].periods) < MAX_PERIODS) == (
        "year",
        True,
    ) or trend.step == "quarter"


def test_small_numbers_rank_below_large_ones_of_the_same_share():
    assert wilson_lower(40, 60) > wilson_lower(2, 3) > wilson_lower(1, 3)
    assert wilson_lower(10, 100) == pytest.approx(0.0552, abs=1e-4)  # Wilson 1927 by any statistics package
