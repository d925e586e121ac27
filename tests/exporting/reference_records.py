"""Records of every kind, attribution and translator, and odd ones, of which the tests make lists of references."""

import itertools
from dataclasses import replace

from archive.exporting.records import Record
from archive.models import Document, Statement

SOURCES = {"news_report": "newspaper", "commentary": "newspaper"}
PLAIN = Record(
    id=1,
    kind="statement",
    url="https://archive.example/statements/1/",
    text="every harbour deserves a “library” and an honest keeper.",
    language="en",
    said_by="Amara Adeyemi",
    speaker="Amara Adeyemi",
    family_name="Adeyemi",
    given_name="Amara",
    voice="speaker",
    attribution="verbatim",
    event="Harbour Forum",
    place="Port Ada",
    date="2024-03-05",
    document="Opening of the “new” harbour",
    document_kind="speech",
    document_date="2024-03-06",
    paragraph=4,
    source="Ministry of Harbours",
    source_kind="ministry",
)


def matrix() -> dict[str, Record]:
    """By a label such as ``speech verbatim machine``."""
    records = {}
    for kind, attribution, machine in itertools.product(
        Document.Kind.values, Statement.Attribution.values, (False, True)
    ):
        label = f"{kind} {attribution}{' machine' if machine else ''}"
        records[label] = replace(
            PLAIN,
            document_kind=kind,
            attribution=attribution,
            machine_translation=machine,
            source="Harbour Gazette" if kind in SOURCES else PLAIN.source,
            source_kind=SOURCES.get(kind, "ministry"),
        )
    return records


# What else changes a reference, one thing at a time; of a speech unless it says otherwise.
CHANGES = {
    "narrator": {
        "voice": "narrator",
        "speaker": "",
        "said_by": "The narrator",
        "family_name": "",
        "given_name": "",
    },
    "unnamed": {
        "voice": "unnamed",
        "said_by": "Unnamed source (“an official”)",
        "voice_label": "an official",
        "family_name": "",
        "given_name": "",
    },
    "unnamed paraphrase": {"voice": "unnamed", "voice_label": "an official", "attribution": "paraphrase"},
    "unnamed without label": {"voice": "unnamed", "attribution": "summary"},
    "unnamed in a newspaper": {
        "voice": "unnamed",
        "voice_label": "an official",
        "attribution": "translated",
        "relayed_by": ("Harbour Agency",),
        "source": "Harbour Gazette",
        "source_kind": "newspaper",
        "document_kind": "news_report",
    },
    "relayed": {"relayed_by": ("Harbour Agency", "Ministry"), "attribution": "translated"},
    "relayed paraphrase": {"relayed_by": ("Harbour Agency",), "attribution": "paraphrase"},
    "relayed paraphrase in a report": {
        "relayed_by": ("Harbour Agency",),
        "attribution": "paraphrase",
        "document_kind": "report",
    },
    "in doubt": {"certain": False, "machine_translation": True},
    "checked machine translation": {"machine_translation": True, "translation_checked": True},
    "family first": {
        "said_by": "Lin Mei",
        "family_name": "Lin",
        "given_name": "Mei",
        "document_kind": "policy",
    },
    "one name": {"said_by": "Sukarno", "family_name": "", "given_name": ""},
    "initials": {"said_by": "Jean-Luc de la Tour", "family_name": "Tour", "given_name": "Jean-Luc de la"},
    "particle first": {
        "said_by": "Ursula von der Port",
        "family_name": "von der Port",
        "given_name": "Ursula",
    },
    "suffix": {"said_by": "Amos Adeyemi Jr.", "given_name": "Amos, Jr."},
    "initials together": {"said_by": "A.B.C. Adeyemi", "given_name": "A.B.C."},
    "hyphen before a small letter": {
        "said_by": "Han Mi-na",
        "family_name": "Han",
        "given_name": "Mi-na",
    },
    "in its own script": {"said_by": "林梅", "family_name": "林", "given_name": "梅"},
    "body": {"said_by": "Port Ada Corp.", "family_name": "", "given_name": "", "source": "Port Ada Corp."},
    "month": {"document_date": "2024-03", "date": "2024-03"},
    "year": {"document_date": "2024", "date": "2024", "event": "", "document_kind": "joint_statement"},
    "about": {"document_date_uncertain": True, "document_kind": "readout"},
    "said about then": {"date": "2024-02", "date_uncertain": True},
    "about a year": {"document_date": "2024", "document_date_uncertain": True, "document_kind": "report"},
    "undated": {"document_date": "", "date": ""},
    "undated news": {
        "source": "Harbour Gazette",
        "source_kind": "newspaper",
        "document_date": "",
        "date": "",
        "event": "",
        "document_kind": "news_report",
    },
    "undated commentary": {
        "source": "Harbour Gazette",
        "source_kind": "newspaper",
        "document_date": "",
        "attribution": "summary",
        "document_kind": "commentary",
    },
    "only said": {"document_date": "", "event": ""},
    "said on another day": {"event": "", "document_kind": "joint_statement"},
    "same day": {"date": "2024-03-06", "event": "", "place": ""},
    "question mark": {"text": "Why now? Who pays?", "document": "Who pays?"},
    "Chinese": {
        "text": "每个港口都应有一座图书馆。",
        "language": "zh-Hans",
        "document": "港口图书馆",
        "document_kind": "joint_statement",
        "said_by": "港口部",
        "family_name": "",
        "given_name": "",
    },
    "Chinese question": {
        "text": "为什么现在？",
        "language": "zh-Hans",
        "document": "港口图书馆？",
        "document_kind": "press_release",
        "said_by": "港口部",
        "family_name": "",
        "given_name": "",
    },
    "long": {"text": " ".join(f"word{number}" for number in range(50))},
    "quotation at the end": {"text": "they call it “the library”."},
    "abbreviation at the end": {"text": "we met in the U.A.", "document": "Opening in the U.A."},
    "ellipsis at the end": {"text": "and so on...", "document": "And so on..."},
    "question in quotation marks": {"document": "They ask “who pays?”"},
    "full stop in quotation marks": {"text": "他说：“好。”", "document": "他说：“好。”"},
    "quotation in a quotation": {
        "text": "he said “I’m told ‘no’ by them” and left",
        "document": "The “old ‘odd’ port”",
    },
    "German quotation marks": {"text": "er sagte „nein“ gestern", "document": "Das „Nein“ der Häfen"},
    "Hebrew abbreviation": {"text": 'דו"ח הנמל', "document": 'דו"ח'},
    "straight quotes": {"text": 'they call "the library" a ("real") library'},
    "no paragraph": {"paragraph": None},
    "passage": {
        "kind": "passage",
        "voice": "",
        "said_by": "",
        "family_name": "",
        "given_name": "",
        "attribution": "",
    },
    "turn": {
        "kind": "passage",
        "voice": "",
        "said_by": "",
        "family_name": "",
        "given_name": "",
        "attribution": "",
        "voice_label": "MR. KEEPER",
        "document_kind": "transcript",
    },
    "paragraph of a report": {"kind": "passage", "voice": "", "attribution": "", "document_kind": "report"},
    "document": {"kind": "document", "text": "", "voice": "", "attribution": "", "paragraph": None},
    "report as a whole": {
        "kind": "document",
        "text": "",
        "voice": "",
        "attribution": "",
        "paragraph": None,
        "document_kind": "report",
        "machine_translation": True,
    },
    "translator": {"attribution": "translated", "translator": "official", "translator_name": "Grace Keeper"},
    "translator of a readout": {"translator_name": "Grace Keeper", "document_kind": "readout"},
    "translator of a report": {"translator_name": "Grace Keeper", "document_kind": "report"},
    "translator of a whole report": {
        "kind": "document",
        "text": "",
        "voice": "",
        "attribution": "",
        "paragraph": None,
        "document_kind": "report",
        "translator_name": "Grace Keeper",
    },
    "translator of an unsigned article": {
        "source": "Harbour Gazette",
        "source_kind": "newspaper",
        "document_kind": "news_report",
        "attribution": "paraphrase",
        "translator_name": "Grace Keeper",
    },
    "translating machine": {
        "machine_translation": True,
        "translator": "machine",
        "translator_name": "Parrot 2",
    },
    "newspaper's speech": {"source": "Harbour Gazette", "source_kind": "newspaper"},
}


def every_record() -> dict[str, Record]:
    """Each with an id, and so a key, of its own."""
    odd = {label: replace(PLAIN, **changes) for label, changes in CHANGES.items()}
    every = matrix() | odd
    return {
        label: replace(record, id=number) for number, (label, record) in enumerate(every.items(), start=1)
    }
