"""Numbers with their noun, in the sentences that tell an editor what was left out or mapped."""


def count_phrase(count: int, one: str, many: str = "") -> str:
    """``1 note``, ``1,200 notes``, ``2 notes of a page``; without `many` the noun before “of” or “for” takes an s."""
    if count == 1:
        return f"1 {one}"
    if many:
        return f"{count:,} {many}"
    link = next((each for each in (" of ", " for ") if each in one), "")
    noun, _link, rest = one.partition(link) if link else (one, "", "")
    return f"{count:,} {noun}{'' if noun.endswith('s') else 's'}{link}{rest}"
