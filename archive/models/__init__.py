import archive.models.base.lookups  # noqa: F401  registers them
from archive.models.base.dates import Precision, display_date, display_period, iso_date
from archive.models.base.states import State

from .correction import Correction, Orphan
from .decision import ProposalDecision
from .document import Document
from .event import Event, EventName, Participation
from .passage import Passage
from .pending_analysis import PendingAnalysis
from .pending_import import ColumnMapping, PendingImport
from .permanence.merge import Merge, MergedRow
from .permanence.pending_change import ChangeReview, PendingChange
from .permanence.publication import Publication, history_model, public_corrections, taken_slugs
from .permanence.redirect import Redirect
from .permanence.withholding import Withholding
from .permissions import Guidelines
from .relay import Relay
from .role import Role
from .search import PendingRefresh, SearchName, SearchRow, SearchWord, SynonymSet
from .source import Source
from .speaker import Speaker, SpeakerName
from .statement import Statement
from .utterance import Report, ReportPair, Utterance
from .vocabulary.term import Term, TermOccurrence, TermWording
from .vocabulary.theme import StatementTheme, Theme, ThemeLabel

__all__ = [
    "ChangeReview",
    "ColumnMapping",
    "Correction",
    "Document",
    "Event",
    "EventName",
    "Guidelines",
    "Merge",
    "MergedRow",
    "Orphan",
    "Participation",
    "Passage",
    "PendingAnalysis",
    "PendingChange",
    "PendingImport",
    "PendingRefresh",
    "Precision",
    "ProposalDecision",
    "Publication",
    "Redirect",
    "Relay",
    "Report",
    "ReportPair",
    "Role",
    "SearchName",
    "SearchRow",
    "SearchWord",
    "Source",
    "Speaker",
    "SpeakerName",
    "State",
    "Statement",
    "StatementTheme",
    "SynonymSet",
    "Term",
    "TermOccurrence",
    "TermWording",
    "Theme",
    "ThemeLabel",
    "Utterance",
    "Withholding",
    "display_date",
    "display_period",
    "history_model",
    "iso_date",
    "public_corrections",
    "taken_slugs",
]
