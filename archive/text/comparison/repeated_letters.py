"""Tells whether letters stand in a text more than once, without reading all of it each time."""

STEP = 12
WINDOW = 24


class RepeatedLetters:
    """An index of the windows of WINDOW letters that start at a multiple of STEP. Wherever longer letters occur, one of
    their own first STEP windows is in the index."""

    def __init__(self, letters: str):
        self._letters = letters
        self._places: dict[str, list[int]] = {}
        for place in range(0, len(letters) - WINDOW + 1, STEP):
            self._places.setdefault(letters[place : place + WINDOW], []).append(place)

    def is_repeated(self, letters: str) -> bool:
        if len(letters) < STEP + WINDOW:
            return self._letters.find(letters, self._letters.find(letters) + 1) >= 0
        count = 0
        for offset in range(STEP):
            for place in self._places.get(letters[offset : offset + WINDOW], ()):
                count += place >= offset and self._letters.startswith(letters, place - offset)
                if count > 1:
                    return True
        return False
