"""Odd documents: an input beside the expected result. A new one is two files.

`python -m tests.importing.test_golden` writes the outputs again; read the difference before committing it.
"""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from archive.importing.parse import parse_file

GOLDEN = Path(__file__).parent / "golden"
INPUTS = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


def summary(parsed):
    return {
        "header": {
            field.name: str(value)
            for field in fields(parsed.header)
            if (value := getattr(parsed.header, field.name))
        },
        "suggestions": [
            [suggestion.field, str(suggestion.value), suggestion.reason] for suggestion in parsed.suggestions
        ],
        "findings": list(parsed.findings),
        "parts": [[part.first, part.last, part.title, part.reason] for part in parsed.parts],
        "passages": [
            [passage.kind, passage.speaker_label, parsed.passage_text(passage), *filter(None, [passage.time])]
            for passage in parsed.passages
        ],
        "children": [summary(child) for child in parsed.children],
    }


def outcome(path):
    """Of a file of one document, the document with the findings on the file."""
    file = parse_file(path.read_bytes(), path.name)
    documents = [summary(document) for document in file.documents]
    if len(documents) == 1 and not file.refusals:
        return documents[0] | {"findings": [*file.findings, *file.document.findings]}
    refusals = [[refusal.name, refusal.reason] for refusal in file.refusals]
    return {"findings": list(file.findings), "refusals": refusals, "documents": documents}


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_document_is_parsed_as_expected(path):
    assert outcome(path) == json.loads(path.with_suffix(".json").read_text("utf-8"))


if __name__ == "__main__":
    for item in INPUTS:
        text = json.dumps(outcome(item), ensure_ascii=False, indent=1)
        item.with_suffix(".json").write_text(text + "\n", "utf-8")
