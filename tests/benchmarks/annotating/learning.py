"""What decisions and confirmed statements teach: precision of the better half, and the first theme.

python -m tests.benchmarks.annotating.learning [GOLD…]

Gold files take the place of an editor: what matches a gold span is accepted, the rest rejected. Proposals drawn by
chance are decided, all others are scored anew, and the better half of these is counted: the mean of forty draws. Themes
are those of the demonstration archive, one document left out at a time, the confirmed statements drawn from the others.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.proposing import Proposal, propose
from archive.proposing.decisions import ACCEPTED, REJECTED, AcceptanceRates, Decision
from archive.proposing.evaluation.gold import present_gold
from archive.proposing.evaluation.scores import match_spans
from archive.proposing.themes import Theme, ThemeFinder

ROOT = Path(__file__).resolve().parents[3]
GOLD = [ROOT / "tests/proposing/gold", ROOT / "tests/proposing/shared_gold.json"]
DEMO = ROOT / "fixtures/demo.json"
DRAWS, THEME_DRAWS = 40, 4
CONFIRMED = (0, 50, 200)


def judged_proposals(paths: Sequence[Path]) -> list[tuple[Proposal, bool]]:
    """Each proposal over the gold, and whether it is right."""
    texts, skipped = present_gold(paths)
    for reason in skipped:
        print("skipped", reason)
    judged = []
    for text in texts:
        proposals = propose(text.text, language=text.language, kind=text.kind, names=text.names)
        right = {index for _gold, index in match_spans(text.spans, proposals)}
        judged += [(each, index in right) for index, each in enumerate(proposals)]
    return judged


def better_half(judged: Iterable[tuple[Proposal, bool]]) -> float:
    ordered = sorted(judged, key=lambda item: -item[0].score)
    half = ordered[: len(ordered) // 2]
    return sum(is_right for _proposal, is_right in half) / len(half)


def after_decisions(judged: list[tuple[Proposal, bool]], count: int, seed: int) -> float:
    shuffled = random.Random(seed).sample(judged, len(judged))
    decided, rest = shuffled[:count], shuffled[count:]
    rates = AcceptanceRates(
        Decision(each.rule, each.cue.lower(), ACCEPTED if is_right else REJECTED)
        for each, is_right in decided
    )
    return better_half((rates.rescore(each), is_right) for each, is_right in rest)


def print_halves(paths: Sequence[Path]):
    judged = judged_proposals(paths)
    share = sum(is_right for _proposal, is_right in judged) / len(judged)
    print(f"{len(judged)} proposals, right {share:.3f}; the better half {better_half(judged):.3f}")
    for count in (50, 200):
        if count < len(judged) // 2:
            mean = sum(after_decisions(judged, count, seed) for seed in range(DRAWS)) / DRAWS
            print(f"after {count} decisions the better half of the others: {mean:.3f}")


def demo_rows() -> tuple[list[Theme], list[tuple[int, str, set[int]]]]:
    """The themes of the demonstration archive, and (document, words, themes) of its statements with themes."""
    rows = defaultdict(list)
    for row in json.loads(DEMO.read_text("utf-8")):
        rows[row["model"].split(".")[1]].append((row.get("pk"), row["fields"]))
    labels, chosen = defaultdict(list), defaultdict(set)
    for _pk, fields in rows["themelabel"]:
        labels[fields["theme"]].append(fields["text"])
    for _pk, fields in rows["statementtheme"]:
        chosen[fields["statement"]].add(fields["theme"])
    themes = [
        Theme(pk, fields["label"], tuple(labels[pk]), fields.get("scope_note", ""))
        for pk, fields in rows["theme"]
    ]
    statements = [
        (fields["document"], fields["text"], chosen[pk]) for pk, fields in rows["statement"] if chosen[pk]
    ]
    return themes, statements


def theme_share(
    themes: list[Theme], statements: list[tuple[int, str, set[int]]], count: int, seed: int
) -> float:
    """For how many statements the first theme is right, `count` of other documents being confirmed."""
    right = 0
    drawn = random.Random(seed)
    for document in sorted({document for document, _words, _themes in statements}):
        others = [statement for statement in statements if statement[0] != document]
        examples = [(words, found) for _document, words, found in drawn.sample(others, count)]
        own = [statement for statement in statements if statement[0] == document]
        finder = ThemeFinder(themes, examples, [words for _document, words, _themes in own])
        for _document, words, found in own:
            first = finder.find(words, limit=1)
            right += bool(first) and first[0].id in found
    return right / len(statements)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path, default=GOLD)
    print_halves(parser.parse_args().gold)
    themes, statements = demo_rows()
    for count in CONFIRMED:
        draws = THEME_DRAWS if count else 1
        mean = sum(theme_share(themes, statements, count, seed) for seed in range(draws)) / draws
        print(f"{count} confirmed statements: the first theme right {mean:.3f}")


if __name__ == "__main__":
    main()
