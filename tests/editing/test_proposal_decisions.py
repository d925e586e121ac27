"""Who may decide on a proposal, whichever interface calls."""

import pytest

from archive.editing import proposal_decisions
from archive.editing.errors import NotAllowedError
from archive.models import ProposalDecision
from tests.conftest import member_with


def test_a_rejection_and_its_withdrawal_take_the_permission_to_add_statements(published_document):
    offer = proposal_decisions.OfferedProposal(
        published_document.pk, 1, 0, 7, "", "narrator", "summary", "turn", rules_version=1, cue="", score=0.5
    )
    viewer = member_with("view_document", "change_document")
    for decide in (proposal_decisions.reject, proposal_decisions.withdraw_rejection):
        with pytest.raises(NotAllowedError):
            decide(viewer, offer)
    assert not ProposalDecision.objects.exists()
    assert proposal_decisions.reject(None, offer)
    with pytest.raises(NotAllowedError):
        proposal_decisions.withdraw_rejection(viewer, offer)
    assert ProposalDecision.objects.count() == 1
