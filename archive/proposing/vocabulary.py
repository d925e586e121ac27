"""Lists of words."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
