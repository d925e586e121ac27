"""BibTeX in Unicode, as biber and every present reference manager read it, with the fields of BibLaTeX."""

from collections.abc import Iterable, Iterator

from .authorship import Author, cites_document
from .description import SearchDescription
from .records import Record, on_one_line
from .reference import make_reference

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace has a name here: BibTeX counts braces even behind a backslash, and one alone would swallow the file.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)

# (entry type, field of the source) by type of reference.
ENTRY_TYPES = {
    "article-newspaper": ("article", "journaltitle"),
    "report": ("report", "institution"),
    "webpage": ("online", "organization"),
}
URL_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # where nothing is escaped


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    # Outside entries everything is a comment but what begins with this character, percent or not.
    for line in (search.sentence, *search.notes):
        yield f"% {on_one_line(line).replace('@', '(at)')}\n"
    for record in records:
        yield entry(record, search.timestamp[:10])


def entry(record: Record, accessed: str) -> str:
    """``accessed`` is the day of reading, in ISO."""
    reference = make_reference(record)
    entry_type, source_field = ENTRY_TYPES.get(reference.type, ("misc", "organization"))
    year, month, day = [*reference.issued.iso.split("-"), "", ""][:3]
    fields = [
        ("author", author_field(reference.author)),
        ("translator", double_brace(reference.translator)),
        ("title", double_brace(reference.title)),
        ("titleaddon", brace(escape(reference.detail))),
        ("booktitle", "" if cites_document(record) else double_brace(record.document)),
        (source_field, double_brace(record.source)),
        ("pages", brace(str(record.paragraph or ""))),
        ("pagination", brace("paragraph" if record.paragraph else "")),
        ("year", brace(year)),
        ("month", MONTHS[int(month) - 1] if month else ""),
        ("day", brace(day.lstrip("0"))),
        ("eventtitle", brace(escape(record.event))),
        ("eventdate", brace(f"{record.date}~" if record.date and record.date_uncertain else record.date)),
        ("venue", brace(escape(record.place))),
        ("url", brace(on_one_line(record.url).translate(URL_ESCAPES))),
        ("urldate", brace(accessed)),
        ("language", brace(escape(record.known_language))),
        ("keywords", brace(escape(", ".join(record.themes)))),
        ("abstract", brace(escape(record.text))),
        ("note", brace(escape(record.remarks))),
    ]
    lines = [f"  {name} = {value},\n" for name, value in fields if value]
    return f"\n@{entry_type}{{{record.citation_key},\n{''.join(lines)}}}\n"


def author_field(name: Author) -> str:
    """``Adeyemi, Amara`` or ``King, Jr., Martin Luther`` where the parts are known; any other name is one whole that no
    style takes apart."""
    parts = [escape(part) for part in (name.family, name.suffix, name.given) if part]
    splittable = parts and not any("," in part or " and " in f" {part} ".lower() for part in parts)
    return brace(", ".join(parts)) if splittable else double_brace(name.name)


def escape(text: str) -> str:
    return on_one_line(text).translate(ESCAPES)


def brace(value: str) -> str:
    return f"{{{value}}}" if value else ""


def double_brace(text: str) -> str:
    """Puts the text in double braces: it is neither split as a name nor put into lower case as a title."""
    return brace(brace(escape(text)))
