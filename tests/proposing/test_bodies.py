"""Bodies that a text calls by a noun alone."""

import pytest

from archive.proposing import propose

TOLL = "the toll would fall"


def speakers(text, names=()):
    return [proposal.speaker for proposal in propose(text, language="en", kind="news_report", names=names)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (f"The head of the Quay Network Agency spoke. The agency said {TOLL}.", "Quay Network Agency"),
        (
            f"Dana Holt leads the Quay Residents Association. The association said {TOLL}.",
            "Quay Residents Association",
        ),
        (f"Ferry operator Quay Ferries said ships were late. The company said {TOLL}.", "Quay Ferries"),
        (f"Quay Motors said that ships were late. The automaker said {TOLL}.", "Quay Motors"),
        # of two bodies the last one with the noun
        (f"The Pier Agency and the Quay Agency met. The agency said {TOLL}.", "Quay Agency"),
        # nobody is “the government” of another name
        (f"The Norland Government met. The government said {TOLL}.", "government"),
        # a person is no company
        (f"Tolu Manda said that ships were late. Manda left. The company said {TOLL}.", "company"),
    ],
)
def test_a_noun_means_the_body_printed_last(text, last):
    assert speakers(text)[-1] == last


def test_a_pronoun_means_a_person_who_is_called_so():
    text = (
        "Tolu Manda, who lost his ship, waited for hours in the House Committee on Quay Safety hearing. "
        "With many people waiting, the hearing went on until late.\n\n“I came at eight,” he said.\n\nManda left."
    )
    assert speakers(text) == ["Tolu Manda"]


def test_an_office_without_an_article_means_who_is_printed_with_all_its_words():
    text = f"Quay Union (QU) spokesperson Tolu Manda said ships were late. QU spokesperson said {TOLL}."
    assert speakers(text) == ["Tolu Manda", "Tolu Manda"]


def test_sen_is_a_senator():
    text = f"Sen. Dana Holt spoke of ships. Tolu Manda said they were late. The lady senator said {TOLL}."
    assert speakers(text)[-1] == "Dana Holt"
