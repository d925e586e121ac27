"""A speech of some 3,000 words becomes forty statements by keyboard alone; what it costs is reported (``-rP``)."""

import gzip
import json
import time

import pytest
from django.conf import settings

from .benching import choose, press, settled

SPEECHES = settings.BASE_DIR.parent / "shared" / "data" / "us-state-of-the-union" / "sotu-1790-2024.jsonl.gz"
STATEMENTS = 40

pytestmark = pytest.mark.skipif(not SPEECHES.is_file(), reason="the speeches (../shared/data) are not here")


@pytest.fixture(scope="module")
def speech():
    """The first of them with 2,800 to 3,300 words, as the archive keeps texts."""
    with gzip.open(SPEECHES, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = "\n\n".join(" ".join(part["text"].split()) for part in json.loads(line)["paragraphs"])
            if 2_800 <= len(text.split()) <= 3_300:
                return text
    raise AssertionError("no speech is so long")


def test_a_speech_by_keyboard_alone(bench, new_text, speech, saved):
    document = new_text(speech, kind="speech")
    page = bench(document)
    page.focus("#text")
    keys = press(page, "Control+Home", "s", "Enter")
    choose(page, "speaker", "Amara Adeyemi")
    choose(page, "themes", "Harbour life")
    page.locator("[data-field=themes] .keep").press("Enter")
    page.locator("#choose-themes").press("Enter")
    settled(page, 1)
    began, keys, spent = time.perf_counter(), 0, []
    for number in range(2, STATEMENTS + 1):
        start = time.perf_counter()
        keys += press(page, "s")
        if number % 4 == 0:
            keys += press(page, "Shift+ArrowDown")
        if number % 5 == 0:
            keys += press(page, "Shift+ArrowLeft", "Shift+ArrowLeft")
        if number % 3:
            keys += press(page, "Enter")
            page.locator("#panel").wait_for()
            keys += press(page, "Enter")
        else:
            keys += press(page, "Shift+Enter")
        settled(page, number)
        spent.append(time.perf_counter() - start)
    whole = time.perf_counter() - began
    spent.sort()
    print(
        f"\n{len(speech.split())} words, {STATEMENTS} statements: {keys / (STATEMENTS - 1):.1f} keys and "
        f"{1000 * whole / (STATEMENTS - 1):.0f} ms a statement until it is saved "
        f"(median {1000 * spent[len(spent) // 2]:.0f}, longest {1000 * spent[-1]:.0f})"
    )
    rows = saved(document, "text", "speaker__name", "themes__label", "attribution")
    assert len(rows) == STATEMENTS
    assert {row[1:] for row in rows} == {("Amara Adeyemi", "Harbour life", "verbatim")}
    assert all(words == words.strip() and words in speech for words, *_ in rows)
    assert keys / (STATEMENTS - 1) <= 6
