"""The content codings in which answers are sent (RFC 9110, section 8.4.1)."""

import gzip
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import brotli
from django.http import HttpRequest


class Coding(NamedTuple):
    name: str
    compress: Callable[[bytes], bytes]
    decompress: Callable[[bytes], bytes]


# Of a page of 70 KB Brotli makes 11.0 KB in 2.0 ms, gzip 12.4 KB in 1.4; a level higher takes a quarter more time for a
# hundredth of the size.
BROTLI = Coding("br", partial(brotli.compress, quality=5), brotli.decompress)
GZIP = Coding("gzip", partial(gzip.compress, compresslevel=5, mtime=0), gzip.decompress)
CODINGS = (BROTLI, GZIP)


def accepted_codings(request: HttpRequest) -> list[Coding]:
    """The preferred one first; empty for a client that reads plain text only."""
    values = request.headers.get("Accept-Encoding", "").lower().replace(" ", "").split(",")
    weights = {
        name: read_weight(weight) for name, _sign, weight in (value.partition(";q=") for value in values)
    }
    default = weights.get("*", 0.0)
    weight_by_coding = {coding: weights.get(coding.name, default) for coding in CODINGS}
    codings = [coding for coding in CODINGS if weight_by_coding[coding] > 0]
    return sorted(codings, key=weight_by_coding.__getitem__, reverse=True)


def read_weight(weight: str) -> float:
    """1 where none is given, 0 for what is no number."""
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0
