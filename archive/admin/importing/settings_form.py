"""How a waiting file is read: its format and its encoding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.importing.header import KEYS
from archive.importing.readers.records.columns import IDENTIFIER, SPEAKER, TEXT
from archive.models import ColumnMapping

from .fields import HeaderForm
from .parsed_import import column_mapping
from .upload import format_choices

# Of texts in many languages; Python reads them by these names.
ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows-1252 (Western European)"),
    ("cp1250", "Windows-1250 (Central European)"),
    ("cp1251", "Windows-1251 (Cyrillic)"),
    ("koi8-r", "KOI8-R (Cyrillic)"),
    ("cp1253", "Windows-1253 (Greek)"),
    ("cp1254", "Windows-1254 (Turkish)"),
    ("cp1255", "Windows-1255 (Hebrew)"),
    ("cp1256", "Windows-1256 (Arabic)"),
    ("cp1257", "Windows-1257 (Baltic)"),
    ("cp1258", "Windows-1258 (Vietnamese)"),
    ("gb18030", "GB18030 (Chinese)"),
    ("big5", "Big5 (Chinese)"),
    ("shift_jis", "Shift JIS (Japanese)"),
    ("euc_jp", "EUC-JP (Japanese)"),
    ("cp949", "CP949 (Korean)"),
    ("utf-16", "UTF-16"),
)
FIELD_LABELS = {
    TEXT: _("Text"),
    **{name: field.label for name, field in HeaderForm.base_fields.items() if name in KEYS},
    SPEAKER: _("Speaker"),
    IDENTIFIER: _("Number or id"),
}


class SettingsForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), required=False, choices=format_choices)
    encoding = forms.ChoiceField(label=_("Encoding"), required=False)

    def __init__(self, reading, data=None):
        pending = reading.pending
        super().__init__(
            data, initial={"format": pending.format, "encoding": pending.encoding}, label_suffix=""
        )
        self.reading = reading
        listed = {candidate.codec: candidate.label for candidate in reading.candidates} | dict(ENCODINGS)
        if pending.encoding:
            listed.setdefault(pending.encoding, pending.encoding)
        self.fields["encoding"].choices = [("", _("Detect")), *listed.items()]
        if not reading.has_encoding:
            del self.fields["encoding"]

    def update(self, data) -> bool:
        """Stores what was chosen; whether the file has to be read again."""
        pending = self.reading.pending
        chosen = {name: data[name] for name in ("format", "encoding") if name in data}
        if "read_as" in data:
            chosen["encoding"] = data["read_as"]
        posted = SettingsForm(self.reading, chosen)
        if "format" not in chosen or not posted.is_valid():
            return False
        before = self.stored_settings()
        pending.format = posted.cleaned_data["format"]
        pending.encoding = posted.cleaned_data.get("encoding", "")
        if before != self.stored_settings():
            pending.choices.pop("damage", None)
        if "mark_damage" in data:
            pending.choices["damage"] = True
        self.update_columns(data)
        return before != self.stored_settings()

    def stored_settings(self):
        pending = self.reading.pending
        return (
            pending.format,
            pending.encoding,
            pending.choices.get("damage"),
            pending.choices.get("columns"),
        )

    def update_columns(self, data):
        """Remembered for the next table with these columns."""
        columns = self.reading.columns
        if columns is None or "column-0" not in data:
            return
        chosen = {data.get(f"column-{index}", ""): name for index, name in enumerate(columns.names)}
        chosen = {field: name for field, name in chosen.items() if field in FIELD_LABELS}
        if chosen != column_mapping(self.reading.pending, columns):
            self.reading.pending.choices["columns"] = chosen
            ColumnMapping.objects.remember(columns.names, chosen)

    def column_rows(self):
        """Returns each column with its first cells and its field."""
        columns = self.reading.columns
        fields = {name: field for field, name in column_mapping(self.reading.pending, columns).items()}
        for index, name in enumerate(columns.names):
            cells = [row[index] for row in columns.rows if row[index]]
            yield {"name": name, "index": index, "cells": cells, "field": fields.get(name, "")}

    field_choices = property(lambda self: FIELD_LABELS.items())
