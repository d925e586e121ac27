"""French, Spanish and German: quotations, verbs of speech and who said it."""

import pytest

from archive.proposing import propose

CASES = [
    (
        "fr",
        "« Nous n’avons pas le choix », a déclaré Emmanuel Macron mardi à Paris.",
        "Nous n’avons pas le choix",
        "Emmanuel Macron",
    ),
    (
        "fr",
        "Le président Emmanuel Macron a affirmé que la France tiendrait parole.",
        "la France tiendrait parole.",
        "Emmanuel Macron",
    ),
    (
        "fr",
        "La ministre de la Santé, Anne Leroy, a annoncé que les tarifs baisseraient.",
        "les tarifs baisseraient.",
        "Anne Leroy",
    ),
    (
        "fr",
        "Selon le ministère de l’Intérieur, 3 000 personnes ont manifesté.",
        "3 000 personnes ont manifesté.",
        "ministère de l’Intérieur",
    ),
    ("fr", "La situation est grave, estime un diplomate.", "La situation est grave", None),
    ("es", "«No tenemos miedo», dijo Pedro Sánchez en Madrid.", "No tenemos miedo", "Pedro Sánchez"),
    ("es", "El presidente Pedro Sánchez afirmó que España cumplirá.", "España cumplirá.", "Pedro Sánchez"),
    (
        "es",
        "Según el Ministerio de Sanidad, el brote está controlado.",
        "el brote está controlado.",
        "Ministerio de Sanidad",
    ),
    (
        "de",
        "„Wir schaffen das“, sagte Bundeskanzlerin Angela Merkel am Montag.",
        "Wir schaffen das",
        "Angela Merkel",
    ),
    (
        "de",
        "Außenminister Jan Weiß betonte, dass Deutschland zu seinen Zusagen stehe.",
        "Deutschland zu seinen Zusagen stehe.",
        "Jan Weiß",
    ),
    ("de", "Merkel sagte: „Das ist ein guter Tag.“", "Das ist ein guter Tag.", "Angela Merkel"),
    ("de", "Die Lage sei ernst, sagte ein Sprecher der Polizei.", "Die Lage sei ernst", None),
]
NAMES = ["Emmanuel Macron", "Pedro Sánchez", "Angela Merkel"]


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"), CASES, ids=[text[:24] for _, text, *_rest in CASES]
)
def test_who_said_what(language, text, words, speaker):
    (proposal,) = propose(text, language=language, kind="news_report", names=NAMES)
    assert (text[proposal.start : proposal.end], proposal.speaker) == (words, speaker)
    assert proposal.voice == ("speaker" if speaker else "unnamed")


def test_she_is_whom_the_sentence_before_named():
    text = "La ministre, Anne Leroy, a dit que tout baisserait. « Cela suffit », a-t-elle ajouté."
    assert [proposal.speaker for proposal in propose(text, language="fr")] == ["Anne Leroy", "Anne Leroy"]


@pytest.mark.parametrize(
    "text", ["Le film « La Mer » sort mardi.", "", "« » « »", "dit dit dit", "Laut.", ", sagte"]
)
def test_nobody_says_anything(text):
    for language in ("fr", "es", "de"):
        assert propose(text, language=language) == []
