"""BibTeX in Unicode, as biber and every present reference manager read it.

A record is a part of its document: its words the title, the document the book, the source the publisher.
"""

from collections.abc import Iterable, Iterator

from .description import Asked
from .records import Record, flat

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace has a name here: BibTeX counts braces even behind a backslash, and one alone would swallow the file.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)

IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # where nothing is escaped


def write(records: Iterable[Record], asked: Asked) -> Iterator[str]:
    # Outside entries everything is a comment but what begins with this sign, percent or not.
    for line in (asked.sentence, *asked.notes):
        yield f"% {flat(line).replace('@', '(at)')}\n"
    for record in records:
        yield entry(record, asked)


def entry(record: Record, asked: Asked) -> str:
    year, month, day = [*record.issued.split("-"), "", ""][:3]
    fields = [
        ("author", author(record)),
        ("title", whole(record.title)),
        ("booktitle", whole(record.document)),
        ("publisher", whole(record.source)),
        ("year", braced(year)),
        ("month", MONTHS[int(month) - 1] if month else ""),
        ("day", braced(day.lstrip("0"))),
        ("eventtitle", braced(escape(record.event))),
        ("eventdate", braced(record.date)),
        ("venue", braced(escape(record.place))),
        ("url", braced(flat(record.url).translate(IN_ADDRESSES))),
        ("urldate", braced(asked.moment[:10])),
        ("language", braced(escape(record.language))),
        ("keywords", braced(escape(", ".join(record.themes)))),
        ("abstract", braced(escape(record.text))),
        ("note", braced(escape(record.remarks))),
    ]
    lines = [f"  {name} = {value},\n" for name, value in fields if value]
    return f"\n@incollection{{{record.key},\n{''.join(lines)}}}\n"


def author(record: Record) -> str:
    """``Adeyemi, Amara`` where the parts are known; any other name is one whole that no style takes apart."""
    parts = [escape(part) for part in (record.family_name, record.given_name) if part]
    parted = parts and not any("," in part or " and " in f" {part} ".lower() for part in parts)
    return braced(", ".join(parts)) if parted else whole(record.author)


def escape(text: str) -> str:
    return flat(text).translate(ESCAPES)


def braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def whole(text: str) -> str:
    """In double braces: neither taken apart as a name nor put into lower case as a title."""
    return braced(braced(escape(text)))
