"""The rows of an inline form in what a browser sent: read, put in order, written back."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict

from .snapshot import editable_fields, shown_values

MAX_ROWS = 2_000


@dataclass(slots=True)
class SentRow:
    """``name``: of its inputs, such as ``names-3``; ``values`` by what follows the name; ``pk`` empty for a new row.

    ``choice``: what the editor has to choose about it once it is written under another name.
    """

    name: str
    pk: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choice: Any = None

    @classmethod
    def of_saved(cls, form: forms.ModelForm) -> "SentRow":
        """A row that is in the archive and was not sent."""
        values = {
            key.removeprefix(f"{form.prefix}-"): texts
            for bound in editable_fields(form)
            for key, texts in shown_values(bound).items()
        }
        return cls("", str(form.instance.pk), values)


def read_rows(data: QueryDict, prefix: str) -> list[SentRow] | None:
    """The submitted rows with this prefix; None where none were submitted."""
    total, initial = (data.get(f"{prefix}-{name}", "") for name in ("TOTAL_FORMS", "INITIAL_FORMS"))
    if not (total.isdecimal() and initial.isdecimal() and int(total[:9]) <= MAX_ROWS):
        return None
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,6}})-(.+)")
    rows = [SentRow(f"{prefix}-{number}", "") for number in range(int(total))]
    for key in data:
        match = pattern.fullmatch(key)
        if match and int(match[1]) < len(rows):
            rows[int(match[1])].values[match[2]] = data.getlist(key)
    for row in rows[: int(initial)]:
        row.pk = "".join(row.values.get("id", [])[:1])
    return rows


def write_rows(
    data: QueryDict, prefix: str, sent_rows: list[SentRow], new: list[SentRow], differences: list
) -> None:
    """Renumbers the rows in ``data``, saved rows first, as Django's formsets expect; leaves ``data`` alone where they
    are in order."""
    rows = [*sent_rows, *new]
    for row in rows:  # the comparison may have changed values in data
        if row.name:
            row.values = {key: data.getlist(f"{row.name}-{key}") for key in _keys(data, row)}
    for key in [key for key in data if re.match(rf"{re.escape(prefix)}-\d+-", key)]:
        del data[key]
    for number, row in enumerate(rows):
        values = row.values | {"id": [row.pk] if number < len(sent_rows) else [""]}
        for key, texts in values.items():
            data.setlist(f"{prefix}-{number}-{key}", texts)
        if row.choice:
            differences.append(replace(row.choice, key=f"{prefix}-{number}-id"))
    new_names = {row.name: f"{prefix}-{number}" for number, row in enumerate(rows) if row.name}
    _rename(differences, new_names)
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), str(len(sent_rows))


def _keys(data: QueryDict, row: SentRow) -> list[str]:
    start = f"{row.name}-"
    return [key[len(start) :] for key in data if key.startswith(start)]


def _rename(differences: list, new_names: dict[str, str]) -> None:
    """Differences name the inputs as they were sent; the page shows them under their new numbers."""
    for index, difference in enumerate(differences):
        match = re.fullmatch(r"(.+-\d+)-([^-]+)", difference.key)
        if match and match[1] in new_names and not difference.key.endswith("-id"):
            differences[index] = replace(difference, key=f"{new_names[match[1]]}-{match[2]}")
