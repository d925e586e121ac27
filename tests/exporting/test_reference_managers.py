"""RIS and BibTeX as reference managers read them: by rispy, pybtex and bibtexparser."""

import datetime as dt
from urllib.parse import parse_qs

import pytest

from archive.exporting import bibtex, csl, ris
from archive.exporting.authorship import author
from archive.exporting.metadata.tags import coins, meta_tags
from archive.exporting.reference import title

from .reference_records import every_record
from .rows import DESCRIPTION

RECORDS = list(every_record().values())
# What comes back of BibTeX's escapes and of the braces that protect a title.
PROTECTED = str.maketrans("", "", "{}")


def test_rispy_reads_every_entry():
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    entries = rispy.loads("".join(ris.write(RECORDS, DESCRIPTION)))
    assert [entry["id"] for entry in entries] == [record.citation_key for record in RECORDS]
    assert [entry["title"] for entry in entries] == [title(record) for record in RECORDS]
    assert [entry.get("authors", []) for entry in entries] == [written_names(record) for record in RECORDS]
    assert [entry.get("abstract", "") for entry in entries] == [
        " ".join(record.text.split()) for record in RECORDS
    ]
    newspapers = {entry["secondary_title"] for entry in entries if entry["type_of_reference"] == "NEWS"}
    assert newspapers == {"Harbour Gazette"}
    assert not [entry for entry in entries if entry["type_of_reference"] == "NEWS" and "publisher" in entry]
    assert not [entry for entry in entries if "place_published" in entry]
    assert {entry["type_of_reference"] for entry in entries} == {"GEN", "ELEC", "NEWS", "GOVDOC", "RPRT"}


@pytest.mark.slow
def test_pybtex_reads_every_entry():
    database = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    entries = database.parse_string("".join(bibtex.write(RECORDS, DESCRIPTION)), "bibtex").entries
    assert list(entries) == [record.citation_key for record in RECORDS]
    for record, entry in zip(RECORDS, entries.values(), strict=True):
        assert entry.fields["title"].translate(PROTECTED) == title(record)
        names = [str(person).translate(PROTECTED) for person in entry.persons.get("author", [])]
        assert names == [bibtex_order(name) for name in written_names(record)]
        assert ("journaltitle" in entry.fields) is (entry.type == "article")
        assert "address" not in entry.fields
        assert "location" not in entry.fields
        assert entry.fields.get("pagination") == ("paragraph" if record.paragraph else None)
    assert {entry.type for entry in entries.values()} == {"article", "misc", "online", "report"}


def test_bibtexparser_reads_every_entry():
    bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    library = bibtexparser.parse_string("".join(bibtex.write(RECORDS, DESCRIPTION)))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [record.citation_key for record in RECORDS]
    titles = [entry.fields_dict["title"].value.translate(PROTECTED) for entry in library.entries]
    assert titles == [title(record) for record in RECORDS]


def written_names(record) -> list[str]:
    """None of an article in a newspaper that names nobody as its writer."""
    name = author(record)
    if name.name == record.source == "Harbour Gazette":
        return []
    parts = [name.family, name.given, name.suffix] if name.family and name.given else [name.name]
    return [", ".join(filter(None, parts))]


def bibtex_order(name: str) -> str:
    """``Adeyemi, Jr., Amos``"""
    family, given, suffix = [*name.split(", "), "", ""][:3]
    return f"{family}, {suffix}, {given}" if suffix else name


@pytest.mark.parametrize("record", RECORDS, ids=list(every_record()))
def test_every_carrier_names_the_same_author_and_title(record):
    """None of them one that another lacks: Zotero would print a newspaper twice."""
    day = dt.date(2026, 11, 22)
    item = csl.item(record, day.isoformat())
    names = [
        entry.get("literal")
        or ", ".join(entry[part] for part in ("family", "given", "suffix") if part in entry)
        for entry in item.get("author", [])
    ]
    of_ris = [value for tag, value in ris.tags(record, "2026-11-22", "") if tag == "AU"]
    of_page = [value for name, value in meta_tags(record, day) if name == "citation_author"]
    context = parse_qs(coins(record, day))
    of_context = context.get("rft.aucorp") or [
        ", ".join([*context["rft.aulast"], *context.get("rft.aufirst", [])])
        for _ in context.get("rft.aulast", [])
    ]
    assert of_ris == of_page == of_context == names
    assert context["rft.title"] == [value for tag, value in ris.tags(record, "", "") if tag == "TI"]


def test_a_named_translator_is_no_author():
    record = every_record()["translator"]
    assert csl.item(record, "")["translator"] == [{"literal": "Grace Keeper"}]
    assert ("A4", "Grace Keeper") in ris.tags(record, "", "")
    assert "  translator = {{Grace Keeper}},\n" in bibtex.entry(record, "")
    machine = every_record()["translating machine"]
    assert "translator" not in csl.item(machine, "")
    assert "Parrot" not in bibtex.entry(machine, "")


def test_an_uncertain_date_is_said_to_be_so():
    about = every_record()["about"]
    assert ("N1", "Date of publication uncertain.") in ris.tags(about, "", "")
    assert csl.item(about, "")["note"] == "Date of publication uncertain."
    assert "  note = {Date of publication uncertain.},\n" in bibtex.entry(about, "")
    assert "  eventdate = {2024-02~},\n" in bibtex.entry(every_record()["said about then"], "")
    assert "uncertain" not in bibtex.entry(every_record()["said about then"], "")


def test_a_particle_stays_where_the_editor_put_it():
    assert csl.item(every_record()["particle first"], "")["author"] == [
        {"family": "von der Port", "given": "Ursula", "parse-names": False}
    ]
