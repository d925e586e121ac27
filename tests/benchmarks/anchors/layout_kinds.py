"""Corrections that touch layout and typography only: no letter and no digit is added, lost or moved."""

import random
import re

from .characters import CJK, Draft, Part

_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_TRADITIONAL = dict(
    zip(
        "书来车图馆开讲话会谢许为当时说应没码头只间来对带灯决论领载货们读见数还学员门风险谈机写烧问谁错战争坏这"
        "个国长发业经济设计关系东农华义务实现进过运选举动务总组织议题权贸农资产创网电从众优传价儿兴养兽军冲击"
        "划刘则刚办务协单卖卫厂厅历压厌县参双变号听启员响团园围场块声处备复够头夺奖妇妈孙宁宝审宪宫宽宾寻导层",
        "書來車圖館開講話會謝許為當時說應沒碼頭只間來對帶燈決論領載貨們讀見數還學員門風險談機寫燒問誰錯戰爭壞這"
        "個國長發業經濟設計關係東農華義務實現進過運選舉動務總組織議題權貿農資產創網電從眾優傳價兒興養獸軍衝擊"
        "劃劉則剛辦務協單賣衛廠廳歷壓厭縣參雙變號聽啟員響團園圍場塊聲處備復夠頭奪獎婦媽孫寧寶審憲宮寬賓尋導層",
        strict=True,
    )
)
_SIMPLIFIED = {traditional: simple for simple, traditional in _TRADITIONAL.items()}
_TO_CHINESE_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_TO_WESTERN_MARKS = {
    "，": ",",
    "。": ".",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "、": ",",
    "（": "(",
    "）": ")",
}
HEADERS = (
    "Report of the Harbour Council {n}",
    "{n} Harbour Library",
    "— {n} —",
    "Page {n} of 40",
    "第{n}页",
    "{n}",
)


def join_paragraphs(rng: random.Random, draft: Draft) -> None:
    for match in _sample(rng, re.finditer(r"\n\n", draft.text), 0.5):
        draft.replace(match.span(), draft.joint, Part.LAYOUT)


def split_paragraphs(rng: random.Random, draft: Draft) -> None:
    for start, end in _some_spans(rng, draft.sentences(), 0.25):
        if end < len(draft.characters) and draft.text[end] != "\n":
            space = draft.text[end - 1] == " "
            draft.replace((end - space, end), "\n\n", Part.LAYOUT)
        assert start < end


def rewrap(rng: random.Random, draft: Draft) -> None:
    """Writes a line break for every space near the end of a line."""
    _break_lines(draft, rng.randrange(50, 80), "\n")


def unwrap(rng: random.Random, draft: Draft) -> None:
    draft.substitute(r"(?<!\n)\n(?!\n)", lambda _match: draft.joint, Part.LAYOUT)


def with_lines(rng: random.Random, draft: Draft) -> None:
    """Makes the old text of `unwrap`."""
    _break_lines(draft, rng.randrange(50, 80), "\n")


def with_hyphenated_lines(rng: random.Random, draft: Draft) -> None:
    _hyphenate(draft, rng)


def join_hyphenated(rng: random.Random, draft: Draft) -> None:
    draft.substitute(r"(?<=[a-zà-ÿа-яё])-\n(?=[a-zà-ÿа-яё])", lambda _match: "", Part.LAYOUT)
    unwrap(rng, draft)


def _break_lines(draft: Draft, width: int, mark: str) -> None:
    places, last = [], 0
    for place, character in enumerate(draft.characters):
        if character.value == "\n":
            last = place
        breakable = character.value == " " or (not draft.has_spaces and character.value.isalpha())
        if breakable and place - last >= width:
            places.append(place)
            last = place
    for place in reversed(places):
        if draft.characters[place].value == " ":
            draft.replace((place, place + 1), mark, Part.LAYOUT)
        else:
            draft.insert(place, mark, Part.LAYOUT)


def _hyphenate(draft: Draft, rng: random.Random) -> None:
    for start, end in _some_spans(rng, [span for span in draft.words() if span[1] - span[0] > 6], 0.08):
        draft.insert((start + end) // 2, "-\n", Part.LAYOUT)


def with_headers(rng: random.Random, draft: Draft) -> None:
    """Makes the old text of `remove_headers`: a page header every thousand characters, within paragraphs."""
    _insert_headers(rng, draft, rng.choice(HEADERS), "\n\n")


def insert_headers(rng: random.Random, draft: Draft) -> None:
    _insert_headers(rng, draft, rng.choice(HEADERS), "\n\n")


def remove_headers(rng: random.Random, draft: Draft) -> None:
    kept, characters = [], draft.characters
    for place, character in enumerate(characters):
        if character.part is not Part.HEADER:
            kept.append(character)
        elif draft.has_spaces and (place == 0 or characters[place - 1].part is not Part.HEADER):
            kept.append(character._replace(value=" ", part=Part.LAYOUT))
    draft.characters = kept


def _insert_headers(rng: random.Random, draft: Draft, pattern: str, around: str) -> None:
    size = rng.randrange(500, 900) if draft.has_spaces else rng.randrange(200, 400)
    places = [start for start, _end in draft.words()[1:] if draft.text[start - 1] != "\n"]
    page, chosen, last = rng.randrange(2, 300), [], 0
    for place in places:
        if place - last >= size:
            chosen.append(place)
            last = place
    for number, place in reversed(list(enumerate(chosen, page))):
        header = f"{around}{pattern.format(n=number)}{around}"
        space = draft.text[place - 1] == " "
        draft.replace((place - space, place), header, Part.HEADER)


def change_spaces(rng: random.Random, draft: Draft) -> None:
    marks = (" \u00a0", "\u00a0", "  ", "\u2009")
    for match in _sample(rng, re.finditer(" ", draft.text), 0.05):
        draft.replace(match.span(), rng.choice(marks), Part.LAYOUT)
    for match in _sample(rng, re.finditer(r"[,;:.，。；]", draft.text), 0.05):
        draft.insert(match.start(), " ", Part.LAYOUT)


def join_words(rng: random.Random, draft: Draft) -> None:
    """Deletes spaces between words and inserts some within words."""
    for match in _sample(rng, re.finditer(r"(?<=\w) (?=\w)", draft.text), 0.015):
        draft.delete(match.span())
    for start, end in _some_spans(rng, [span for span in draft.words() if span[1] - span[0] > 5], 0.015):
        draft.insert((start + end) // 2, " ", Part.LAYOUT)


def change_hyphens(rng: random.Random, draft: Draft) -> None:
    draft.substitute(
        "[-–—‐]", lambda match: {"-": "‐", "–": "-", "—": "–", "‐": "-"}[match.group()], Part.OWN
    )
    for start, end in _some_spans(rng, [span for span in draft.words() if span[1] - span[0] > 7], 0.03):
        draft.insert((start + end) // 2, "-", Part.LAYOUT)


def change_quotes(rng: random.Random, draft: Draft) -> None:
    straight = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "«": "“", "»": "”", "「": "“", "」": "”"}
    draft.substitute("[“”„‘’«»「」]", lambda match: straight[match.group()], Part.OWN)
    for start, end in _some_spans(rng, draft.words(), 0.02):
        draft.insert(end, "”", Part.LAYOUT)
        draft.insert(start, "“", Part.LAYOUT)


def change_marks(rng: random.Random, draft: Draft) -> None:
    """Puts in or leaves out commas and the like."""
    for match in _sample(rng, re.finditer(r"[,;:，；、]", draft.text), 0.2):
        draft.delete(match.span())
    for match in _sample(rng, re.finditer(r"(?<=\w) (?=\w)", draft.text), 0.02):
        draft.insert(match.start(), ",", Part.LAYOUT)


def translate_marks(rng: random.Random, draft: Draft) -> None:
    table = _TO_CHINESE_MARKS if draft.has_spaces else _TO_WESTERN_MARKS
    draft.respell((0, len(draft.characters)), "".join(table.get(value, value) for value in draft.text))
    if not draft.has_spaces:
        for match in reversed(list(re.finditer(rf"[.,!?](?=[{CJK}])", draft.text))):
            draft.insert(match.end(), " ", Part.LAYOUT)


def to_full_width(rng: random.Random, draft: Draft) -> None:
    draft.respell((0, len(draft.characters)), "".join(_FULL_WIDTH.get(value, value) for value in draft.text))


def to_half_width(rng: random.Random, draft: Draft) -> None:
    half = {wide: value for value, wide in _FULL_WIDTH.items()}
    draft.respell((0, len(draft.characters)), "".join(half.get(value, value) for value in draft.text))


def to_traditional(rng: random.Random, draft: Draft) -> None:
    draft.respell((0, len(draft.characters)), "".join(_TRADITIONAL.get(value, value) for value in draft.text))


def to_simplified(rng: random.Random, draft: Draft) -> None:
    draft.respell((0, len(draft.characters)), "".join(_SIMPLIFIED.get(value, value) for value in draft.text))


def _sample(rng: random.Random, matches, share: float) -> list:
    """A share of the matches, one at least, from the end so that places stay."""
    found = list(matches)
    chosen = [match for match in found if rng.random() < share] or found[:1]
    return chosen[::-1]


def _some_spans(rng: random.Random, spans: list, share: float) -> list:
    return _sample(rng, spans, share)
