"""Points of a page, and transformations of its plane: [a b c d e f] (ISO 32000-1, 8.3.4)."""

from collections.abc import Sequence
from typing import Any

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """First `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def translate(x: float, y: float, matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    return (a, b, c, d, x * a + y * c + e, x * b + y * d + f)


def number(operand: Any) -> float | None:
    return float(operand) if isinstance(operand, int | float) else None


def point(operands: Sequence[Any]) -> tuple[float, float] | None:
    """The last two operands, if they are numbers."""
    match list(map(number, operands[-2:])):
        case [float() as x, float() as y]:
            return x, y
    return None


def matrix(operands: Sequence[Any]) -> Matrix | None:
    """The last six operands, if they are numbers."""
    ends = (point(operands[-6:-4]), point(operands[-4:-2]), point(operands[-2:]))
    if len(operands) < 6 or ends[0] is None or ends[1] is None or ends[2] is None:
        return None
    return (*ends[0], *ends[1], *ends[2])


def page_rotation(angle: int, width: float, height: float) -> Matrix:
    """Turns a page as its reader sees it; `angle` in degrees, clockwise."""
    return {
        90: (0.0, -1.0, 1.0, 0.0, 0.0, width),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, 1.0, -1.0, 0.0, height, 0.0),
    }.get(angle % 360, IDENTITY)


def transformed_point(place: Point, transform: Matrix) -> Point:
    x, y = place
    a, b, c, d, e, f = transform
    return a * x + c * y + e, b * x + d * y + f
