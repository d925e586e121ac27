"""Every speech of the corpora of ../shared is found under its speaker, with every word; see tests/benchmarks."""

import pytest

from tests.benchmarks.importing import DATA, speeches

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the corpora of ../shared/data are not here"),
]


@pytest.mark.parametrize(
    ("corpus", "files"),
    list(zip(speeches.CORPORA, ["4", "7", "2", "17", "5"], strict=True)),
)
def test_every_speech_of_a_corpus_is_found(corpus, files):
    row, _refused = speeches.measure_corpus(corpus, sorted(DATA.glob(speeches.CORPORA[corpus])))
    _corpus, read, there, right, spurious, words, kept, headings, found, times, times_kept, _ms = row

    assert (read, right, spurious, kept) == (files, there, 0, words)
    assert (found, times_kept) == (headings, times)


def test_what_holds_no_speech_is_refused_in_words():
    _table, refusals = speeches.measure()

    assert len(refusals.rows) == 11
    assert refusals.rows[-1][1] == "us_Act_2011-11-29.xml is a law in Akoma Ntoso; only debates are read."
