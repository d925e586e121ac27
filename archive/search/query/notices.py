"""What a reader must know about how a query was read. The sentences are in ``archive.search.request.notices``."""

from typing import NamedTuple


class Notice(NamedTuple):
    """``kind`` is one of

    wildcard    an asterisk or question mark before or inside the word or phrase ``subject``
    field       no field is called ``subject``
    date        ``subject`` is no date
    symbols       the characters in ``detail`` of the word ``subject`` are not searched
    only symbols  ``subject`` has nothing but them
    truncation  ``subject`` is ``detail`` with an exclamation mark, which elsewhere stands for any letters
    period      ``subject`` says in words what ``detail`` does
    word before range   ``subject`` stands before a range of dates
    no value    nothing that could be a value follows the field ``subject``
    near        NEAR has no word beside it
    distance    ``subject`` words are more than ``detail``, the most there may be between words near each other
    one word    a distance of ``subject`` behind a phrase of one word
    near beginning  a distance of ``subject`` behind a phrase with an asterisk
    no distance ``subject`` behind a phrase is not a number of words
    ignored distance   ``subject`` behind a phrase or value has or needs no number of words
    any form    the word ``subject`` is near another, which forms do not matter to
    range       ``subject`` ends before it begins
    braces      the range ``subject`` stands in braces, which leave its ends out elsewhere
    lone exclusion     the operator of exclusion ``subject`` touches no word
    double negation    ``subject`` begins with two operators of exclusion
    no common day      the dates ``subject`` and ``detail`` exclude each other
    operator    the operator ``subject`` has nothing to work on
    precedence  AND and OR stand side by side, and all together means ``subject``
    lowercase operator    ``subject`` in small letters is a word
    foreign operator  ``subject`` is an operator elsewhere
    parenthesis       ``subject`` has no partner
    quotation mark    the one before ``subject`` has no partner
    last quotation mark    that at the end has no partner
    """

    kind: str
    subject: str
    detail: str = ""
