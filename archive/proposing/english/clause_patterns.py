"""What a reported clause looks like where no “that” stands before it."""

import re

from archive.text.word_sets import word_set

CLAUSE_START = re.compile(
    r"\s*(?:he|she|it|they|we|i|you|there|this|these|that|those|the|a|an|his|her|their|its|our|my|no|some|many|any|if|when|while|as"
    r"|[A-Z$€£\d]|what|how|why|whether|all|both|more|most|each|every|such|because|not|in|on|at|by|to|from|with|for|under|until|after"
    r"|before|two|three|four|five|six|about|over|only|people|efforts?|\w+(?:s|ing|ed)\b)",
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|has|have|had|may|might|must|did|does|do|’s|\w+n’t|\w+n't|’re|’ll|\w{2,}ed"
    r"|made|went|came|took|got|saw|said|gave|found|need|needs|want|wants|plans?|makes?|takes?|gets?|seems?|remains?|became|become"
    r"|rose|fell|grew|stood|began|left|lost|won|kept|held|met|ran|paid|sold|led|sent|spent|built|brought|bought|knew|told|broke)\b"
)
# After these verbs a clause follows also where its verb is no auxiliary: “argues the Council waited too long”.
OPINIONS = word_set(
    "argue claim believe contend insist complain concede fear allege assert admit suggest predict warn estimate"
)
PAST_CLAUSE = re.compile(
    r"(?:he|she|it|they|we|i|there|this|these|[A-Z][\w-]+|the \w+|an? [\w-]+|his \w+|her \w+|their \w+|its \w+)\b"
    r"(?: [\w’'-]+){0,6}? (?:\w{3,}(?:ed|s)|made|went|came|took|got|saw|said|gave|found|became|held|lost|won"
    r"|cut|cost|led)\b(?! by\b)"
)
# “Pressed by the chair, he promised …”: a participle opens the sentence, and nobody says it.
PARTICIPLE = re.compile(
    r"[A-Z]\w+(?:ed|ing) (?:by|about|on|whether|if|how|why|in|to|at|for|with|after|before|from)\b"
    r"(?![^,]*,[^,]*\b(?:is|are|was|were|will|has|had)\b)"
)
