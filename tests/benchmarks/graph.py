"""Time and memory against size, drawn from RESULTS.md: python -m tests.benchmarks.graph

Both axes are logarithmic. A point is one section; only those of one machine and hour may be compared, which each
section says of itself.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
RESULTS, DRAWING = HERE / "RESULTS.md", HERE / "results.svg"
WIDTH, HEIGHT, LEFT, TOP, GAP = 380, 300, 70, 50, 110
STYLE = (
    "svg { background: #fff } text { font: 13px system-ui, sans-serif; fill: #1d2433 } .title { font-weight: 600 }"
    " .grid { stroke: #d8deea } .line { fill: none; stroke-width: 2 } .quiet { font-size: 11px; fill: #556 }"
)
COLOURS = ("#1f5fa8", "#b4451f", "#2f7d4f")
SECTION = re.compile(r"^## ([\d,]+) statements$", re.MULTILINE)
FIRST_ASKED_ROW = re.compile(r"^\| first asked \| ([\d,.]+) \| ([\d,.]+) \| ([\d,.]+) \|$", re.MULTILINE)
MEMORY = re.compile(
    r"^- memory of the workers \(PSS\): \[(.+?)\] MB at the start, \[(.+?)\] MB at the end$", re.MULTILINE
)


@dataclass(frozen=True)
class Panel:
    """``lines``: name -> (size, value), ascending."""

    title: str
    unit: str
    lines: dict[str, list[tuple[float, float]]]


def number(text: str) -> float:
    return float(text.replace(",", ""))


def read_panels(text: str) -> list[Panel]:
    times: dict[str, list] = {"p50": [], "p95": [], "max": []}
    memory: dict[str, list] = {"at the start": [], "at the end": []}
    heads = list(SECTION.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        size, body = number(head[1]), text[head.end() : following.start() if following else len(text)]
        body = body.split("\n## ")[0]
        if found := FIRST_ASKED_ROW.search(body):
            for values, value in zip(times.values(), found.groups(), strict=True):
                values.append((size, number(value)))
        if found := MEMORY.search(body):
            for values, workers in zip(memory.values(), found.groups(), strict=True):
                values.append((size, max(map(number, workers.split(",")))))
    return [
        Panel("A query first asked, over HTTP", "ms", times),
        Panel("Memory of the larger of two workers (PSS)", "MB", memory),
    ]


def draw(panels: list[Panel]) -> str:
    shapes = [draw_panel(panel, LEFT + place * (WIDTH + GAP)) for place, panel in enumerate(panels)]
    width, height = LEFT + len(panels) * (WIDTH + GAP), TOP + HEIGHT + 60
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="Time and memory against the number of statements"><style>{STYLE}</style>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def draw_panel(panel: Panel, left: float) -> str:
    points = [point for line in panel.lines.values() for point in line]
    x, y = (decades([point[axis] for point in points]) for axis in (0, 1))

    def across(size: float) -> float:
        return left + (math.log10(size) - x[0]) / (x[1] - x[0]) * WIDTH

    def up(value: float) -> float:
        return TOP + HEIGHT - (math.log10(value) - y[0]) / (y[1] - y[0]) * HEIGHT

    shapes = [f'<text class="title" x="{left}" y="{TOP - 22}">{panel.title}</text>']
    for power in range(y[0], y[1] + 1):
        place = up(10**power)
        shapes.append(f'<path class="grid" d="M{left} {place:.0f}h{WIDTH}"/>')
        shapes.append(label(left - 8, place + 4, "end", f"{10**power:,} {panel.unit}"))
    for power in range(x[0], x[1] + 1):
        place = across(10**power)
        shapes.append(f'<path class="grid" d="M{place:.0f} {TOP}v{HEIGHT}"/>')
        shapes.append(label(place, TOP + HEIGHT + 18, "middle", f"{10**power:,}"))
    for (name, line), colour in zip(panel.lines.items(), COLOURS, strict=False):
        path = " ".join(f"{across(size):.1f},{up(value):.1f}" for size, value in line)
        shapes.append(f'<polyline class="line" stroke="{colour}" points="{path}"/>')
        shapes += [
            f'<circle cx="{across(size):.1f}" cy="{up(value):.1f}" r="3.5" fill="{colour}"><title>'
            f"{name}, {size:,.0f} statements: {value:,.0f} {panel.unit}</title></circle>"
            for size, value in line
        ]
        size, value = line[-1]
        shapes.append(
            f'<text x="{across(size) + 8:.0f}" y="{up(value) + 4:.0f}" style="fill:{colour}">{name}</text>'
        )
    shapes.append(label(left + WIDTH, TOP + HEIGHT + 38, "end", "statements"))
    return f"<g>{''.join(shapes)}</g>"


def label(x: float, y: float, anchor: str, words: str) -> str:
    return f'<text class="quiet" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{words}</text>'


def decades(values: list[float]) -> tuple[int, int]:
    """The powers of ten around them, at least one apart."""
    lowest, highest = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return lowest, max(highest, lowest + 1)


def main() -> None:
    DRAWING.write_text(draw(read_panels(RESULTS.read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    main()
