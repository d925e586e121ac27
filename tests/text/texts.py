"""Texts in which characters consist of several code points."""

from hypothesis import strategies as st

CHARACTERS = [
    *"ab c.,é中国한ー・",
    "e\u0323\u0301",
    "น้",
    "น้ำ",
    "กำ",
    "कि",
    "क्षि",
    "\u1112\u1161\u11ab",
    "👋🏽",
    "👩\u200d👩\u200d👧",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🇫🇷",
    "🏴\U000e0067\U000e0062\U000e007f",
    "می\u200cخواهم",
    "葛\U000e0100",
    "\n\n",
]
PARTS = [
    "\u0301",
    "\u0e33",
    "\u0e49",
    "\u094d",
    "\u1161",
    "\u11ab",
    "\u200d",
    "\u200c",
    "\ufe0f",
    "🏽",
    "🇫",
    "क",
    "\u0600",
    "\r\n",
]

whole_characters = st.lists(st.sampled_from(CHARACTERS), max_size=20).map("".join)
any_code_points = st.lists(st.sampled_from([*CHARACTERS, *PARTS]), max_size=20).map("".join)
