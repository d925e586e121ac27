"""How much of what comes in is read rightly, measured on the corpora of ../shared/data.

Each module of this package has `measure() -> Iterable[Table]`; `python -m tests.benchmarks.importing [NAME …]` prints
the tables of all modules or of the named ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


@dataclass(frozen=True)
class Table:
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    def __str__(self) -> str:
        """In Markdown."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return (
            f"### {self.title}\n\n" + "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"
        )
