"""How a content stream paints areas and fills letters, followed to tell what nobody sees. (ISO 32000-1, 8.4 to 8.11)"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import ArrayObject

from archive.importing.readers.pdf.fonts import UNKNOWN_FONT, Font, resolve, resolve_dictionary
from archive.importing.readers.pdf.geometry import IDENTITY, Matrix, Point, number, point, transformed_point
from archive.importing.readers.pdf.page import (
    BLACK,
    EVERYWHERE,
    WHITE,
    Box,
    Colour,
    PaintedArea,
    box_around,
    is_rectangle,
    light,
)

CLEAR = 0.05  # less opaque than this is not seen
LINE = 1.0  # points: what is no thicker neither covers words nor is behind them
_UNKNOWN_SPACES = ("/Pattern", "/Indexed", "/Lab")
_TINTS = ("/Separation", "/DeviceN")  # of inks, whose colour is not known; none of them is white
_MASKS = ("/ImageMask", "/IM", "/Mask", "/SMask")
_PLAIN = ("/Normal", "/Compatible")


@dataclass(frozen=True)
class Paint:
    """The fill of areas and letters; `colour` is None where it is not known, as that of a pattern."""

    space: str = "/DeviceGray"
    colour: Colour | None = BLACK
    alpha: float = 1.0
    is_plain: bool = True  # neither masked nor blended with what is below
    clip: Box = EVERYWHERE

    @property
    def is_opaque(self) -> bool:
        return self.alpha == 1 and self.is_plain


@dataclass
class State:
    """The graphics state, as far as it places text or fills areas."""

    transform: Matrix = IDENTITY
    font: Font = field(default_factory=lambda: UNKNOWN_FONT)
    size: float = 1.0
    character_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render_mode: float = 0.0
    paint: Paint = field(default_factory=Paint)


class Layers:
    """Layers of a file, which readers show or not: optional content. (ISO 32000-1, 8.11)"""

    def __init__(self, reader: Any) -> None:
        settings = resolve_dictionary(resolve_dictionary(reader.root_object.get("/OCProperties")).get("/D"))
        groups = resolve_dictionary(reader.root_object.get("/OCProperties")).get("/OCGs")
        off, on = _object_numbers(settings.get("/OFF")), _object_numbers(settings.get("/ON"))
        self._off = off | (_object_numbers(groups) - on if settings.get("/BaseState") == "/OFF" else set())

    def is_off(self, dictionary: Any, name: str) -> bool:
        """Whether the layer of that name in a dictionary is switched off; of several, whether none of them is on."""
        if name not in dictionary:
            return False
        reference = dictionary.raw_get(name)
        membership = resolve_dictionary(reference)
        if "/OCGs" not in membership:
            return bool(_object_numbers([reference]) & self._off)
        groups = membership.raw_get("/OCGs")
        members = groups.get_object() if isinstance(groups.get_object(), ArrayObject) else [groups]
        numbers = _object_numbers(members)
        needs_all = membership.get("/P") == "/AllOn"
        return bool(numbers & self._off if needs_all else numbers and numbers <= self._off)


def _object_numbers(references: Any) -> set[int]:
    """Returns the numbers of the objects that an array refers to."""
    references = resolve(references)
    items = list.__iter__(references) if isinstance(references, list) else ()
    return {reference.idnum for reference in items if hasattr(reference, "idnum")}


class Painter:
    """Reads the paint operators of one content stream; adds what it paints to `areas`, in order."""

    def __init__(
        self, areas: list[PaintedArea], resources: Any, layers: Layers, count_runs: Callable[[], int]
    ) -> None:
        self._areas, self._resources = areas, resolve_dictionary(resources)
        self._layers, self._count_runs = layers, count_runs
        self._off: list[bool] = []  # for each marked passage that is open, whether its layer is switched off
        self._is_translucent = False
        self._outlines: list[list[Point]] = []
        self._is_curved = self._is_clip = False

    @property
    def is_off(self) -> bool:
        return any(self._off)

    def begin_form(self, form: Any, state: State, is_off: bool) -> None:
        """Nothing is drawn outside of its box; `is_off`: where it is drawn."""
        self._off.append(is_off or self._layers.is_off(form, "/OC"))
        self._is_translucent = not state.paint.is_opaque
        box = form.get("/BBox")
        sides = [number(side) for side in box] if isinstance(box, list) else []
        known = [side for side in sides if side is not None]
        if len(known) == 4:
            self._limit(state, Box(*known).corners(state.transform))

    def begin_passage(self, _state: State, operands: Any) -> None:
        properties = resolve_dictionary(self._resources.get("/Properties"))
        is_layer = len(operands) == 2 and operands[0] == "/OC" and isinstance(operands[1], str)
        self._off.append(is_layer and self._layers.is_off(properties, operands[1]))

    def end_passage(self, _state: State, _operands: Any) -> None:
        if self._off:
            self._off.pop()

    def set_state(self, state: State, operands: Any) -> None:
        states = resolve_dictionary(self._resources.get("/ExtGState"))
        values = resolve_dictionary(states.get(operands[0])) if operands else resolve_dictionary(None)
        if (alpha := number(values.get("/ca"))) is not None:
            state.paint = replace(state.paint, alpha=alpha)
        if "/BM" in values or "/SMask" in values:
            mode = values.get("/BM", "/Normal")
            is_plain = (mode[0] if isinstance(mode, list) and mode else mode) in _PLAIN
            is_masked = values.get("/SMask", "/None") != "/None"
            state.paint = replace(state.paint, is_plain=is_plain and not is_masked)

    def set_space(self, state: State, operands: Any) -> None:
        name = operands[-1] if operands else ""
        space = resolve_dictionary(self._resources.get("/ColorSpace")).get(name, name)
        family = str(space[0]) if isinstance(space, ArrayObject) and space else str(space)
        is_known = family not in (*_UNKNOWN_SPACES, *_TINTS)
        state.paint = replace(state.paint, space=family, colour=BLACK if is_known else None)

    def set_colour(self, state: State, operands: Any) -> None:
        """The number of components tells which of the usual colour spaces it is."""
        values = [number(operand) for operand in operands]
        components = [value for value in values if value is not None]
        colour = light(components)
        if len(components) < len(values) or state.paint.space in _UNKNOWN_SPACES:
            colour = None
        elif state.paint.space in _TINTS:
            colour = None if any(components) else WHITE
        state.paint = replace(state.paint, colour=colour)

    def set_device_colour(self, state: State, operands: Any) -> None:
        state.paint = replace(state.paint, space="")
        self.set_colour(state, operands)

    def add_rectangle(self, state: State, operands: Any) -> None:
        corner, size = point(operands[:2]), point(operands[2:4])
        if corner and size:
            box = Box(*corner, corner[0] + size[0], corner[1] + size[1])
            self._outlines.append(box.corners(state.transform))

    def move(self, state: State, operands: Any) -> None:
        if place := point(operands):
            self._outlines.append([transformed_point(place, state.transform)])

    def draw_line(self, state: State, operands: Any) -> None:
        if self._outlines and (place := point(operands)):
            self._outlines[-1].append(transformed_point(place, state.transform))

    def draw_curve(self, state: State, operands: Any) -> None:
        self._is_curved = True
        self.draw_line(state, operands)

    def clip(self, _state: State, _operands: Any) -> None:
        self._is_clip = True

    def fill(self, state: State, operands: Any) -> None:
        self._fill(state, has_holes=False)
        self.end_path(state, operands)

    def fill_even_odd(self, state: State, operands: Any) -> None:
        self._fill(state, has_holes=len(self._outlines) > 1)
        self.end_path(state, operands)

    def _fill(self, state: State, has_holes: bool) -> None:
        is_whole = not has_holes and not self._is_curved and state.paint.space != "/Pattern"
        for outline in self._outlines:
            self._paint(state.paint, outline, state.paint.colour, is_whole)

    def end_path(self, state: State, _operands: Any) -> None:
        places = [place for outline in self._outlines for place in outline]
        if self._is_clip and places:
            self._limit(state, places)
        self._outlines, self._is_curved, self._is_clip = [], False, False

    def draw_image(self, state: State, image: Any) -> None:
        if not self._layers.is_off(image, "/OC"):
            is_whole = not any(image.get(key) for key in _MASKS)
            self._paint(state.paint, Box(0, 0, 1, 1).corners(state.transform), None, is_whole)

    def shade(self, state: State, _operands: Any) -> None:
        self._paint(state.paint, state.paint.clip.corners((1, 0, 0, 1, 0, 0)), None, is_whole=False)

    def _limit(self, state: State, places: list[Point]) -> None:
        state.paint = replace(state.paint, clip=state.paint.clip.common(box_around(places)))

    def _paint(self, paint: Paint, outline: list[Point], colour: Colour | None, is_whole: bool) -> None:
        if paint.alpha < CLEAR or self.is_off:
            return
        is_opaque = paint.is_opaque and not self._is_translucent
        is_cover = is_whole and is_opaque and is_rectangle(outline)
        box = box_around(outline).common(paint.clip)
        if box.right - box.left > LINE and box.top - box.bottom > LINE:
            self._areas.append(PaintedArea(box, colour if is_opaque else None, is_cover, self._count_runs()))


_OPERATORS: dict[str, Callable[[Painter, State, Any], None]] = {
    "gs": Painter.set_state,
    "cs": Painter.set_space,
    "sc scn": Painter.set_colour,
    "g rg k": Painter.set_device_colour,
    "re": Painter.add_rectangle,
    "m": Painter.move,
    "l": Painter.draw_line,
    "c v y": Painter.draw_curve,
    "W W*": Painter.clip,
    "f F B b": Painter.fill,
    "f* B* b*": Painter.fill_even_odd,
    "S s n": Painter.end_path,
    "sh": Painter.shade,
    "BMC BDC": Painter.begin_passage,
    "EMC": Painter.end_passage,
}
ACTIONS = {
    operator.encode(): action for operators, action in _OPERATORS.items() for operator in operators.split()
}
