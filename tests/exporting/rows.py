"""Three records that between them have what exports stumble over, and the search that found them."""

import datetime as dt

from archive.exporting.description import SearchDescription
from archive.exporting.records import Record

BASE = "https://archive.example"

DESCRIPTION = SearchDescription(
    query="harbour & “library”",
    summary="“harbour & “library””, source harbour-gazette",
    unit="statements",
    total=3,
    total_label="3 statements",
    retrieved=dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC),
    url=f"{BASE}/search/?q=harbour+%26&source=harbour-gazette",
    export_url=f"{BASE}/search.atom?q=harbour+%26&source=harbour-gazette",
    notes=("There is no speaker “me@home” in the archive, so it was ignored.",),
)

MINISTER = Record(
    id=12,
    kind="statement",
    url=f"{BASE}/statements/12/",
    text='Every harbour deserves a "library" & 100% of its {books}:\n\n<cheap> ships_of #paper ~ $5^2 \\ each.',
    language="en",
    said_by="Amara Adeyemi",
    speaker="Amara Adeyemi",
    family_name="Adeyemi",
    given_name="Amara",
    role="Minister of Harbours",
    voice="speaker",
    attribution="paraphrase",
    attribution_label="Paraphrase",
    relayed_by=("Harbour Agency", "Ministry of Harbours"),
    event="Opening of the harbour library",
    place="Port Ada",
    date="2024-03-05",
    date_precision="day",
    themes=("Libraries", "Ports & ships"),
    note="Heard by two reporters.",
    utterance=4,
    document="Harbour & library",
    document_kind="news_report",
    document_date="2024-03-06",
    document_url=f"{BASE}/documents/harbour-and-library/",
    paragraph=4,
    text_version=3,
    original_url="https://gazette.example/2024?id=1&page=2",
    source="Harbour Gazette",
    source_kind="newspaper",
    source_country="NG",
    provenance="Amara Adeyemi (Minister of Harbours), Opening of the harbour library, 5 March 2024. "
    "Paraphrased by Harbour Agency, relayed by Ministry of Harbours.",
    citation="Amara Adeyemi (Minister of Harbours), 5 March 2024: “Every harbour deserves a ‘library’.”",
    published="2024-04-01T08:00:00+00:00",
    updated="2024-04-02T08:00:00+00:00",
)

CHINESE = Record(
    id=13,
    kind="statement",
    url=f"{BASE}/statements/13/",
    text="每个港口都应有一座图书馆。",
    language="zh-Hans",
    said_by="Ministry of Harbours",
    speaker="Ministry of Harbours",
    native_name="港口部",
    voice="speaker",
    attribution="verbatim",
    attribution_label="Verbatim quotation",
    date="2024-03",
    date_precision="month",
    date_uncertain=True,
    themes=("图书馆",),
    document="港口图书馆",
    document_kind="speech",
    document_date="2024-03",
    document_url=f"{BASE}/documents/harbour-library-zh/",
    source="Harbour Agency",
    provenance="Ministry of Harbours, c. March 2024. Quoted verbatim by Harbour Agency.",
    citation="Ministry of Harbours, c. March 2024: “每个港口都应有一座图书馆。”",
    updated="2024-04-02T08:00:00+00:00",
)

UNNAMED = Record(
    id=14,
    kind="statement",
    url=f"{BASE}/statements/14/",
    text="=cmd|' /C calc'!A0",
    language="en",
    said_by="Unnamed source (“a senior official”)",
    voice="unnamed",
    voice_label="a senior official",
    attribution="translated",
    attribution_label="Quotation in translation",
    role="@official",
    certain=False,
    document="Notes",
    document_kind="readout",
    document_url=f"{BASE}/documents/notes/",
    source="Harbour Gazette",
    translator="machine",
    translator_name="Engine 3",
    machine_translation=True,
    provenance="Unnamed source (“a senior official”). Quoted in translation by Harbour Gazette. "
    "Machine translation (Engine 3), not checked. Attribution uncertain.",
    citation="Unnamed source (“a senior official”): “=cmd|' /C calc'!A0.”",
    updated="2024-04-02T08:00:00+00:00",
)

EXAMPLES = (MINISTER, CHINESE, UNNAMED)
