"""What a page shows: its pieces of text with their places, and how many images. (ISO 32000-1, 9.4.)"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from archive.importing.readers.pdf.characters import space_between
from archive.importing.readers.pdf.fonts import UNKNOWN_FONT, Font, Fonts, resolve, resolve_dictionary
from archive.importing.readers.pdf.geometry import (
    IDENTITY,
    Matrix,
    matrix,
    multiply,
    number,
    point,
    translate,
)
from archive.importing.readers.pdf.page import PageContent, TextRun, Unseen
from archive.importing.readers.pdf.painting import ACTIONS as PAINT_ACTIONS
from archive.importing.readers.pdf.painting import CLEAR, Layers, Painter, State
from archive.importing.readers.pdf.visibility import MIN_SIZE

MAX_DEPTH = 8  # of forms inside forms
MAX_STATES = 200  # of states kept inside of each other
MAX_OPERATIONS = 500_000  # of a file, about 15 s; 300 dense pages have about 50,000
GAP = 1.0  # of the font size: more between two pieces of one string begins another
FILLED = (0, 4)  # rendering modes of letters without an outline
INVISIBLE = (3, 7)  # those that paint nothing


class TooMuchContent(Exception):
    """The pages draw more than a text does."""


class Interpreter:
    """Draws nothing, notes what would be drawn. One for a file: it counts the operations of all pages."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._fonts, self._layers = Fonts(), Layers(reader)
        self._operations = 0

    def read(self, contents: Any, resources: Any, transform: Matrix) -> PageContent:
        page = PageContent()
        painter = self._painter(resources, page)
        self._run(contents, resources, _Drawing(State(transform), page, painter), 0)
        return page

    def _painter(self, resources: Any, page: PageContent) -> Painter:
        return Painter(page.areas, resources, self._layers, lambda: len(page.runs))

    def _run(self, contents: Any, resources: Any, drawing: "_Drawing", depth: int) -> None:
        contents = resolve(contents)
        if contents is None:
            return
        drawing.fonts = self._fonts.read_resources(resources)
        for operands, operator in ContentStream(contents, self._reader, "bytes").operations:
            self._operations += 1
            if self._operations > MAX_OPERATIONS:
                raise TooMuchContent
            if operator == b"Do":
                self._draw_object(operands, resources, drawing, depth)
            elif operator == b"INLINE IMAGE":
                drawing.draw_image(operands.get("settings", {}))
            elif action := _ACTIONS.get(operator):
                action(drawing, operands)
            elif paint := PAINT_ACTIONS.get(operator):
                paint(drawing.painter, drawing.state, operands)

    def _draw_object(self, operands: Any, resources: Any, drawing: "_Drawing", depth: int) -> None:
        objects = resolve_dictionary(resolve_dictionary(resources).get("/XObject"))
        form = resolve_dictionary(objects.get(operands[0])) if operands else DictionaryObject()
        if form.get("/Subtype") == "/Image":
            drawing.draw_image(form)
        elif form.get("/Subtype") == "/Form" and depth < MAX_DEPTH:
            state = replace(drawing.state)
            values = resolve(form.get("/Matrix"))
            if form_matrix := matrix(list(values) if isinstance(values, ArrayObject) else []):
                state.transform = multiply(form_matrix, state.transform)
            form_resources = form.get("/Resources", resources)
            painter = self._painter(form_resources, drawing.page)
            painter.begin_form(form, state, drawing.painter.is_off)
            self._run(form, form_resources, _Drawing(state, drawing.page, painter), depth + 1)


class _Drawing:
    """The state of one content stream, and the text objects in it."""

    def __init__(self, state: State, page: PageContent, painter: Painter) -> None:
        self.state, self.page, self.painter = state, page, painter
        self.fonts: dict[str, Font] = {}
        self._kept: list[State] = []
        self._text = self._line = IDENTITY
        self._open: TextRun | None = None

    def keep(self, _operands: Any) -> None:
        if len(self._kept) < MAX_STATES:
            self._kept.append(replace(self.state))

    def restore(self, _operands: Any) -> None:
        if self._kept:
            self.state = self._kept.pop()

    def transform(self, operands: Any) -> None:
        if change := matrix(operands):
            self.state.transform = multiply(change, self.state.transform)

    def draw_image(self, image: Any) -> None:
        self.page.images += 1
        self.painter.draw_image(self.state, image)

    def begin_text(self, _operands: Any) -> None:
        self._text = self._line = IDENTITY
        self._open = None

    def set_font(self, operands: Any) -> None:
        if len(operands) == 2:
            self.state.font = self.fonts.get(str(operands[0]), UNKNOWN_FONT)
            self.set_number("size", operands)

    def set_number(self, name: str, operands: Any) -> None:
        if (value := number(operands[-1]) if operands else None) is not None:
            setattr(self.state, name, value / 100 if name == "scale" else value)

    def move(self, operands: Any) -> None:
        if offset := point(operands):
            self._start_line(translate(*offset, self._line))

    def move_and_set_leading(self, operands: Any) -> None:
        if offset := point(operands):
            self.state.leading = -offset[1]
            self.move(operands)

    def set_matrix(self, operands: Any) -> None:
        if place := matrix(operands):
            self._start_line(place)

    def next_line(self, _operands: Any = ()) -> None:
        self._start_line(translate(0, -self.state.leading, self._line))

    def _start_line(self, place: Matrix) -> None:
        self._text = self._line = place

    def show(self, operands: Any) -> None:
        if operands:
            self._show_pieces([operands[-1]])

    def show_array(self, operands: Any) -> None:
        if operands and isinstance(operands[0], list):
            self._show_pieces(operands[0])

    def show_on_next_line(self, operands: Any) -> None:
        self.next_line()
        self.show(operands)

    def show_with_spaces(self, operands: Any) -> None:
        if len(operands) == 3:
            self.set_number("word_space", operands[:1])
            self.set_number("character_space", operands[1:2])
            self.show_on_next_line(operands[2:])

    def _show_pieces(self, pieces: Iterable[Any]) -> None:
        state = self.state
        for piece in pieces:
            if isinstance(piece, int | float):
                self._advance(-piece / 1000 * state.size * state.scale)
            elif isinstance(piece, str | bytes):
                content = piece if isinstance(piece, bytes) else piece.encode("latin-1", "replace")
                self._show_bytes(content)

    def _advance(self, distance: float) -> None:
        self._text = translate(distance, 0, self._text)

    def _show_bytes(self, content: bytes) -> None:
        state, font = self.state, self.state.font
        codes, text = font.decode(content)
        # Word space is for the one-byte code 32.
        spaces = codes.count(" ") if len(codes) == len(content) else 0
        width = font.width(codes) / 1000 * state.size + len(codes) * state.character_space
        width = (width + spaces * state.word_space) * state.scale
        start = multiply(translate(0, state.rise, self._text), state.transform)
        self._advance(width)
        end = multiply(translate(0, state.rise, self._text), state.transform)
        if not font.is_readable:
            self.page.unreadable += len(text)
            return
        self._note(start, end, text)

    def _note(self, start: Matrix, end: Matrix, text: str) -> None:
        size = abs(self.state.size) * (start[2] ** 2 + start[3] ** 2) ** 0.5
        is_turned = abs(start[1]) > abs(start[0]) or start[0] < 0
        unseen = self._unseen(start, end, size)
        # That of letters with an outline as well is not known.
        colour = self.state.paint.colour if self.state.render_mode in FILLED else None
        x, right = min(start[4], end[4]), max(start[4], end[4])
        run = self._open
        is_like = run and not is_turned and not run.is_turned and (unseen, colour) == (run.unseen, run.colour)
        if run and is_like and abs(run.y - start[5]) < 0.1 and abs(run.size - size) < 0.1:
            gap, state_gap = x - run.right, self.state.font.space_width / 2000
            if -0.3 * size <= gap < GAP * size:
                run.text += space_between(run.text, text, gap, size, state_gap) + text
                run.right = max(run.right, right)
                return
        if text:
            is_bold = self.state.font.is_bold
            self._open = TextRun(x, start[5], right, size, text, is_bold, is_turned, unseen, colour)
            self.page.runs.append(self._open)

    def _unseen(self, start: Matrix, end: Matrix, size: float) -> Unseen:
        paint = self.state.paint
        if self.painter.is_off:
            return Unseen.LAYER
        if self.state.render_mode in INVISIBLE or paint.alpha < CLEAR:
            return Unseen.INVISIBLE
        if size < MIN_SIZE and not self.state.font.is_drawn:
            return Unseen.TINY
        x, y = (start[4] + end[4]) / 2, start[5] + size / 3
        return Unseen.SEEN if paint.clip.holds(x, y) else Unseen.OUTSIDE


def _number(name: str) -> Callable[[_Drawing, Any], None]:
    return lambda drawing, operands: drawing.set_number(name, operands)


_ACTIONS: dict[bytes, Callable[[_Drawing, Any], None]] = {
    b"q": _Drawing.keep,
    b"Q": _Drawing.restore,
    b"cm": _Drawing.transform,
    b"BT": _Drawing.begin_text,
    b"Tf": _Drawing.set_font,
    b"Tc": _number("character_space"),
    b"Tw": _number("word_space"),
    b"Tz": _number("scale"),
    b"TL": _number("leading"),
    b"Ts": _number("rise"),
    b"Tr": _number("render_mode"),
    b"Td": _Drawing.move,
    b"TD": _Drawing.move_and_set_leading,
    b"Tm": _Drawing.set_matrix,
    b"T*": _Drawing.next_line,
    b"Tj": _Drawing.show,
    b"TJ": _Drawing.show_array,
    b"'": _Drawing.show_on_next_line,
    b'"': _Drawing.show_with_spaces,
}
