"""Writes the paragraphs and tables of RTF as HTML."""

from html import escape

from archive.importing.readers.field_codes import FieldText


class Writer:
    """The body, or one note. Cells end before their row does, and paragraphs in cells before the cell."""

    def __init__(self) -> None:
        self.html: list[str] = []
        self._line: list[str] = []
        self._cell: list[str] = []
        self._row: list[str] = []
        self._is_open = False  # the table
        self.is_in_table = False
        self.heading = 0  # level of the paragraph, 0 for none

    def write(self, text: str, position: str, is_struck: bool, style: str) -> None:
        words = escape(text, quote=False).replace("\n", "<br>")
        words = f"<{position}>{words}</{position}>" if position and text.strip() else words
        for tag, start in (
            ("span", f'<span style="{style}">' if style else ""),
            ("s", "<s>" if is_struck else ""),
        ):
            words = self._inside(words, start, f"</{tag}>") if start else words
        self._line.append(words)

    def _inside(self, words: str, start: str, end: str) -> str:
        """Returns the words joined with those before, where they have the same look."""
        if self._line and self._line[-1].startswith(start) and self._line[-1].endswith(end):
            return f"{self._line.pop().removesuffix(end)}{words}{end}"
        return f"{start}{words}{end}"

    def write_formula(self, formula: FieldText) -> None:
        text, reading = escape(formula.text), escape(formula.reading)
        self._line.append(f"<ruby>{text}<rt>{reading}</rt></ruby>" if reading else f"<math>{text}</math>")

    def reset_paragraph(self) -> None:
        self.is_in_table, self.heading = False, 0

    def end_paragraph(self) -> None:
        tag = f"h{self.heading}" if self.heading else "p"
        paragraph = f"<{tag}>{self._take_line()}</{tag}>"
        if self.is_in_table:
            self._cell.append(paragraph)
        else:
            self._close_table()
            self.html.append(paragraph)

    def end_cell(self) -> None:
        line = self._take_line()
        self._row.append(f"<td>{''.join(self._cell)}{f'<p>{line}</p>' if line else ''}</td>")
        self._cell = []

    def end_row(self) -> None:
        if not self._is_open:
            self.html.append("<table>")
            self._is_open = True
        self.html.append(f"<tr>{''.join(self._row)}</tr>")
        self._row = []

    def finish(self) -> str:
        if self._cell:
            self.end_cell()
        if self._row:
            self.end_row()
        if self._line:
            self.is_in_table = False
            self.end_paragraph()
        self._close_table()
        return "".join(self.html)

    def _take_line(self) -> str:
        line = "".join(self._line)
        self._line = []
        return line

    def _close_table(self) -> None:
        if self._is_open:
            self.html.append("</table>")
            self._is_open = False
