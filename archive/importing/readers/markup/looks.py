"""Looks with which words are in the text of a page, and perhaps not seen on it. Only an element's own style is read:
style sheets may say otherwise."""

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

_LENGTH = re.compile(r"(-?[0-9.]+)(px|pt|em|rem)?")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\(\s*([0-9]+)[\s,]+([0-9]+)[\s,]+([0-9]+)(?:[\s,/]+([0-9.]+%?))?\s*\)")
_NAMES = {"white": "#ffffff", "black": "#000000", "transparent": "transparent"}
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0}  # of a unit, where nothing else is said
_OFFSETS = ("left", "right", "top", "text-indent", "margin-left", "margin-top")
MIN_SIZE = 2.0  # points
MIN_OFFSET = 500.0  # points outside of a page: less may be a part of it
_MAX_ANCESTORS = 200


def unseen_look(element: HtmlElement) -> tuple[str, str]:
    """Returns how words look that may not be seen, to follow “3 words”, and the property of the style that says so."""
    if not (element.get("style") or element.get("color")):
        return "", ""
    style = styles_of(element)
    colour = _colour(style.get("color", "") or element.get("color", ""))
    # Letters may show the background through them.
    is_clipped = any(name.endswith("background-clip") for name in style)
    if style.get("opacity") in ("0", "0.0", "0%") or (colour == "transparent" and not is_clipped):
        return "in transparent letters", "opacity" if "opacity" in style else "color"
    if colour and colour == _background(element):
        return "in the colour of the background", "color"
    if (size := _points(style.get("font-size", ""))) is not None and 0 <= size < MIN_SIZE:
        return "too small to be read", "font-size"
    offsets = [name for name in _OFFSETS if (_points(style.get(name, "")) or 0) < -MIN_OFFSET]
    return ("outside of the page", offsets[0]) if offsets else ("", "")


def words_with_look(element: HtmlElement, property_: str) -> str:
    """Returns the element's words, without those of inner elements whose style has another value of the property."""
    return " ".join(" ".join(_texts(element, property_)).split())


def styles_of(element: HtmlElement) -> Mapping[str, str]:
    """The properties of its style attribute, in small letters."""
    declarations = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, colon, value in declarations if colon
    }


def _texts(root: HtmlElement, property_: str) -> Iterator[str]:
    stack: list[HtmlElement | str] = [root]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield part
        elif part is root or not (property_ in styles_of(part) or part.tag in ("script", "style")):
            children: list[HtmlElement | str] = [part.text or ""]
            for child in part.iterchildren(tag=None):
                children += [child] if isinstance(child.tag, str) else []
                children.append(child.tail or "")
            stack.extend(reversed(children))
        else:
            yield " "


def _background(element: HtmlElement) -> str:
    """White where nothing is said; empty where it is not known, as a picture."""
    for number, around in enumerate((element, *element.iterancestors())):
        style = styles_of(around)
        backgrounds = (style.get("background-color"), style.get("background"), around.get("bgcolor"))
        if background := next(filter(None, backgrounds), ""):
            return _colour(background)
        if number > _MAX_ANCESTORS:
            return ""
    return "#ffffff"


def _colour(value: str) -> str:
    """``#ffffff``, ``transparent``, or empty for what is not known."""
    value = value.strip().lower()
    if _HEX.fullmatch(value):
        return value if len(value) == 7 else "#" + "".join(digit * 2 for digit in value[1:])
    if parts := _RGB.fullmatch(value):
        red, green, blue = (min(int(part), 255) for part in parts.groups()[:3])
        return "transparent" if parts[4] in ("0", "0.0", "0%") else f"#{red:02x}{green:02x}{blue:02x}"
    return _NAMES.get(value, "")


def _points(value: str) -> float | None:
    length = _LENGTH.fullmatch(value.strip())
    try:
        return float(length[1]) * _POINTS[length[2] or ""] if length else None
    except ValueError:
        return None
