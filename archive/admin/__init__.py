"""The interface for editors: a module or package for each model, and the pages that several share."""

from . import event, redirect, source, speaker, theme, withholding
from .accounts import admin as accounts
from .accounts import guidelines, security_event
from .documents import admin as document
from .statements import admin as statement
from .statements import decision
from .terms import admin as term
from .utterances import admin as utterance

__all__ = [
    "accounts",
    "decision",
    "document",
    "event",
    "guidelines",
    "redirect",
    "security_event",
    "source",
    "speaker",
    "statement",
    "term",
    "theme",
    "utterance",
    "withholding",
]
