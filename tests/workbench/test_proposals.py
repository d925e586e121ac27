"""Proposals read through the workbench, accepted, rejected, and decided by two editors at once."""

import pytest
from django.urls import reverse

from archive.editing.corrections import correct_text
from archive.models import Document, ProposalDecision, Speaker, Statement
from tests.factories import make_document, make_speaker, make_statement, make_theme

from .client import API, address, error_of, post

TEXT = (
    "Harbour budget passes\n\n"
    "Minister Adeyemi said that every harbour deserves a library. "
    "Her deputy Bo Bergqvist stressed that it opens in May.\n\n"
    "“Books are the cheapest ships,” Adeyemi said."
)
FIRST = "every harbour deserves a library"


@pytest.fixture
def report(db):
    make_speaker("Amara Adeyemi")
    return Document.objects.get(pk=make_document(TEXT, kind=Document.Kind.NEWS_REPORT).pk)


def proposals_address(document, do="proposals"):
    return reverse(f"{API}{do}", args=[document.pk])


def read_proposals(client, document, **query):
    response = client.get(proposals_address(document), query)
    assert response.status_code == 200
    return response.json()


def find(answer, words):
    return next(proposal for proposal in answer["proposals"] if words in proposal["words"])


def body_of(document, proposal, **more):
    """What the page sends to accept it."""
    names = ("start", "end", "voice", "voice_label", "attribution", "role_as_printed", "new_speaker")
    sent = {name: proposal[name] for name in names} | {"proposal": proposal["key"]}
    speaker = proposal["speaker"]
    return sent | {"text_version": document.text_version, "speaker": speaker and speaker["id"]} | more


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "has_grammar"),
    [("en", True), ("zh-Hans", True), ("de-AT", True), ("und", True), ("ar", False), ("sw", False)],
)
def test_it_is_said_whether_there_are_rules_for_the_language(as_editor, language, has_grammar):
    document = make_document(TEXT, language=language)
    assert read_proposals(as_editor, document)["has_grammar"] is has_grammar


def test_a_proposal_says_who_what_and_why(as_editor, report):
    answer = read_proposals(as_editor, report)
    amara = Speaker.objects.get()
    first = find(answer, FIRST)
    assert (answer["text_version"], answer["start"], answer["next"]) == (report.text_version, 0, None)
    assert TEXT[first["start"] : first["end"]] == first["words"]
    assert first["speaker"] == {"id": amara.pk, "label": "Amara Adeyemi"}
    assert (first["new_speaker"], first["voice"], first["attribution"]) == ("", "speaker", "paraphrase")
    cue = first["cue"]
    assert TEXT[cue["start"] : cue["end"]] == cue["words"] == "said"
    assert (first["reason"], first["score_label"], first["record"]) == ("after “said”", "likely", "")
    second = find(answer, "opens in May")
    assert (second["speaker"], second["new_speaker"]) == (None, "Bo Bergqvist")
    assert find(answer, "cheapest ships")["attribution"] == "verbatim"
    assert Statement.objects.count() == ProposalDecision.objects.count() == 0


@pytest.mark.slow
def test_a_part_of_the_text_is_asked_for(as_editor, report):
    whole = read_proposals(as_editor, report)["proposals"]
    part = read_proposals(as_editor, report, start=0, end=whole[1]["start"])
    assert ([proposal["start"] for proposal in part["proposals"]], part["next"]) == (
        [whole[0]["start"]],
        whole[1]["start"],
    )
    for query in ({"start": "x"}, {"start": "-1"}, {"start": 9, "end": 9}, {"end": "9" * 30}):
        error_of(as_editor.get(proposals_address(report), query), 400)


def test_an_accepted_proposal_is_a_draft_and_a_decision(as_editor, editor, report):
    first = find(read_proposals(as_editor, report), FIRST)
    response = post(as_editor, address(report), body_of(report, first))
    statement = Statement.objects.get()
    assert (response.status_code, response.json()["id"], statement.state) == (201, statement.pk, "draft")
    decision = ProposalDecision.objects.get()
    assert (decision.verdict, decision.statement, decision.decided_by) == ("accepted", statement, editor)
    assert (decision.rule, decision.cue, decision.score) == (first["rule"], "said", first["score"])
    assert (
        decision.before + decision.words + decision.after == (TEXT[first["start"] - 40 : first["end"] + 40])
    )
    again = post(as_editor, address(report), body_of(report, first))
    assert (again.status_code, again.json()["id"]) == (200, statement.pk)
    assert ProposalDecision.objects.count() == 1


def test_accepting_creates_the_speaker_as_printed_once(as_editor, report):
    second = find(read_proposals(as_editor, report), "opens in May")
    post(as_editor, address(report), body_of(report, second))
    statement = Statement.objects.get()
    assert (statement.speaker.name, statement.decisions.get().verdict) == ("Bo Bergqvist", "accepted")
    third = find(read_proposals(as_editor, report), "opens in May")
    assert third["speaker"] == {"id": statement.speaker.pk, "label": "Bo Bergqvist"}
    assert Speaker.objects.count() == 2


def test_other_fields_than_proposed_are_an_edit(as_editor, report):
    first = find(read_proposals(as_editor, report), FIRST)
    post(as_editor, address(report), body_of(report, first, attribution="summary"))
    assert ProposalDecision.objects.get().verdict == "edited"


@pytest.mark.slow
def test_a_rejection_holds_until_it_is_withdrawn(as_editor, editor, report):
    first = find(read_proposals(as_editor, report), FIRST)
    count = len(read_proposals(as_editor, report)["proposals"])
    url, sent = proposals_address(report, "reject"), {"proposal": first["key"]}
    assert [post(as_editor, url, sent).status_code for _ in range(2)] == [201, 200]
    assert ProposalDecision.objects.get().verdict == "rejected"
    left = read_proposals(as_editor, report)["proposals"]
    assert len(left) == count - 1
    assert FIRST not in [entry["words"] for entry in left]
    refused = post(as_editor, address(report), body_of(report, first))
    assert error_of(refused, 410) == "edith has rejected this proposal in the meantime."
    post(as_editor, proposals_address(report, "withdraw"), sent)
    assert len(read_proposals(as_editor, report)["proposals"]) == count
    labels = ProposalDecision._meta.get_field("history").related_model.objects.values_list(
        "pgh_label", flat=True
    )
    assert sorted(labels) == ["delete", "insert"]


@pytest.mark.slow
def test_a_rejection_holds_in_a_corrected_text_where_words_and_context_are_the_same(
    as_editor, editor, report
):
    proposals = read_proposals(as_editor, report)["proposals"]
    for proposal in proposals:
        post(as_editor, proposals_address(report, "reject"), {"proposal": proposal["key"]})
    correct_text(editor, report, f"A new first line.\n\n{TEXT.replace('opens in May', 'opens in June')}")
    words = [proposal["words"] for proposal in read_proposals(as_editor, report)["proposals"]]
    assert words == ["it opens in June.", "Books are the cheapest ships"]  # before these stands another month


def test_the_rates_of_decisions_raise_and_lower_scores(as_editor, report):
    answer = read_proposals(as_editor, report)
    first, last = find(answer, FIRST), find(answer, "cheapest ships")
    for words, proposal in ((FIRST, first), ("cheapest ships", last)):
        assert proposal["record"] == "", words
    post(as_editor, proposals_address(report, "reject"), {"proposal": first["key"]})
    other = make_document(TEXT, kind=Document.Kind.NEWS_REPORT)
    again = find(read_proposals(as_editor, other), FIRST)
    assert again["record"] == "accepted 0 of 1 time"
    assert again["score"] < first["score"]


@pytest.mark.slow
def test_an_acceptance_counts_while_its_statement_exists(as_editor, report):
    first = find(read_proposals(as_editor, report), FIRST)
    post(as_editor, address(report), body_of(report, first))
    other = make_document(TEXT, kind=Document.Kind.NEWS_REPORT)
    assert find(read_proposals(as_editor, other), FIRST)["record"] == "accepted 1 of 1 time"
    Statement.objects.get().delete()
    assert find(read_proposals(as_editor, other), FIRST)["record"] == ""


def test_text_corrected_between_proposal_and_decision_is_a_409(as_editor, editor, report):
    first = find(read_proposals(as_editor, report), FIRST)
    sent = body_of(report, first)
    correct_text(editor, report, TEXT.replace("Harbour budget", "Port budget"))
    for url, what in (
        (address(report), sent),
        (proposals_address(report, "reject"), {"proposal": first["key"]}),
    ):
        response = post(as_editor, url, what)
        assert error_of(response, 409).startswith("The text has been corrected in the meantime.")
        assert response.json()["text_version"] == report.text_version
    assert Statement.objects.count() == ProposalDecision.objects.count() == 0


def test_of_two_editors_the_second_learns_who_was_first(as_editor, publisher, report):
    proposals = read_proposals(as_editor, report)["proposals"]
    post(as_editor, address(report), body_of(report, proposals[0]))
    as_editor.force_login(publisher)
    second = post(as_editor, address(report), body_of(report, proposals[0], attribution="summary"))
    assert error_of(second, 410) == "edith has accepted this proposal in the meantime."
    rejected = post(as_editor, proposals_address(report, "reject"), {"proposal": proposals[0]["key"]})
    assert error_of(rejected, 410) == "edith has accepted this proposal in the meantime."
    assert list(Statement.objects.values_list("attribution", flat=True)) == [proposals[0]["attribution"]]


@pytest.mark.slow
def test_what_somebody_marked_by_hand_is_not_marked_twice(as_editor, report):
    first = find(read_proposals(as_editor, report), FIRST)
    make_statement(report, first["words"], speaker=Speaker.objects.get(), attribution="paraphrase")
    response = post(as_editor, address(report), body_of(report, first))
    assert error_of(response, 410) == "Someone else has already marked these words."


def test_only_what_this_server_proposed_for_this_text_is_decided(as_editor, report):
    first = find(read_proposals(as_editor, report), FIRST)
    other = make_document(TEXT, kind=Document.Kind.NEWS_REPORT)
    for document, key in (
        (report, "forged"),
        (report, first["key"] + "x"),
        (other, first["key"]),
        (report, ""),
    ):
        response = post(as_editor, proposals_address(document, "reject"), {"proposal": key})
        assert error_of(response, 400)
    assert ProposalDecision.objects.count() == 0


def test_who_may_not_mark_may_not_decide(as_viewer, report):
    first = find(read_proposals(as_viewer, report), FIRST)
    assert len(read_proposals(as_viewer, report)["proposals"]) == 3
    for url in (address(report), proposals_address(report, "reject"), proposals_address(report, "withdraw")):
        error_of(post(as_viewer, url, body_of(report, first)), 403)
    assert Statement.objects.count() == ProposalDecision.objects.count() == 0


def test_themes_are_proposed_with_why_and_nothing_is_written(as_editor, report):
    library = make_theme("Libraries")
    make_theme("Harbour dredging")
    start = TEXT.index(FIRST)
    url = proposals_address(report, "themes")
    answer = as_editor.get(url, {"start": start, "end": start + len(FIRST)})
    assert answer.status_code == 200
    assert answer.json()["themes"][0] == {
        "id": library.pk, "label": "Libraries", "hint": "words of “Libraries”"
    }  # fmt: skip
    assert Statement.objects.count() == 0
    assert error_of(as_editor.get(url, {"start": 5, "end": 5}), 400)
    assert error_of(as_editor.get(url, {"start": 0, "end": len(TEXT) + 1}), 400)


def test_turns_say_whose_they_are(as_editor, db):
    amara = make_speaker("Amara Adeyemi")
    text = "Amara Adeyemi: We have opened a library.\n\nCem Aksoy: Who pays for it?\n\nAmara Adeyemi: The harbour pays."
    document = make_document(text, kind=Document.Kind.TRANSCRIPT)
    for passage, name in zip(
        document.passages.order_by("start"), ["Amara Adeyemi", "Cem Aksoy"] * 2, strict=False
    ):
        document.passages.filter(pk=passage.pk).update(kind="remark", speaker_label=name)
    first, second, third = read_proposals(as_editor, document)["turns"]
    assert first["speaker"] == third["speaker"] == {"id": amara.pk, "label": "Amara Adeyemi"}
    assert (second["speaker"], second["new_speaker"], second["voice"]) == (None, "Cem Aksoy", "speaker")
