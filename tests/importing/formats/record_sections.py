"""What the format of tables and lists makes of a source, as tests compare it."""

from archive.importing.formats.records import to_text


def read(source, name="a.csv", **columns):
    """(name, what its header has, its text) of each document, and (name, reason) of each refused row."""
    extracted = to_text(source.encode(), name, columns=columns)
    documents = [(section.name, header_of(section), text_of(section)) for section in extracted.sections]
    return documents, [(refusal.name, refusal.reason) for refusal in extracted.refusals]


def header_of(section):
    return {name: str(value) for name, value in vars(section.header).items() if value}


def text_of(section):
    return section.text or [
        (paragraph.kind, paragraph.speaker_label, paragraph.text, paragraph.time)
        for paragraph in section.paragraphs
    ]


def findings(source, name="a.csv"):
    return to_text(source.encode(), name).findings
