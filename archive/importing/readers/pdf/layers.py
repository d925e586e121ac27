"""Layers of a file, which readers show or not: optional content. (ISO 32000-1, 8.11)"""

from typing import Any

from pypdf.generic import ArrayObject

from archive.importing.readers.pdf.fonts import as_dictionary


class Layers:
    def __init__(self, reader: Any) -> None:
        settings = as_dictionary(as_dictionary(reader.root_object.get("/OCProperties")).get("/D"))
        groups = as_dictionary(reader.root_object.get("/OCProperties")).get("/OCGs")
        off, on = _numbers(settings.get("/OFF")), _numbers(settings.get("/ON"))
        self._off = off | (_numbers(groups) - on if settings.get("/BaseState") == "/OFF" else set())

    def is_off(self, dictionary: Any, name: str) -> bool:
        """Whether the layer of that name in a dictionary is switched off; of several, whether none of them is on."""
        if name not in dictionary:
            return False
        reference = dictionary.raw_get(name)
        membership = as_dictionary(reference)
        if "/OCGs" not in membership:
            return bool(_numbers([reference]) & self._off)
        groups = membership.raw_get("/OCGs")
        members = groups.get_object() if isinstance(groups.get_object(), ArrayObject) else [groups]
        numbers = _numbers(members)
        needs_all = membership.get("/P") == "/AllOn"
        return bool(numbers & self._off if needs_all else numbers and numbers <= self._off)


def _numbers(references: Any) -> set[int]:
    """Returns the numbers of the objects that an array refers to."""
    references = references.get_object() if hasattr(references, "get_object") else references
    listed = list.__iter__(references) if isinstance(references, list) else ()
    return {reference.idnum for reference in listed if hasattr(reference, "idnum")}
