"""Elements of WordprocessingML by their local names: the strict and the transitional form differ only in namespaces."""

from collections.abc import Iterator

from lxml import etree

from archive.importing.readers.xml import local_name

__all__ = ["attribute", "child", "children", "is_on", "local_name", "value_of"]


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{{*}}{name}") if element is not None else iter(())


def attribute(element: etree._Element | None, name: str) -> str:
    """The attribute with this local name; empty where there is none."""
    items = element.items() if element is not None else ()
    return next((str(value) for key, value in items if key.rpartition("}")[2] == name), "")


def value_of(element: etree._Element | None, *path: str) -> str:
    """The attribute `val` of the element at the end of a path."""
    return attribute(child(element, *path), "val")


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether a property is there and not switched off."""
    property_ = child(element, *path)
    return property_ is not None and attribute(property_, "val") not in ("0", "false", "off", "none")
