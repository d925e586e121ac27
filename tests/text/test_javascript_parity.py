"""The annotator's scripts see the same characters, spaces and folded letters as the server, for all of Unicode."""

import itertools
import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
import regex

from archive.text.canonical import clean_characters
from archive.text.characters import is_space
from archive.text.folding import fold
from archive.text.spans import is_markable

from .word_characters import assigned_characters

SCRIPTS = Path(__file__).parents[2] / "archive" / "static" / "archive" / "annotator" / "text"
pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")

# What a character may attach to, and what may attach to it.
BEFORE = ["a", "\u0600", "ᄀ", "가", "각", "\u1161", "क\u094d", "👩\u200d", "🇫"]
AFTER = ["a", "\u0301", "\u1161", "\u11a8", "\u200d👩", "🇷"]
SAMPLES = [
    "“ \u0301น้ำ",
    "می\u200c خواهم",
    "👩\u200d👩\u200d👧 a",
    "क्षि\u200d ",
    "🇫🇷🇩🇪🇮",
    "e\u0323\u0301 \u0301",
    "1\ufe0f\u20e3",
]


def run_node(script: str, given: list) -> list:
    """The JSON that the script prints, which finds what is given in `given`."""
    code = f"""
        import {{ readFileSync }} from "node:fs";
        import * as documentText from {json.dumps((SCRIPTS / "document-text.mjs").as_uri())};
        import {{ fold }} from {json.dumps((SCRIPTS / "folding.mjs").as_uri())};
        const given = JSON.parse(readFileSync(0, "utf8"));
        {script}
    """
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", code],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def unicode_of_node() -> tuple[int, ...]:
    version = run_node("console.log(JSON.stringify(process.versions.unicode));", [])
    return tuple(map(int, version.split(".")))


@pytest.mark.slow
def test_characters_are_divided_alike():
    if unicode_of_node() < (15, 1):
        pytest.skip("this node follows a Unicode that does not join Indic conjuncts yet")
    around = [(before, "a") for before in BEFORE] + [("a", after) for after in AFTER]
    joining = regex.compile(r"[^\p{GCB=Other}]|\p{InCB=Consonant}|\p{Extended_Pictographic}")
    texts = [f"a{character}a" for character in assigned_characters()]
    texts += [
        b + c + a
        for b, a in around
        for c in assigned_characters()
        if joining.match(c) and not "가" < c <= "힣"
    ]
    script = """
        const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
        const split = (text) => Array.from(graphemes.segment(text), ({ segment }) => segment);
        console.log(JSON.stringify(given.map(split)));
    """
    cluster = regex.compile(r"\X")
    found = zip(texts, run_node(script, texts), strict=True)
    assert [(text, parts) for text, parts in found if parts != cluster.findall(text)] == []


def test_every_selection_that_the_annotator_trims_may_be_marked():
    texts = [clean_characters(text) for text in SAMPLES]
    script = """
        const trim = (text) => {
          const read = new documentText.DocumentText([[text, 0]]);
          const found = [];
          for (let start = 0; start <= read.end; start++) {
            for (let end = start + 1; end <= read.end; end++) found.push(read.trimSpan(start, end));
          }
          return found.filter(Boolean).map(({ start, end }) => [start, end]);
        };
        console.log(JSON.stringify(given.map(trim)));
    """
    for text, spans in zip(texts, run_node(script, texts), strict=True):
        assert spans
        assert [span for span in spans if not is_markable(text, *span)] == []


@pytest.mark.slow
def test_the_same_characters_are_spaces():
    canonical = [
        character
        for character in assigned_characters()
        if is_space(character) and character in clean_characters(f"a{character}b")
    ]
    script = """
        const shown = (character) => new documentText.DocumentText([[`a${character}b`, 0]]).trimSpan(1, 1 + 1);
        console.log(JSON.stringify(given.map(shown)));
    """
    assert [
        c for c, span in zip(canonical, run_node(script, canonical), strict=True) if span and span["end"] == 2
    ] == []
    visible = list(
        itertools.islice(
            (c for c in assigned_characters() if unicodedata.category(c)[0] in "LNPS"), 0, None, 7
        )
    )
    script = """
        const shown = (character) => new documentText.DocumentText([[character, 0]]).trimSpan(0, 1);
        console.log(JSON.stringify(given.map(shown)));
    """
    assert [c for c, span in zip(visible, run_node(script, visible), strict=True) if not span] == []


@pytest.mark.slow
def test_texts_are_folded_alike():
    texts = assigned_characters() + [
        f"{letter}{accent}" for letter in "aAиИйeёжσΣ한" for accent in "\u0301\u0306\u0323\u0308"
    ]
    texts += [
        "Élan Йод Ёлка",
        "ΟΔΥΣΣΕΥΣ",
        "ＡＩ ½ ﬁ №",
        "İstanbul ß ẞ",
        "한국 が",
        "и\u0323\u0306",
        "ӂ\u0301",
    ]
    found = run_node("console.log(JSON.stringify(given.map(fold)));", texts)
    assert [(text, there) for text, there in zip(texts, found, strict=True) if there != fold(text)] == []
