"""What a reader must know about how a query was read. The sentences are in ``archive.search.request.notices``."""

from typing import NamedTuple


class Notice(NamedTuple):
    """``kind`` is one of

    wildcard    an asterisk or question mark before or inside the word ``subject``
    field       no field is called ``subject``
    date        ``subject`` is no date
    signs       the signs in ``detail`` of the word ``subject`` are not searched
    only signs  ``subject`` has nothing but them
    no value    nothing that could be a value follows the field ``subject``
    near        NEAR has no word beside it
    """

    kind: str
    subject: str
    detail: str = ""
