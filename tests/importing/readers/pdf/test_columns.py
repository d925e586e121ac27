"""Pages that are partly in columns, and lines of few words in narrow ones."""

from archive.importing.readers.pdf.page import TextRun
from archive.importing.readers.pdf.page_lines import PageText, page_lines

HEIGHT, SIZE, LEADING = 842.0, 10.0, 12.0


def run(text, x, y, width, size=SIZE):
    return TextRun(text=text, x=x, y=y, right=x + width, size=size)


def column(label, x, top, rows, width):
    return [run(f"{label} line {row} of the column.", x, top - row * LEADING, width) for row in range(rows)]


def lines_of(*runs):
    return [line.text for line in page_lines([PageText(runs, HEIGHT)]).lines if line.text]


def test_a_summary_over_the_page_does_not_mix_the_columns_below_it():
    summary = column("summary", 70, 700, 9, 450)
    left, right = column("left", 70, 560, 12, 215), column("right", 305, 560, 12, 215)
    closing = column("closing", 70, 380, 9, 450)

    labels = [line.split()[0] for line in lines_of(*summary, *left, *right, *closing)]

    assert labels == ["summary"] * 9 + ["left"] * 12 + ["right"] * 12 + ["closing"] * 9


def test_rows_of_a_short_table_are_no_columns():
    above = column("above", 70, 700, 9, 450)
    cells = [
        run(text, x, 560 - row * LEADING, 60)
        for row in range(6)
        for text, x in ((f"year {row}", 70), (f"sum {row}", 300))
    ]

    assert lines_of(*above, *cells)[9:] == [f"year {row} sum {row}" for row in range(6)]


def test_even_spaces_of_a_justified_line_make_no_table_row():
    left, right = column("left", 70, 700, 12, 140), column("right", 230, 700, 12, 140)
    y = 700 - 4 * LEADING
    words = [run("few", 70, y, 20), run("wide", 130, y, 20), run("words", 190, y, 20)]
    others = [item for item in left if item.y != y]

    lines = page_lines([PageText([*others, *words, *right], HEIGHT)]).lines

    assert [line.is_table_row for line in lines if line.text == "few wide words"] == [False]


def test_a_heading_does_not_run_on_into_the_column_below_it():
    heading = run("Minutes of the quay council", 70, 760, 300, size=16)
    left, right = column("left", 70, 700, 12, 215), column("right", 305, 700, 12, 215)

    lines = page_lines([PageText([heading, *left, *right], HEIGHT)]).lines

    first = next(line for line in lines if line.text.startswith("left line 0"))
    assert not first.follows_break
