from .correction import Correction, Orphan
from .dates import Precision, display_date, display_span
from .document import Document
from .event import Event, EventName, Participation
from .passage import Passage
from .redirects import Redirect
from .search import SearchName, SearchRow
from .source import Source
from .speaker import Role, Speaker, SpeakerName
from .statement import Relay, Statement, StatementTheme
from .states import State
from .theme import Theme, ThemeLabel
from .utterance import Report, Utterance

__all__ = [
    "Correction",
    "Document",
    "Event",
    "EventName",
    "Orphan",
    "Participation",
    "Passage",
    "Precision",
    "Redirect",
    "Relay",
    "Report",
    "Role",
    "SearchName",
    "SearchRow",
    "Source",
    "Speaker",
    "SpeakerName",
    "State",
    "Statement",
    "StatementTheme",
    "Theme",
    "ThemeLabel",
    "Utterance",
    "display_date",
    "display_span",
]
