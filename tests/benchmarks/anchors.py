"""How long it takes to reanchor two thousand marked spans through corrections of a text of 100,000 words.

python -m tests.benchmarks.anchors
"""

import time

from archive.editing.reanchoring.anchors import reanchor

WORDS = 25_000  # groups of four


def text() -> str:
    groups = (f"word{n * n % 9973} and the harbour{n % 977}" + ".\n\n" * (n % 40 == 39) for n in range(WORDS))
    return " ".join(groups)


def corrections(old: str) -> dict[str, str]:
    return {
        "one typing error": old.replace("word4", "wrod4", 1),
        "a paragraph more": old.replace("\n\n", "\n\nA preface that was left out.\n\n", 1),
        "a word replaced in some 500 places": old.replace(" the harbour1", " a port1").replace(
            " the harbour2 ", " a port2 "
        ),
        "a character replaced everywhere": old.replace("h", "k"),
        "another text": " ".join(f"other{n * 7 % 9973} but a lamp{n % 977}" for n in range(WORDS)),
    }


def main() -> None:
    old = text()
    starts = range(0, len(old) - 200, len(old) // 2000)
    spans = [(start, start + 100) for start in starts]
    print(f"{len(old.split()):,} words, {len(spans):,} spans")
    for name, new in corrections(old).items():
        report_progress(name, old, new, spans)
    same = ("go " * 100_000).strip()
    report_progress(
        "100,000 equal words",
        same,
        f"{same[:150_000]} stop {same[150_000:]}",
        [(at, at + 20) for at in range(0, 290_000, 145)],
    )


def report_progress(name: str, old: str, new: str, spans: list[tuple[int, int]]) -> None:
    began = time.perf_counter()
    reanchor(old, new, spans)
    print(f"{name:36}{time.perf_counter() - began:6.2f} s")


if __name__ == "__main__":
    main()
