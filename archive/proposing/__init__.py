"""Suggests statements of a text: pure, without database, network or models of language (docs/proposing.md)."""

from archive.proposing.names import Name
from archive.proposing.proposal import Proposal
from archive.proposing.propose import propose
from archive.proposing.turns import Passage

__all__ = ["Name", "Passage", "Proposal", "propose"]
