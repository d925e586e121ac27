"""Bodies that a text calls by a noun alone: “the department” is the Ministry of Ports."""

COMPANIES = frozenset(
    ("company", "firm", "carrier", "airline", "retailer", "automaker", "carmaker", "lender", "maker")
)
KINDS_OF_BODIES = (
    frozenset(("department", "ministry", "office", "treasury", "administration", "directorate")),
    frozenset(
        ("company", "firm", "corporation", "group", "maker", "inc", "ltd", "corp", "airlines", "motors")
    ),
    frozenset(("agency", "authority", "administration", "bureau", "commission")),
    frozenset(("bank", "lender")),
    frozenset(("union", "federation", "association", "confederation", "congress")),
    frozenset(("charity", "foundation", "trust", "society")),
    frozenset(("newspaper", "paper", "daily", "times", "post", "journal", "herald", "tribune", "guardian")),
    frozenset(("council", "committee", "assembly")),
)
