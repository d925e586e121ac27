"""A word of its own in every text that no reader may see, so that one that gets out says where it was."""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts.models import SecurityEvent, SecurityKey
from archive.alerts.models import Alert
from archive.editing.corrections import correct_text
from archive.models import (
    ColumnMapping,
    Document,
    Event,
    EventName,
    Guidelines,
    Merge,
    Participation,
    PendingImport,
    Redirect,
    Role,
    Source,
    Speaker,
    SpeakerName,
    State,
    Statement,
    Term,
    TermOccurrence,
    TermWording,
    Theme,
    ThemeLabel,
    Utterance,
    Withholding,
)
from archive.operations.models import MaintenanceRun
from tests.factories import make_document, make_occurrence, make_statement, make_term
from tests.history_dates import backdate_history_by_a_day
from tests.test_drafts import SECRET

MIN_KINDS = 72
FIRST_IN_TEXTS = 300  # the number of its word
# Texts for editors alone, of rows that readers may see.
PRIVATE_FIELDS = {"document": ("editor_note",), "statement": ("editor_note",)}
# What a text may be made of is a rule of its own: states, codes of languages, digests.
UNWRITTEN = (
    "state",
    "language",
    "kind",
    "voice",
    "attribution",
    "country",
    "digest",
    "precision",
    "text_hash",
)


def canary(number: int) -> str:
    """Such as ``zqbawv``: a word like others, of letters alone, and in no text."""
    high, low = divmod(number, 20)
    consonants = "bcdfghjklmnpqrstvwxz"
    return f"zq{consonants[high % 20]}a{consonants[low]}wv"


def make_private_rows(user) -> None:
    """Those that the archive of ``hidden`` lacks."""
    speaker, event = Speaker.objects.filter(slug__contains=SECRET)[0], hidden_events()[0]
    theme = Theme.objects.filter(slug__contains=SECRET)[0]
    SpeakerName.objects.create(speaker=speaker, name="x", kind="native", language="en")
    Role.objects.create(speaker=speaker, title="x", organisation="x")
    ThemeLabel.objects.create(theme=theme, text="x", language="en")
    EventName.objects.create(event=event, name="x", language="en")
    Participation.objects.create(event=event, speaker=speaker, capacity="x")
    PendingImport.objects.create(user=user, name="x", content=b"x", size=1)
    ColumnMapping.objects.create(digest="0" * 64)
    Guidelines.objects.create(text="x")
    Merge.objects.create(model_name="speaker", survivor=speaker.pk, duplicate=10**6, duplicate_name="x")
    Redirect.objects.create(model_name="document", slug="x", target=hidden_documents()[0].pk)
    MaintenanceRun.objects.create(kind="backup", started=timezone.now(), succeeded=True, summary="x")
    for statement in hidden_statements()[:1]:
        statement.relays.create(position=1, speaker=speaker)
    make_term_rows()


def make_term_rows() -> None:
    """A draft of a term that stands in a public statement, and rows of a public one, each as long as a canary, that no
    editor has confirmed."""
    statement = Statement.objects.published().order_by("pk")[0]
    make_occurrence(Term.objects.get(slug__contains=SECRET), statement, statement.text)
    public = Term.objects.published()[0]
    for start, status in enumerate(("undecided", "rejected"), 1):
        make_occurrence(public, statement, statement.text[start : start + len(canary(0))], status)


def hidden_documents():
    return Document.objects.exclude(state=State.PUBLISHED).order_by("pk")


def hidden_statements():
    return Statement.objects.exclude(pk__in=Statement.objects.published()).order_by("pk")


def hidden_events():
    return Event.objects.filter(slug__contains=SECRET)


def private_rows() -> Iterator[tuple[models.QuerySet, tuple[str, ...] | None]]:
    """(rows, fields or all of them)"""
    secret = {"slug__contains": SECRET}
    people = Speaker.objects.filter(**secret)
    yield hidden_documents(), None
    yield hidden_statements(), None
    for model in (Source, Speaker, Event, Theme):
        yield model.objects.filter(**secret), None
    for rows in (SpeakerName, Role):
        yield rows.objects.filter(speaker__in=people), None
    yield ThemeLabel.objects.filter(theme__slug__contains=SECRET), None
    yield EventName.objects.filter(event__slug__contains=SECRET), None
    yield Participation.objects.filter(speaker__in=people), None
    yield Utterance.objects.filter(summary__contains=SECRET), None
    yield Term.objects.filter(**secret), None
    yield TermWording.objects.filter(term__slug__contains=SECRET), None
    yield TermOccurrence.objects.exclude(status="confirmed"), None
    for model in (PendingImport, ColumnMapping, Guidelines, Merge, Redirect, MaintenanceRun):
        yield model.objects.all(), None
    for name, fields in PRIVATE_FIELDS.items():
        yield apps.get_model("archive", name).objects.all(), fields
    yield apps.get_model("archive", "relay").objects.filter(statement__in=hidden_statements()), None
    yield get_user_model().objects.all(), ("username", "first_name", "last_name", "email", "password")


def text_fields(model, names: tuple[str, ...] | None) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.GeneratedField)
        and (field.name in names if names else not field.choices and field.name not in UNWRITTEN)
    ]


def place_canaries() -> dict[str, str]:
    """kind, such as "document.title 2" for the second group of rows -> its word; those that the database took."""
    places: dict[str, str] = {}
    number = 0
    # All are read before the first is written: by then rows are not found by their slug any more.
    groups = [
        (rows.model, names, list(rows.values_list("pk", flat=True)[:2])) for rows, names in private_rows()
    ]
    for model, names, keys in groups:
        for field in text_fields(model, names):
            for pk in keys:
                number += 1
                word = canary(number)
                if write(model, pk, field, word):
                    places[f"{model._meta.model_name}.{field.name} of {pk}"] = word
    assert number < FIRST_IN_TEXTS
    return places


def place_in_texts(user) -> dict[str, str]:
    """Where the word is part of a text that rules keep: kind -> word."""
    words = (canary(FIRST_IN_TEXTS + number) for number in range(100))
    places = {}

    def place(kind: str) -> str:
        places[kind] = next(words)
        return places[kind]

    draft = make_document(
        f"Before {place('document.text')}. Said {place('statement.text')} here.", state=State.DRAFT
    )
    make_statement(draft, f"Said {places['statement.text']} here", state=State.DRAFT)
    corrected_document = make_document(f"Once {place('correction.text')} stood here.", state=State.DRAFT)
    notes = {"reason": place("correction.reason"), "public_note": place("correction.public_note")}
    correct_text(None, corrected_document, "Nothing of it stands here now.", **notes)
    review = make_document(f"In review {place('passage.text')}.", state=State.REVIEW)
    make_statement(review, "In review", state=State.REVIEW, note=place("statement.note"))
    document = make_document(f"Deleted {place('deleted document.text')}.", state=State.DRAFT)
    document.delete()
    Alert.objects.create(email=f"{place('alert.email')}@example.org", search=f"q={place('alert.search')}")
    SecurityEvent.objects.create(kind="sign_in_failed", subject=place("security event.subject"))
    SecurityKey.objects.create(
        user=user, name=place("security key.name"), credential=b"x", credential_id="00"
    )
    TOTPDevice.objects.create(user=user, name=place("second factor.name"))
    place_in_terms(place)
    return places


def place_in_terms(place: Callable[[str], str]) -> None:
    """In what a public term was found under: by occurrences that readers do not see, whose words stand where they say.
    The page of a term names the wordings of those that they see."""
    public = Term.objects.published()[0]

    def add_occurrence(kind: str, statement: Statement, status: str = "confirmed") -> None:
        row = make_occurrence(public, statement, "Tides turn", status)
        TermOccurrence.objects.filter(pk=row.pk).update(wording=place(f"{kind} occurrence.wording"))

    document = make_document("Tides turn. Tides turn slowly. Tides turn at noon. Tides turn at night.")
    add_occurrence("undecided", make_statement(document, "Tides turn"), "undecided")
    add_occurrence("rejected", make_statement(document, "Tides turn slowly"), "rejected")
    add_occurrence("draft statement's", make_statement(document, "Tides turn at noon", state=State.DRAFT))
    draft = make_document("Tides turn in drafts.", state=State.DRAFT)
    add_occurrence("draft document's", make_statement(draft, "Tides turn in drafts"))
    withheld = make_statement(document, "Tides turn at night")
    add_occurrence("withheld", withheld)
    backdate_history_by_a_day()
    Statement.objects.filter(pk=withheld.pk).update(state=State.DRAFT)
    Withholding.objects.create(model_name="statement", object_id=withheld.pk, reason="law")
    published_statement = make_statement(document, "Tides turn. Tides turn")
    for state in (State.DRAFT, State.REVIEW):
        term = make_term(place(f"{state} term.original"), note=place(f"{state} term.note"), state=state)
        term.wordings.create(text=place(f"{state} term.wording"), language="fr")
        make_occurrence(term, published_statement, "Tides turn")


def write(model, pk, field: models.Field, word: str) -> bool:
    if isinstance(field, models.URLField):
        value = f"https://{word}.example.org/{word}"
    elif field.name == "email":
        value = f"{word}@example.org"
    else:
        value = word
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            count = model._base_manager.filter(pk=pk).update(**{field.name: value[: field.max_length]})
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError:
        return False  # the words of a statement, for example: they are those of its text
    return bool(count)
