"""The whole of a document to import: its own values and its parts, what would become of it, what is there already."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from archive.editing.creation.namesakes import describe_speaker, find_namesakes
from archive.editing.states import Actor
from archive.importing.importer import (
    CREATED,
    DUPLICATE,
    REFUSED,
    TEXT_DIFFERS,
    UPDATED,
    accept_none,
    import_document,
)
from archive.importing.lookup.duplicates import describe_duplicate, describe_other_text, find_at_address
from archive.importing.parsed_document import ParsedDocument
from archive.importing.structure.speech.forms import name_in_label
from archive.models import Document, Speaker

from .draft import Draft, Value
from .part_draft import PartDraft, part_candidates, range_of

MAX_PARTS = 200


def without_duplicates(parts: Iterable[dict]) -> list[dict]:
    """The parts without suggested ones whose paragraphs were also chosen by hand; `check_ranges` handles two chosen
    ones."""
    unique: list[dict] = []
    for part in parts:
        place = (part.get("first"), part.get("last"))
        twins = [twin for twin in unique if (twin.get("first"), twin.get("last")) == place]
        double = next((twin for twin in twins if not (twin.get("chosen") and part.get("chosen"))), None)
        if double is None:
            unique.append(part)
        elif part.get("chosen"):
            unique[unique.index(double)] = part
    return unique


class DocumentDraft(Draft):
    """``number`` counts the documents of the file from 1."""

    def __init__(
        self, parsed: ParsedDocument, number: int, choices: dict, actor: Actor = None, file_hash: str = ""
    ):
        """``file_hash`` is that of a file that holds nothing but this text."""
        self.number, self.choices, self.file_hash = number, choices, file_hash
        key = str(number)
        edited = choices.get("documents", {}).get(key, {})
        super().__init__(parsed, "document", edited, choices.get("all", {}), actor)
        stored = choices.get("parts", {}).get(key)
        self.candidates = {
            (candidate.first, candidate.last): candidate for candidate in part_candidates(parsed)
        }
        self.parts = [
            self.part(position, edited_part)
            for position, edited_part in enumerate(self.proposed_parts() if stored is None else stored)
        ]

    def part(self, position: int, edited_values: dict) -> PartDraft:
        paragraph_range = range_of(edited_values, len(self.parsed.passages))
        candidate = self.candidates.get(paragraph_range)
        return PartDraft(
            self.parsed, f"part-{position}", edited_values, candidate, self.inherited_values, self.actor
        )

    @property
    def inherited_values(self) -> dict[str, Value]:
        """Returns the values that a part takes from the whole document where its own text gives none; never the date or
        the event."""
        origin = _("the document it is part of")
        return {name: Value(self.text_of(name), origin) for name in ("source", "language")}

    def proposed_parts(self) -> list[dict]:
        """A part with a header of its own is chosen, one that only looks like a document is not."""
        suggested = {(part.first, part.last) for part in self.parsed.parts}
        return [
            {"first": str(first), "last": str(last), "chosen": "" if (first, last) in suggested else "on"}
            for first, last in list(self.candidates)[: MAX_PARTS - 1]
        ]

    @property
    def blank_part(self) -> PartDraft:
        return self.part(len(self.parts), {})

    @property
    def chosen_parts(self) -> list[PartDraft]:
        return [part for part in self.parts if part.is_chosen]

    def update(self, data) -> None:
        """Stores what was posted into the choices."""
        key = str(self.number)
        self.choices.setdefault("documents", {})[key] = self.changes(data)
        drafts = [*self.parts, self.blank_part][:MAX_PARTS]
        parts = [draft.changes(data) for draft in drafts]
        self.choices.setdefault("parts", {})[key] = without_duplicates(
            part for part in parts if any(part.values())
        )
        others = set(self.choices.get("others", [])) - {key}
        self.choices["others"] = sorted(others | ({key} if data.get("another") else set()))

    @cached_property
    def is_complete(self) -> bool:
        return all(
            [super().is_complete, *(part.is_complete for part in self.chosen_parts), self.check_ranges()]
        )

    def check_ranges(self) -> bool:
        """Whether each paragraph belongs to one part at most: a search counts its words there."""
        end, count = 0, len(self.parsed.passages)
        parts = [part for part in self.chosen_parts if part.range]
        for part in sorted(parts, key=lambda draft: draft.range):
            first, last = part.range
            if (first, last) == (1, count):
                part.form.add_error("last", _("This is the whole text; a part must be shorter."))
            elif first <= end:
                reason = _("Paragraphs %(first)d to %(last)d are in two parts; parts cannot overlap.")
                part.form.add_error("first", reason % {"first": first, "last": min(end, last)})
            end = max(end, last)
        return not any(part.form.errors for part in parts)

    def document(self) -> ParsedDocument:
        children = tuple(part.document() for part in self.chosen_parts)
        return replace(super().document(), children=children)

    @property
    def is_another(self) -> bool:
        """Whether the editor said that it is another document than the one of the same web address."""
        return str(self.number) in self.choices.get("others", [])

    @cached_property
    def same_address(self) -> Document | None:
        """A document of the archive with the same web address and another text."""
        return None if self.duplicate else find_at_address(self.text_of("url"), inside=None)

    @cached_property
    def outcome(self):
        """The result of a dry run; None where the form is not complete."""
        return self.run(None, dry_run=True) if self.is_complete else None

    def run(self, actor, accept=accept_none, dry_run=False):
        return import_document(
            self.document(),
            actor=actor,
            create_event=True,  # the form has asked for each event
            accept=accept,
            is_another=self.is_another,
            file_hash="" if self.chosen_parts else self.file_hash,
            dry_run=dry_run,
        )

    @cached_property
    def namesakes(self) -> list[tuple[str, list[tuple[Speaker, str]]]]:
        """The names before turns that speakers of the archive have, with these speakers."""
        labels = dict.fromkeys(passage.speaker_label for passage in self.parsed.turns)
        names = dict.fromkeys(map(name_in_label, labels))
        speakers = find_namesakes(names)
        return [
            (name, [(speaker, describe_speaker(speaker)) for speaker in speakers[name.casefold()]])
            for name in names
            if name.casefold() in speakers
        ]

    @property
    def existing_document(self) -> Document | None:
        """The document of the archive that has this text, or had it before a correction."""
        if self.outcome is None:
            return self.duplicate
        return self.outcome.document if self.outcome.status in (DUPLICATE, UPDATED) else None

    @property
    def status(self) -> str:
        """The status after an import: created, already imported, text differs, or refused."""
        if self.outcome is None:
            return DUPLICATE if self.duplicate else REFUSED
        return self.outcome.status

    @property
    def reason(self) -> str:
        """Why it cannot be imported, as one sentence."""
        if self.outcome is not None:
            return self.outcome.reason
        return self.form_error

    @property
    def form_error(self) -> str:
        errors = [error for draft in (self, *self.chosen_parts) for error in draft.form.errors.values()]
        return errors[0][0] if errors else ""

    def quick_status(self) -> tuple[str, str]:
        """(status, reason) by the form and the archive alone, without a dry run."""
        if self.duplicate:
            return DUPLICATE, describe_duplicate(self.duplicate)
        if not self.is_complete:
            return REFUSED, self.form_error
        if self.same_address and not self.is_another:
            return TEXT_DIFFERS, describe_other_text(self.same_address)
        return CREATED, ""

    @property
    def is_importable(self) -> bool:
        """Whether an import would create something: the text itself, or a part of a text that is in the archive
        already."""
        return (
            self.outcome is not None
            and self.status != TEXT_DIFFERS
            and any(result.status == CREATED for result in self.outcome.with_parts)
        )

    @property
    def differences(self) -> list[dict]:
        """The values in which the file differs from the document in the archive."""
        unlabelled = self.outcome.differences if self.outcome else ()
        return [
            {"difference": difference, "label": self.form.fields[difference.field].label}
            for difference in unlabelled
        ]
