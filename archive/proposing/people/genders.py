"""Whom “he” and “she” cannot mean: told by titles, offices and the commonest given names, else nothing is said."""

import re

from archive.proposing.names import name_words
from archive.text.word_sets import word_set

_HE_TITLES = word_set(
    "mr sir lord king prince chairman spokesman congressman father brother emir sheikh pope baron"
)
_SHE_TITLES = word_set(
    "mrs ms miss lady queen princess chairwoman spokeswoman congresswoman mother sister baroness dame madam"
)
# Given names that are among the hundred commonest of one sex in several countries and hardly given to the other.
_HE_NAMES = word_set("""
    john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul george kenneth edward brian ronald timothy jason jeffrey gary eric stephen larry frank
    scott gregory samuel patrick jack peter henry arthur harry oliver tom tomas tomás juan josé jose luis carlos
    jorge miguel pedro antonio francisco manuel rafael diego pablo hugo marco matteo giovanni giuseppe paolo
    francesco hans karl heinz jürgen wolfgang klaus stefan jonas lukas felix tobias jean pierre jacques françois
    emmanuel philippe nicolas oskar erik lars nils anders björn ivan sergei vladimir dmitri alexei mohamed
    mohammed muhammad ahmed ali hassan omar ibrahim yusuf kofi kwame joe ben bill bob mike jim tim steve kevin
    barack keir boris rishi olaf friedrich mikhail viktor petr pavel piotr andrzej aaron abdullah adam adrian alan
    albert alejandro alexander alfred alfredo alberto andrew benjamin bernard brendan carl cesar colin darren
    derek dominic eduardo edwin enrique fernando frederick gavin geoffrey gerald giorgi glen hector henri hugh ian
    ismail jacob jeff jeremy jerome jerry jonathan joshua josef julio justin kenny kurt leo leon liam luke mario
    mathew maurice melvin narendra neil nicholas nigel otto pete phil philip phillip rajesh ramon ricardo rick
    roberto rodney roger ron rupert sanjay sebastian sergio shane sid stefano sunil suresh ted terence theodore
    tony trevor victor wilfred xavier zachary recep
""")
_SHE_NAMES = word_set("""
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy margaret sandra ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura cynthia kathleen amy angela
    anna emma ruth maria marie sofia sophia sophie elena helena olga natalia svetlana tatiana irina ekaterina
    fatima aisha khadija zahra amina grace lucy alice charlotte claire catherine katherine hannah ingrid ursula
    christine annalena greta astrid sigrid birgit petra monika sabine heidi julia carmen lucia isabel ana rosa
    marta pilar giulia chiara francesca giorgia federica paola roberta nora mira mirela jane joan theresa liz
    hillary kamala nicola priya indira samira leila yasmin jacinda sanna mette ann anne anita annette beth betty
    beverly brenda bridget carolyn catriona cheryl christina colleen diana diane dolores doris dorothy eileen
    eleanor ellen esther eva evelyn fiona frances gail geraldine gillian gloria harriet heather irene isabelle
    jacqueline janet janice joanna josephine joyce judith judy julie kate kathy katie lauren lillian louise
    madeleine marcia margarita marilyn martha maureen miriam nadia nina olivia pamela paula peggy penelope phyllis
    rachel rebeka regina renee rhonda rita sally samantha sharon sheila shirley sue suzanne sylvia tamara teresa
    tina valerie vanessa veronica victoria virginia wendy yolanda yvonne zoe
""")


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name."""
    return word in _HE_NAMES or word in _SHE_NAMES


class Genders:
    """Knows who is a woman and who is a man, as far as names, titles and the text itself tell."""

    def __init__(self, text: str):
        self._by_family: dict[str, str] = {}
        self._of_names: dict[str, str] = {}
        for match in _HONORIFIC.finditer(text):
            pronoun = "he" if match["he"] else "she"
            family = name_words(match["name"].removesuffix("’s").removesuffix("'s"))[-1]
            if self._by_family.setdefault(family, pronoun) != pronoun:
                self._by_family[family] = ""  # Mr and Mrs Smith

    def learn(self, name: str, pronoun: str) -> None:
        """Notes that the text called somebody “he” or “she”; the first pronoun counts."""
        if pronoun := _PRONOUNS.get(pronoun.lower(), ""):
            self._of_names.setdefault(name, pronoun)

    def is_known(self, name: str) -> bool:
        """Whether the text called somebody “he” or “she”, “Mr” or “Mrs”."""
        return bool(self._of_names.get(name) or self._by_family.get((name_words(name) or [""])[-1]))

    def is_other(self, pronoun: str, name: str, role: str = "") -> bool:
        """Whether the person is certainly not whom the pronoun means; `name` and `role` as printed."""
        pronoun = _PRONOUNS.get(pronoun.lower(), "")
        if not pronoun:
            return False
        parts = name_words(name)
        pronoun_of_name = self._of_names.get(name) or (self._by_family.get(parts[-1]) if parts else "")
        if pronoun_of_name:
            return pronoun_of_name != pronoun
        titles, other_names = (_SHE_TITLES, _SHE_NAMES) if pronoun == "he" else (_HE_TITLES, _HE_NAMES)
        own_names = _HE_NAMES if pronoun == "he" else _SHE_NAMES
        if titles & set(name_words(role)):
            return True
        return len(parts) > 1 and parts[0] in other_names and parts[0] not in own_names


_PRONOUNS = {"he": "he", "she": "she", "他": "he", "她": "she"}
_HONORIFIC = re.compile(
    r"\b(?:(?P<he>Mr|Sir|Lord)|Mrs|Ms|Miss|Dame|Lady)\b\.? (?:[A-Z][\w’'-]* )?(?P<name>[A-Z][\w’'-]+)"
)
