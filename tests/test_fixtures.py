"""The demo archive: it is what its source says, shows what the product does, and its words are our own."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count, Q

from archive.models import (
    Document,
    Event,
    Passage,
    Relay,
    Report,
    Role,
    Source,
    Speaker,
    SpeakerName,
    State,
    Statement,
    Theme,
    Utterance,
)
from archive.models.base.dates import last_day
from fixtures import build
from fixtures.rows import check_keys, parse_date
from fixtures.texts import SourceError, read_text, without_marks

pytestmark = pytest.mark.slow

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
QUOTATIONS = (Statement.Attribution.VERBATIM, Statement.Attribution.TRANSLATED)

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not on this machine")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this file, inside a transaction that is rolled back after the last."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", build.TARGET, verbosity=0)
        yield
        transaction.set_rollback(True)


def rows(model: str) -> list[dict]:
    every = json.loads(build.TARGET.read_text(encoding="utf-8"))
    return [row["fields"] for row in every if row["model"] == f"archive.{model}"]


# The file


def test_demo_json_is_what_the_source_says():
    assert build.TARGET.read_text(encoding="utf-8") == build.build()


def test_marks_may_nest_and_cross():
    text, spans = without_marks("{{a|one {{b|two{{/a}} {{c|three}}}} four", "x.md")
    assert text == "one two three four"
    assert {key: text[slice(*span)] for key, span in spans.items()} == {
        "a": "one two",
        "b": "two three",
        "c": "three",
    }


HEADER = "kind: speech\nstatements: {a: {themes: []}}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("no mark here", "x.md: described but not marked: a"),
        ("{{a|one}} {{b|two}}", "x.md: marked but not described: b"),
        ("{{a|one}} {{a|two}}", "x.md: the mark a stands twice"),
        ("{{a|one", "x.md: never closed: a"),
        ("{{a|one}} two}}", "x.md: a mark is closed that was not open, after “one two”"),
        ("{{a|one}} \n\ntwo", "x.md: not canonical near “one \n”"),
        ("{{a|one}}\ntwo", "x.md: not canonical near “one\n”"),
        ("{{a|cafe\u0301}}", "x.md: the text is not in Unicode form NFC"),
    ],
)
def test_a_wrong_text_is_refused_by_name(tmp_path, words, message):
    path = tmp_path / "x.md"
    path.write_text(f"---\n{HEADER}---\n{words}\n", encoding="utf-8")
    with pytest.raises(SourceError) as refusal:
        read_text(path)
    assert str(refusal.value) == message


def test_an_unknown_slug_is_refused_by_name():
    with pytest.raises(SourceError, match=r"^a\.md/b: there is no speaker called nobody$"):
        build.Rows().find("speaker", "nobody", "a.md/b")


def test_unknown_and_missing_keys_are_refused_by_name():
    with pytest.raises(SourceError, match=r"^a/b: unknown theme; known are as, themes$"):
        check_keys({"as": "summary", "theme": "laws"}, "as* themes", "a/b")
    with pytest.raises(SourceError, match=r"^a/b: as is missing$"):
        check_keys({"themes": []}, "as* themes", "a/b")


def test_dates_carry_precision_and_doubt():
    assert parse_date("2018", "x") == ({"date": "2018-01-01", "date_precision": "year"}, False)
    assert parse_date("c. 2024-12", "x") == ({"date": "2024-12-01", "date_precision": "month"}, True)
    with pytest.raises(SourceError, match="soon is not a date"):
        parse_date("soon", "x")


@pytest.mark.parametrize(("key", "printed"), [("printed", "Vice Mayor"), ("label", "a reporter")])
def test_a_role_or_voice_that_the_text_does_not_print_is_refused(tmp_path, key, printed):
    path = tmp_path / "x.md"
    path.write_text(f"---\n{HEADER}---\n{{{{a|The mayor spoke}}}}, and an editor asked.\n", encoding="utf-8")
    text = read_text(path)
    build.check_printed({"printed": "Mayor", "label": "an editor"}, text, "x/a")
    with pytest.raises(SourceError, match=f"^x/a: “{printed}” is not printed in the text$"):
        build.check_printed({key: printed}, text, "x/a")


# The archive it makes


@pytest.mark.usefixtures("demo")
class TestLoaded:
    pytestmark = pytest.mark.django_db

    def test_it_is_large_enough(self):
        assert Document.objects.published().count() >= 16
        assert Statement.objects.published().count() >= 150
        assert Speaker.objects.count() >= 15
        assert Event.objects.count() >= 20
        assert Theme.objects.count() >= 30
        assert Utterance.objects.annotate(n=Count("reports")).filter(n__gte=2).count() >= 10

    def test_everything_public_is_reached_from_a_statement_or_document(self):
        assert Speaker.objects.published().count() >= 15
        assert Event.objects.published().count() >= 20
        assert Theme.objects.published().count() >= 30
        assert Source.objects.published().count() == Source.objects.count()

    def test_every_field_is_clean(self):
        """loaddata asks no choices and no validators; this does."""
        for model in {row["model"] for row in json.loads(build.TARGET.read_text(encoding="utf-8"))}:
            for row in apps.get_model(model).objects.all():
                row.clean_fields()

    def test_statements_are_the_words_of_their_documents(self):
        wrong = [
            statement.pk
            for statement in Statement.objects.select_related("document")
            if statement.document.text[statement.start : statement.end] != statement.text
        ]
        assert wrong == []

    def test_speakers_have_dated_roles_and_chinese_names(self):
        chinese = SpeakerName.objects.filter(language__startswith="zh-Han").values("speaker")
        dated = Role.objects.filter(start__isnull=False).values("speaker")
        assert Speaker.objects.filter(pk__in=chinese).count() >= 15
        assert Speaker.objects.filter(pk__in=chinese, kind="person").filter(pk__in=dated).count() >= 7

    def test_the_date_decides_the_role(self):
        zhang = Speaker.objects.get(slug="zhang-guoqing")
        held = {
            statement.document.slug: [role.title for role in statement.roles_held()]
            for statement in Statement.objects.filter(speaker=zhang).order_by("pk")
            if statement.document.slug in ("nankai-2018", "gansu-2024")
        }
        assert held == {"nankai-2018": ["Mayor of Tianjin"], "gansu-2024": ["Vice Premier"]}

    def test_themes_have_two_levels_scope_notes_and_chinese_labels(self):
        assert Theme.objects.filter(parent__isnull=True).count() == 8
        assert not Theme.objects.filter(parent__parent__isnull=False).exists()
        assert not Theme.objects.filter(scope_note="").exists()
        assert not Theme.objects.exclude(labels__language="zh-Hans").exists()

    def test_the_machine_translation_belongs_to_a_proper_report(self):
        machine = Document.objects.get(translator="machine")
        assert machine.translation_of.slug == "study-session-daily"
        assert machine.translation_of.translator == ""
        assert not machine.translation_checked

    def test_one_document_is_chinese_and_translated(self):
        chinese = Document.objects.get(language="zh-Hans")
        assert [document.slug for document in chinese.translations.all()] == ["study-session-readout"]
        assert chinese.statements.count() >= 15

    def test_documents_stand_inside_documents(self):
        parts = Document.objects.filter(part_of__slug="envoy-newsletter").values_list("slug", flat=True)
        assert sorted(parts) == ["envoy-briefing", "nankai-2018", "tianjin-2018"]

    def test_the_briefing_has_turns(self):
        turns = Passage.objects.filter(document__slug="envoy-briefing").values_list("kind", "speaker_label")
        assert list(turns) == [
            ("remark", "Lin Jian"),
            ("question", "Reporter of China Daily"),
            ("answer", "Lin Jian"),
            ("answer", ""),
            ("question", "Reporter of China Daily"),
            ("answer", "Lin Jian"),
            ("answer", ""),
        ]

    def test_questions_are_asked_by_an_unnamed_voice(self):
        questions = Statement.objects.filter(attribution="question", document__slug="envoy-briefing")
        assert [(q.voice, q.voice_label) for q in questions] == [("unnamed", "Reporter of China Daily")] * 2

    def test_every_voice_and_attribution_occurs(self):
        public = Statement.objects.published()
        assert set(public.values_list("voice", flat=True)) == set(Statement.Voice.values)
        assert set(public.values_list("attribution", flat=True)) == set(Statement.Attribution.values)

    def test_doubt_is_there_to_be_seen(self):
        assert Document.objects.published().filter(date_uncertain=True).count() >= 3
        assert Event.objects.published().filter(date_uncertain=True).exists()
        assert {"day", "month", "year"} == set(
            Document.objects.published().values_list("date_precision", flat=True)
        )
        assert Statement.objects.published().filter(certain=False).exclude(note="").count() >= 5

    def test_some_things_are_not_published(self):
        draft = Document.objects.get(state=State.DRAFT)
        assert draft.slug == "deepseek-draft"
        assert draft.statements.count() == 6
        hidden = Statement.objects.filter(document__slug="joint-statement-2024").exclude(state="published")
        assert sorted(hidden.values_list("state", flat=True)) == ["draft", "review"]

    def test_relays_form_chains(self):
        chain = Relay.objects.filter(
            statement__document__slug="envoy-newsletter", statement__speaker__slug="xi-jinping"
        )
        assert [relay.speaker.slug for relay in chain] == ["lin-jian", "governance-newsletter"]
        assert Statement.objects.annotate(n=Count("relays")).filter(n=1).exists()

    def test_statements_nest_and_cross(self):
        spans = Statement.objects.filter(document__slug="study-session-readout").values_list("start", "end")
        pairs = [(a, b) for a in spans for b in spans if a[0] < b[0] < a[1]]
        assert any(b[1] <= a[1] for a, b in pairs)
        assert any(b[1] > a[1] for a, b in pairs)

    def test_the_office_as_printed_may_differ_from_the_office_held(self):
        said = Statement.objects.filter(document__slug="workshop-remarks", speaker__slug="ma-zhaoxu").first()
        assert said.role_as_printed == "Deputy Foreign Minister"
        assert [role.title for role in said.roles_held()] == ["Vice Minister of Foreign Affairs"]

    def test_reports_are_confirmed_suggested_and_rejected(self):
        counts = Report.objects.aggregate(
            **{status: Count("pk", filter=Q(status=status)) for status in Report.Status.values}
        )
        assert counts["confirmed"] >= 60
        assert counts["suggested"] >= 10
        assert counts["rejected"] >= 1

    def test_confirmed_reports_speak_with_the_speaker_of_their_utterance(self):
        differing = [
            str(report)
            for report in Report.objects.confirmed().select_related("statement", "utterance")
            if report.statement.speaker_id != report.utterance.speaker_id
        ]
        assert differing == []


# Its words


def test_every_document_says_that_it_is_a_digest():
    notes = [document["rights_note"] for document in rows("document")]
    assert [
        note for note in notes if not note.startswith("Digest written for the demonstration archive; not")
    ] == []


def test_no_document_is_older_than_what_it_reports():
    loaded = json.loads(build.TARGET.read_text(encoding="utf-8"))
    starts = {row["pk"]: row["fields"]["start"] for row in loaded if row["model"] == "archive.event"}
    documents = {row["pk"]: row["fields"] for row in loaded if row["model"] == "archive.document"}
    reported = [
        (documents[row["fields"]["document"]], starts[row["fields"]["event"]])
        for row in loaded
        if row["model"] == "archive.statement" and row["fields"]["event"]
    ]
    dated = [
        (
            document["title"],
            last_day(dt.date.fromisoformat(document["date"]), document["date_precision"]),
            start,
        )
        for document, start in reported
        if document["date"] and start
    ]
    assert len(dated) > 200
    assert [item for item in dated if item[1] < dt.date.fromisoformat(item[2])] == []


def test_there_is_no_invented_address():
    assert [row for model in ("document", "source") for row in rows(model) if row.get("url")] == []


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("’", "'"))


def runs(text: str, length: int = 11) -> set[tuple]:
    every = words(text)
    return {tuple(every[i : i + length]) for i in range(len(every) - length + 1)}


@needs_seeds
def test_no_eleven_words_in_a_row_are_from_a_seed():
    seeds = set().union(*(runs(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")))
    assert len(seeds) > 3000
    every = json.loads(build.TARGET.read_text(encoding="utf-8"))
    strings = [value for row in every for value in row["fields"].values() if isinstance(value, str)]
    assert [" ".join(run) for text in strings for run in runs(text) & seeds] == []


def test_quotations_are_few_short_and_in_quotation_marks():
    documents = rows("document")
    quoted = [said for said in rows("statement") if said["attribution"] in QUOTATIONS]
    assert 4 <= len(quoted) <= 12
    for said in quoted:
        text = documents[said["document"] - 1]["text"]
        assert len(words(said["text"])) <= 10
        assert text[said["start"] - 1] + text[said["end"]] == "“”"


@needs_seeds
def test_quotations_stand_in_a_seed():
    seeds = [" ".join(words(path.read_text(encoding="utf-8"))) for path in SEEDS.glob("*.txt")]
    for said in rows("statement"):
        if said["attribution"] in QUOTATIONS:
            assert any(" ".join(words(said["text"])) in seed for seed in seeds), said["text"]
