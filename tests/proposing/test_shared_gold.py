"""Gold over texts of others: only offsets, names, labels and checksums are kept here (docs/proposing.md)."""

import json
from pathlib import Path

import pytest

from archive.proposing import propose
from archive.proposing.evaluation.gold import GoldError, MissingTextsError, present_gold, read_gold
from archive.proposing.evaluation.scores import evaluate, match_spans
from archive.proposing.proposal import Proposal

GOLD = Path(__file__).parent / "shared_gold.json"
SECOND = Path(__file__).parent / "shared_gold_second_reading.json"


@pytest.mark.slow
def test_gold_over_texts_of_others():
    texts, reasons = present_gold([GOLD])
    if reasons:
        pytest.skip(reasons[0])
    result = evaluate(
        texts, lambda text: propose(text.text, language=text.language, kind=text.kind, names=text.names)
    )
    assert result.all.gold >= 200
    assert (result.all.precision > 0.9, result.all.recall > 0.9, result.share(result.speakers) > 0.93) == (
        True,
        True,
        True,
    )


def test_two_readings_agree():
    pairs = first = second = speakers = 0
    for one, other in zip(spans_of(GOLD), spans_of(SECOND), strict=True):
        matched = match_spans(one, other)
        first, second, pairs = first + len(one), second + len(other), pairs + len(matched)
        speakers += sum(one[a].speaker == other[b].speaker for a, b in matched)
    assert (first, second, pairs, speakers) == (203, 198, 198, 194)


def spans_of(path):
    texts = json.loads(path.read_text("utf-8"))["texts"]
    return [[Proposal(**span) for span in text["spans"]] for text in texts]


@pytest.mark.parametrize("path", [GOLD, SECOND], ids=["first", "second"])
def test_no_words_of_the_texts_are_kept(path):
    for text in json.loads(path.read_text("utf-8"))["texts"]:
        assert set(text) <= {
            "file", "row", "item", "paragraphs", "labels", "sha256", "language", "kind", "names", "spans"
        }  # fmt: skip
        assert all(set(span) == {"start", "end", "form", "speaker"} for span in text["spans"])


def test_a_text_that_differs_is_refused_and_a_missing_folder_is_reported(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("Ann said no.", "utf-8")
    gold = {"folder": "texts", "texts": [{"file": "one.txt", "sha256": "0" * 64, "spans": []}]}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold), "utf-8")
    with pytest.raises(GoldError, match="SHA-256 differs"):
        read_gold(path)
    path.write_text(json.dumps(gold | {"folder": "elsewhere"}), "utf-8")
    with pytest.raises(MissingTextsError, match="not there"):
        read_gold(path)
