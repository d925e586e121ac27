"""How a waiting file is read: its format and its encoding."""

from django import forms
from django.utils.translation import gettext_lazy as _

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


class SettingsForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), required=False, choices=format_choices)
    encoding = forms.ChoiceField(label=_("Encoding"), required=False)

    def __init__(self, reading, data=None):
        pending = reading.pending
        super().__init__(
            data, initial={"format": pending.format, "encoding": pending.encoding}, label_suffix=""
        )
        self.reading = reading
        self.fields["encoding"].choices = [("", _("Detect")), *ENCODINGS]
        if pending.is_pasted or not (reading.file.encoding or reading.error):
            del self.fields["encoding"]

    def update(self, data) -> bool:
        """Stores what was chosen; whether the file has to be read again."""
        pending = self.reading.pending
        posted = SettingsForm(self.reading, data)
        if "format" not in data or not posted.is_valid():
            return False
        before = (pending.format, pending.encoding)
        pending.format = posted.cleaned_data["format"]
        pending.encoding = posted.cleaned_data.get("encoding", "")
        return before != (pending.format, pending.encoding)
