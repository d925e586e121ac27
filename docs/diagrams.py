"""Draws the imports between packages and the models from the code: python -m docs.diagrams

Writes docs/imports.svg and docs/models.svg. tests/test_docs.py fails when they no longer say what the code says.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

HERE = Path(__file__).parent
PYPROJECT = HERE.parent / "pyproject.toml"
# The place of each package from left to right; the contract in pyproject.toml has the layers from top to bottom.
PLACES = {
    "admin": 780,
    "admin_site": 110,
    "management": 560,
    "operations": 220,
    "alerts": 220,
    "web": 330,
    "workbench": 780,
    "accounts": 110,
    "proposing": 810,
    "importing": 810,
    "exporting": 330,
    "editing": 330,
    "search": 560,
    "matching": 780,
    "models": 560,
    "database": 110,
    "text": 560,
    "tracing": 110,
}
# Column and row of each model in the drawing.
MODELS = {
    "Source": (0, 0),
    "Document": (0, 1),
    "Passage": (0, 2),
    "Correction": (0, 3),
    "Redirect": (0, 4),
    "PendingImport": (0, 5),
    "Orphan": (1, 0),
    "Statement": (1, 1),
    "StatementTheme": (1, 2),
    "Relay": (1, 3),
    "Report": (1, 4),
    "ColumnMapping": (1, 5),
    "Publication": (2, 5),
    "Withholding": (0, 6),
    "Merge": (1, 6),
    "MergedRow": (2, 6),
    "EventName": (2, 0),
    "Event": (2, 1),
    "Participation": (2, 2),
    "Utterance": (2, 3),
    "SearchRow": (2, 4),
    "SearchWord": (0, 7),
    "SpeakerName": (3, 0),
    "Speaker": (3, 1),
    "Role": (3, 2),
    "SynonymSet": (0, 8),
    "Theme": (3, 3),
    "ThemeLabel": (3, 4),
    "SearchName": (3, 5),
    "PendingRefresh": (2, 7),
    "PendingAnalysis": (0, 9),
    "ProposalDecision": (3, 6),
    "ReportPair": (1, 7),
    "PendingChange": (2, 8),
    "ChangeReview": (3, 8),
    "Guidelines": (3, 7),
    "TermOccurrence": (1, 8),
    "Term": (1, 9),
    "TermWording": (2, 9),
}
STYLE = """<style>
  svg { background: #fff }
  text { font: 13px system-ui, sans-serif; fill: #1d2433 }
  .name { font-weight: 600 }
  .quiet { font-size: 11px; fill: #556 }
  rect { fill: #f5f7fb; stroke: #5b6b8c; stroke-width: 1.2 }
  path { fill: none; stroke: #8b98b3; stroke-width: 1.2 }
  .up path { stroke: #c0392b }
</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0 8 4 0 8z" style="fill:#5b6b8c;stroke:none"/></marker></defs>"""


def read_layers() -> list[list[str]]:
    """The packages of each layer, the uppermost first."""
    contracts = tomllib.loads(PYPROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return [[name.strip() for name in layer.split("|")] for layer in contracts[0]["layers"]]


def package_imports() -> set[tuple[str, str]]:
    """Pairs of packages of which the first imports the second."""
    graph = grimp.build_graph("archive")
    known = [package for layer in read_layers() for package in layer]
    pairs = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            above, below = package_of(module, known), package_of(imported, known)
            if above and below and above != below:
                pairs.add((above, below))
    return pairs


def without_implied(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs that no way over other packages implies; with the others nobody could follow an arrow."""
    reached = set(pairs)
    while more := {(a, d) for a, b in reached for c, d in reached if b == c} - reached:
        reached |= more
    return {(a, c) for a, c in pairs if not any((a, b) in reached and (b, c) in reached for _, b in pairs)}


def package_of(module: str, packages: Iterable[str]) -> str | None:
    return next((name for name in packages if module == name or module.startswith(f"{name}.")), None)


def draw_imports() -> str:
    width, height, gap = 150, 40, 44
    layers = read_layers()
    place = {
        package: (PLACES[package.removeprefix("archive.")], 20 + row * (height + gap))
        for row, layer in enumerate(layers)
        for package in layer
    }
    shapes = []
    for above, below in sorted(without_implied(package_imports())):
        (x1, y1), (x2, y2) = place[above], place[below]
        down = y2 > y1
        start, end = (y1 + height, y2) if down else (y1, y2 + height)
        middle = (start + end) / 2
        shapes.append(
            f"<g{'' if down else ' class=' + chr(34) + 'up' + chr(34)}>"
            f'<path d="M{x1} {start} C{x1} {middle:.0f} {x2} {middle:.0f} {x2} {end}" marker-end="url(#arrow)"/></g>'
        )
    for package, (x, y) in place.items():
        shapes.append(box(x - width / 2, y, width, height, package.removeprefix("archive."), []))
    return svg(905, len(layers) * (height + gap) - gap + 40, shapes)


def draw_models() -> str:
    from django.apps import apps

    width, height, gap_x, gap_y = 190, 92, 70, 34
    models = {name: apps.get_model("archive", name) for name in MODELS}
    corner = {
        name: (20 + column * (width + gap_x), 20 + row * (height + gap_y))
        for name, (column, row) in MODELS.items()
    }
    shapes = []
    for name, model in models.items():
        for field in model._meta.get_fields():
            if (
                (field.many_to_one or field.one_to_one)
                and field.concrete
                and field.related_model.__name__ in MODELS
            ):
                shapes.append(arrow(corner[name], corner[field.related_model.__name__], width, height))
    for name, model in models.items():
        shapes.append(box(*corner[name], width, height, name, field_lines(model)))
    rows = max(row for _column, row in MODELS.values()) + 1
    return svg(20 + 4 * (width + gap_x), 20 + rows * (height + gap_y), shapes)


def field_lines(model) -> list[str]:
    """The names of its fields in lines that fit into a box; relations are arrows and not repeated."""
    names = [
        field.name
        for field in model._meta.get_fields()
        if field.concrete and not field.is_relation and field.name != "id"
    ]
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) > 30:
            lines.append("")
        lines[-1] += f"{name}, "
    lines = [line.strip() for line in lines]
    return (
        [*lines[:3], f"{lines[3].rstrip(',')} …"] if len(lines) > 4 else [*lines[:-1], lines[-1].rstrip(",")]
    )


def arrow(start: tuple, end: tuple, width: int, height: int) -> str:
    """From the box that holds the foreign key to the box it names."""
    (x1, y1), (x2, y2) = start, end
    if start == end:
        return f'<path d="M{x1 + width} {y1 + 20} q30 14 0 28" marker-end="url(#arrow)"/>'
    if x1 == x2:
        side = x1 + width * 0.85
        a, b = (y1 + height, y2) if y2 > y1 else (y1, y2 + height)
        if abs(y2 - y1) > height + 40:
            edge, middle = x1 + width, (y1 + y2 + height) / 2
            ends = f"M{edge} {y1 + height / 2} Q{edge + 40} {middle} {edge} {y2 + height / 2}"
            return f'<path d="{ends}" marker-end="url(#arrow)"/>'
        return f'<path d="M{side} {a} L{side} {b}" marker-end="url(#arrow)"/>'
    a, b = (x1 + width, x2) if x2 > x1 else (x1, x2 + width)
    y1, y2 = y1 + height / 2, y2 + height / 2
    return f'<path d="M{a} {y1} C{(a + b) / 2} {y1} {(a + b) / 2} {y2} {b} {y2}" marker-end="url(#arrow)"/>'


def box(x: float, y: float, width: float, height: float, name: str, lines: list[str]) -> str:
    texts = "".join(
        f'<text class="quiet" x="{x + 10:.0f}" y="{y + 40 + 14 * number:.0f}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    top = y + (22 if lines else height / 2 + 5)
    return (
        f'<g><rect x="{x:.0f}" y="{y:.0f}" width="{width}" height="{height}" rx="5"/>'
        f'<text class="name" x="{x + 10:.0f}" y="{top:.0f}">{escape(name)}</text>{texts}</g>'
    )


def svg(width: float, height: float, shapes: list[str]) -> str:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', STYLE, *shapes, "</svg>", ""])


DRAWINGS = {"imports.svg": draw_imports, "models.svg": draw_models}


def main() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for name, draw in DRAWINGS.items():
        (HERE / name).write_text(draw(), "utf-8")


if __name__ == "__main__":
    main()
