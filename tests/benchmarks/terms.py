"""The processor time of finding terms in synthetic statements: python -m tests.benchmarks.terms [STATEMENTS]"""

import random
import sys
import time

from archive.text.terms import TermFinder, Wording

WORDS = 30  # of a statement
TERMS = (10, 1_000)


def main(size: int) -> None:
    rng = random.Random(7)
    vocabulary = [f"w{number}" for number in range(5_000)]
    texts = [" ".join(rng.choices(vocabulary, k=WORDS)) for _ in range(size)]
    for number in TERMS:
        finder = TermFinder(Wording(n, " ".join(rng.choices(vocabulary, k=2))) for n in range(number))
        started = time.process_time()
        found = sum(len(finder.find(text)) for text in texts)
        seconds = time.process_time() - started
        print(f"{size} statements, {number} terms: {seconds:.1f} s of processor time, {found} found")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
