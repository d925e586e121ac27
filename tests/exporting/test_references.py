"""References in three styles, printed by citation processors from what is exported and by the pages' own code."""

import json
import re
from dataclasses import replace

import pytest
from django.utils import translation

from archive.exporting import csl, ris
from archive.exporting.reference import make_reference
from archive.exporting.styles import STYLES

from . import citeproc
from .reference_records import every_record
from .rows import DESCRIPTION


def items() -> list[dict]:
    """As a reader of the export gets them, in the order of the records."""
    return json.loads("".join(csl.write(every_record().values(), DESCRIPTION)))


# What citeproc-js prints otherwise: no comma after a family name that comes first in its own language; the doubt of the
# day of publication beside the event, and not that of the event; a capital within a sentence.
QUIRKS = {
    "APA": [("Lin M.", "Lin, M."), ("Han M.", "Han, M.")],
    "Chicago": [("Forum, [March 5, 2024?]", "Forum, March 5, 2024"), ("February 2024", "[February 2024?]")],
    "MLA": [(", Circa", ", circa")],
}


@pytest.mark.slow
@pytest.mark.parametrize("style", citeproc.STYLES)
def test_citeproc_prints_the_export_as_in_the_golden_file(style):
    if missing := citeproc.what_is_missing():
        pytest.skip(missing)
    printed = citeproc.print_references(items(), style)
    assert dict(zip(every_record(), printed, strict=True)) == citeproc.read_golden(style)


@pytest.mark.parametrize("style", citeproc.STYLES)
def test_a_page_cites_as_citeproc_does(style):
    golden = citeproc.read_golden(style)
    ours = {label: STYLES[style](make_reference(record), None) for label, record in every_record().items()}
    assert ours == {label: without_quirks(style, text) for label, text in golden.items()}


def without_quirks(style: str, text: str) -> str:
    """Nor with the day of reading, which citeproc gives only where nothing else is dated."""
    for theirs, ours in QUIRKS[style]:
        text = text.replace(theirs, ours)
    return re.sub(
        r"Retrieved November 22, 2026, from |Accessed November 22, 2026\. | Accessed 22 Nov\. 2026\.",
        "",
        text,
    )


def test_a_name_is_written_once_and_alike():
    """No place that the event's name has, and a source that relays is called as it is elsewhere in the list."""
    record = every_record()["relayed paraphrase"]
    daily = replace(record, source="Harbour Agency (title not recorded)")
    assert make_reference(daily).author.name == "Harbour Agency (title not recorded)"
    assert make_reference(replace(daily, source="Harbour Agency of Ada")).author.name == "Harbour Agency"
    quoted = replace(every_record()["relayed"], source="Harbour Agency (title not recorded)")
    assert "by Harbour Agency (title not recorded) in" in make_reference(quoted).detail
    named = replace(record, event="Inspection of Port Ada and Quay", place="Port Ada")
    assert (make_reference(named).place, make_reference(replace(named, place="Ada Hill")).place) == (
        "",
        "Ada Hill",
    )


def test_a_reference_is_in_english_whoever_reads_it():
    """As its style is, with its months."""
    record = every_record()["relayed paraphrase"]
    doubtful = replace(record, certain=False)
    with translation.override("zh-hans"):
        printed = [style(make_reference(doubtful), None) for style in STYLES.values()]
        assert ("SE", "para. 4") in ris.tags(record, "", "")
        assert make_reference(every_record()["document"]).detail == "speech"
        assert translation.get_language() == "zh-hans"
    assert printed == [style(make_reference(doubtful), None) for style in STYLES.values()]
    assert "[attribution uncertain]" in printed[0]
