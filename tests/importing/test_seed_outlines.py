"""What the importer finds in each of the four seed texts, as an outline without any of their words.

Words are there as the beginning of their SHA-256. `python -m tests.importing.test_seed_outlines` writes the outlines
again; read the difference before committing it.
"""

import hashlib
import json
import re
from pathlib import Path

import pytest

from archive.importing.parse import paragraphs_of_part, parse_file, parse_part
from archive.importing.parsed_document import PartialDate

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
OUTLINES = Path(__file__).parent / "seed_outlines"
NAMES = (
    "capacity-building-workshop-remarks",
    "envoy-to-paris-summit",
    "politburo-study-session",
    "study-session-machine-translated",
)
PLAIN_FIELDS = ("kind", "language", "date", "event_date")  # whose values are no words of the text

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside this checkout")


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def without_words(sentence):
    """A sentence of ours, with digests for what it quotes."""
    return re.sub("“([^”]*)”", lambda match: f"“{digest(match[1])}”", sentence)


def value_of(field, value):
    return str(value) if field in PLAIN_FIELDS or isinstance(value, PartialDate) else digest(str(value))


def suggestions(document):
    return [
        [suggestion.field, value_of(suggestion.field, suggestion.value), without_words(suggestion.reason)]
        for suggestion in document.suggestions
    ]


def part_outline(document, part):
    place = (part.first, part.last)
    alone = parse_part(paragraphs_of_part(document, *place), place, part.header)
    given = {name: value for name, value in vars(part.header).items() if value}
    return {
        "range": place,
        "title": digest(part.title),
        "reason": without_words(part.reason),
        "header": {name: value_of(name, value) for name, value in given.items()},
        "suggestions": suggestions(alone),
    }


def outline(name):
    file = parse_file((SEEDS / f"{name}.txt").read_bytes(), f"{name}.txt")
    document = file.document
    return {
        "text": digest(document.text),
        "encoding": file.encoding,
        "passages": [
            f"{passage.kind} {digest(passage.speaker_label)} {digest(document.passage_text(passage))} "
            f"{passage.end - passage.start}"
            for passage in document.passages
        ],
        "suggestions": suggestions(document),
        "parts": [part_outline(document, part) for part in document.parts],
        "findings": [without_words(item) for item in (*file.findings, *document.findings)],
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_seed_is_read_as_it_was(name):
    found = json.loads(json.dumps(outline(name)))

    assert found == json.loads((OUTLINES / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_an_outline_has_no_words_of_its_seed(name):
    written = set(re.findall(r"\w{4,}(?: \w{4,}){2,}", (OUTLINES / f"{name}.json").read_text("utf-8")))
    seed = " ".join((SEEDS / f"{name}.txt").read_text("utf-8").split())

    assert [words for words in written if words in seed] == []


if __name__ == "__main__":
    for item in NAMES:
        path = OUTLINES / f"{item}.json"
        path.write_text(json.dumps(outline(item), ensure_ascii=False, indent=1) + "\n", "utf-8")
