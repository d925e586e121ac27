"""What a page shows: pieces of text, and areas with what they are painted with, in points and shares of full light."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from archive.importing.readers.pdf.geometry import Matrix, Point, transformed_point

Colour = tuple[float, float, float]  # red, green, blue, from 0 to 1
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
SAME_COLOUR = 0.04  # of full light, in each of red, green and blue


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def common(self, other: "Box") -> "Box":
        """Returns the area that both share; its sides are the wrong way round where there is none."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, min(self.right, other.right), min(self.top, other.top))

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def corners(self, transform: Matrix) -> list[Point]:
        left, bottom, right, top = self
        places = ((left, bottom), (right, bottom), (right, top), (left, top))
        return [transformed_point(place, transform) for place in places]


EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)


def box_around(places: Iterable[Point]) -> Box:
    across, up = zip(*places, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def is_rectangle(outline: list[Point]) -> bool:
    """Whether its sides are upright or level, and go round once."""
    around = outline[:-1] if len(outline) == 5 and _is_near(outline[0], outline[-1]) else outline
    box = box_around(around)
    corners = box.corners((1, 0, 0, 1, 0, 0))
    return len(around) == 4 and all(any(_is_near(place, corner) for place in around) for corner in corners)


def _is_near(place: Point, other: Point) -> bool:
    return abs(place[0] - other[0]) < 0.1 and abs(place[1] - other[1]) < 0.1


def light(components: list[float]) -> Colour | None:
    """The colour of grey, of red, green and blue, or of cyan, magenta, yellow and black."""
    match [min(max(component, 0.0), 1.0) for component in components]:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def is_same_colour(colour: Colour, other: Colour | None) -> bool:
    return other is not None and all(
        abs(one - two) <= SAME_COLOUR for one, two in zip(colour, other, strict=True)
    )


class PaintedArea(NamedTuple):
    """`colour` is None where it is not known, as that of an image. `is_cover`: nothing that is below it is seen.
    `run_count`: how many pieces of text are below it."""

    box: Box
    colour: Colour | None
    is_cover: bool
    run_count: int


class Unseen(StrEnum):
    """Each follows “3 words”."""

    SEEN = ""
    INVISIBLE = "drawn without being shown"
    COLOUR = "in the colour of the background"
    TINY = "too small to be read"
    OUTSIDE = "outside of what the page shows"
    COVERED = "below a box or a picture"
    LAYER = "in a layer that is switched off"


@dataclass
class TextRun:
    """Characters on one baseline, from `x` to `right`; `y` counts upwards, all in points."""

    x: float
    y: float
    right: float
    size: float
    text: str
    is_bold: bool = False
    is_turned: bool = False
    unseen: Unseen = Unseen.SEEN  # as far as the text itself tells
    colour: Colour | None = BLACK  # None where it is not known


@dataclass
class PageContent:
    runs: list[TextRun] = field(default_factory=list)
    areas: list[PaintedArea] = field(default_factory=list)
    images: int = 0
    unreadable: int = 0  # characters in fonts that do not tell what they show
