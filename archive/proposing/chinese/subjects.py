"""Who speaks: the words before a Chinese verb of speech."""

import re
from collections.abc import Sequence

from archive.proposing.chinese.words import (
    ADVERBS,
    BODY,
    FOREIGN_NAME,
    HAN,
    IMPERSONAL_ENDING,
    INDEFINITE,
    LEAD_WORDS,
    NOUNS_OR_VERBS,
    PRONOUN,
    SPEECH_VERBS,
    SURNAME,
    TITLE,
    UNNAMED,
)
from archive.proposing.sentences import trim
from archive.proposing.speech_reports import Reference, Subject
from archive.text.word_sets import word_set

_PERSON = re.compile(
    rf"(?P<role>.*?{TITLE})?(?P<name>{FOREIGN_NAME}|{SURNAME}{HAN}{{1,2}}|[A-Z][\w.’-]+(?: "
    rf"[A-Z][\w.’-]+){{0,3}})(?P<after>{TITLE})?$"
)
# Whoever does something, and the name: 展商孙丽, 船员李大同.
_DOER_AND_NAME = re.compile(
    rf"(?P<role>{HAN}{{1,3}}[员师长官商者])(?P<name>{SURNAME}{HAN}{{1,2}})(?P<after>)"
)
# A foreign name printed without its dot stands after a title: 美国总统特朗普.
_TITLED = re.compile(rf"(?P<role>.*{TITLE})(?P<name>{HAN}{{2,5}})(?P<after>)$")
# What only foreign names go on with after three characters: 卢特尼｜克.
_NAME_TAIL = (
    "(?:[尔斯姆夫娅兹茨蒂恩莱茵瑟诺洛森顿]|克(?!服|制)|德(?!国|方)|亚(?!洲|太)|布(?!置)|坦(?![言承率然])"
    "|特(?![别意地邀])|科(?![学技普])|拉(?![开拢动])|维(?![护持]))*"
)
_BETWEEN = re.compile(
    r"[\d一二三四五六七八九十月日上下午晚间今昨天当周]{0,8}(?:在|于|於|就|对|對|同|与|向|通过|主持|从|作|应|当|接受|会见|出席|$)"
)
_TITLE_AND_NAME = re.compile(
    rf"(?P<role>[^，,]{{0,20}}?{TITLE})(?P<name>{FOREIGN_NAME}(?!{HAN})|{SURNAME}(?:{HAN}(?=[在于就对同与向，,还也和从作应当来到抵访是等说表发认指强称透宣坦呼警重介补回告]|主持|出席|会见|感到|$)|{HAN}{{2}}{_NAME_TAIL}))"
)
_PLAIN_NAME = re.compile(rf"^(?:{FOREIGN_NAME}|{SURNAME}{HAN}{{1,2}})$")
_PRONOUN_END = re.compile(rf"(?:^|[，,的了])?({PRONOUN})$")
_UNNAMED_END = re.compile(rf"{UNNAMED}$")
_PUBLISHED = re.compile(  # “星驰汽车发布公告称”
    "(?P<who>[^，,]{2,20}?)(?:发布|发表|发出|印发|刊登|公布|出具|发(?!言))(?:了)?[^，,]{0,8}?(?:公告|声明|通报|公报|消息|通知|报告|文章|微博|推文|说明|文)$"
)
_ASIDE = re.compile(r"(?P<name>[^（()）]{2,40})[（(][^（）()]{1,40}[）)](?P<after>[^（()）]*)$")
_WORK_END = re.compile("《[^《》]{2,20}》$")  # a newspaper: 英国《金融时报》
_BODY_END = re.compile(rf"{BODY}$")
_TITLE_END = re.compile(rf"{TITLE}$")
_COMMON_HEAD = word_set("""
    大家 自己 这里 那里 这个 那个 什么 怎么 可以 可能 应该 需要 总计 共计 合计 包含 包括 单位 方面
""")


_AIDE = "(?:秘书|律师|助理|幕僚|女儿|儿子|父亲|母亲|妻子|丈夫|家人|哥哥|弟弟|姐姐|妹妹|朋友|同事|司机)"
_SHORT = re.compile(f"{HAN}{{2,6}}")
_AFTER_TITLE = re.compile(
    rf"{TITLE}({HAN}{{2,4}}?)(?=[，。、；：“”「」在说表指强称认宣呼等和与于就对同将]|$)", re.M
)
_SPEECH_VERB = "|".join(sorted(SPEECH_VERBS))
_BEFORE_CUE = re.compile(rf"(?:^|[。！？；，”」])({HAN}{{2,4}}?)(?=还|也|在|又|则|{_SPEECH_VERB})", re.M)


_TITLED_SURNAME = re.compile(rf"{TITLE}(?=(?P<name>{SURNAME}{HAN}{{1,2}}))")
_TITLE_AFTER_AT = re.compile(
    rf"(?:在|驻)[^，,]{{1,16}}{TITLE}(?:{FOREIGN_NAME}|{SURNAME}{HAN}{{1,2}})$|(?:在[台华港]|驻)[^，,]{{1,16}}{TITLE}$"
)  # 美国在台协会处长布朗
_MAX_NAMES = 300  # of one text that are looked for again
_SHORT_NAME_END = re.compile(rf"(?:^|{TITLE}){SURNAME}{HAN}\Z")  # 委员罗明｜才, whose name is 罗明才
_SURNAMED = re.compile(f"{SURNAME}{HAN}{{1,2}}")
_NOT_IN_NAMES = frozenset("说称在就则也今昨于对同与向和等还是的将会")
_PREPOSITIONS = "同与和对向于"
_VERB_STARTS = "强调|表示|指出|认为|表达|指责|强烈"  # their first characters also end names


def introduced_names(text: str) -> list[str]:
    """Names that the text prints after a title, “法国外长巴罗”, and again alone before a verb of speech or, with a
    family name of China, Korea or Japan, anywhere."""
    before_cues = set(_BEFORE_CUE.findall(text))
    titled_names = {match["name"] for match in _TITLED_SURNAME.finditer(text)}
    twice = {name for longest in sorted(titled_names)[:_MAX_NAMES] if (name := _printed_twice(text, longest))}
    surnames = sorted(filter(_SURNAMED.fullmatch, before_cues))[:_MAX_NAMES]
    twice |= {name for name in surnames if _printed_twice(text, name) == name}
    names = set(_AFTER_TITLE.findall(text)) & before_cues | twice
    return sorted(name for name in names if not re.fullmatch(BODY, name))


def _printed_twice(text: str, longest: str) -> str:
    """The name of which `longest` are the first characters; empty where the text prints none of that length again."""
    for length in range(len(longest), 1 if longest[0] not in "和与" else len(longest), -1):
        name = longest[:length]
        if _NOT_IN_NAMES & set(name[1:]) and not _stands_before_cue(text, name):
            continue
        if len(re.findall(rf"{name[:-1]}(?!{_VERB_STARTS}){name[-1]}", text)) > 1:
            return name
    return ""


def _stands_before_cue(text: str, name: str) -> bool:
    """“方志同指出”: no preposition stands before a verb of speech."""
    return name[-1] in _PREPOSITIONS and re.search(f"{name}(?:{_SPEECH_VERB})", text) is not None


class Subjects:
    """`names` are the names of the archive in Chinese characters, simplified."""

    def __init__(self, names: Sequence[str]):
        self.known_name = re.compile("(?:" + "|".join(map(re.escape, names)) + ")") if names else None

    def parse(self, words: str, first: int, last: int, verb: str) -> Subject | None:
        """Returns who speaks in `words`, which stand at first:last of the text before `verb`; None where nobody is
        named."""
        about, _place = before_place(words)
        if INDEFINITE.match(about) and _UNNAMED_END.search(about) and len(about) < 30:
            return Subject(
                first, first + len(about), Reference.UNNAMED, about
            )  # “一名联合国官员” is not 联合国
        if (aside := _ASIDE.match(words)) and (
            not aside["after"] or before_place(aside["after"])[1] or _BETWEEN.match(aside["after"])
        ):
            words, last = aside["name"], first + aside.end("name")  # “史派瑟（Sean Spicer）周二在记者会上”
        if published := _PUBLISHED.match(words):
            words, last = published["who"], first + published.end("who")
        plain, place = before_place(words)
        if place and not plain:  # “向王毅强调”: who speaks stands before
            return None
        if place and re.fullmatch(PRONOUN, plain):  # “他在提到和王毅的会谈时”
            return Subject(first, first + len(plain), Reference.PRONOUN, plain)
        if re.search(f"的{_AIDE}$", plain):  # “吴的秘书”
            return Subject(first, first + len(plain), Reference.UNNAMED, plain)
        if self.known_name and (known_name := self._read_known_name(words, first)):
            return known_name
        if match := _PRONOUN_END.search(words):
            if len(words) - len(match.group(1)) > 4:
                return None
            return Subject(first + match.start(1), last, Reference.PRONOUN, match.group(1))
        core, _between = before_place(words)
        core = core[: without_adverbs(core, 0, len(core))[1]] or core
        if pronoun := re.fullmatch(PRONOUN, core):
            return Subject(first, first + pronoun.end(), Reference.PRONOUN, core)
        if work := _WORK_END.search(core):
            return Subject(first + work.start(), first + len(core), Reference.BODY, work.group())
        _before, _of, attribution = words.rpartition("的")
        if (
            _before and len(core) < len(_before) and _BODY_END.search(attribution)
        ):  # “总部设在日内瓦的国际电信联盟”
            return Subject(last - len(attribution), last, Reference.BODY, attribution)
        if INDEFINITE.match(core) and len(core) < 30:
            return Subject(first, first + len(core), Reference.UNNAMED, core)
        if (person := self._person(core, first)) and (
            verb not in NOUNS_OR_VERBS or person.role or len(core) <= 4 or _PLAIN_NAME.match(core)
        ):
            return person
        end = first + len(core)
        if _UNNAMED_END.search(core) or core.endswith("的人"):
            is_plain = bool(re.match("(?:该|这)[名位]", core)) or not re.search(
                "^(?:该|該|这位|這位|这名|外交部|国防部|商务部)", core
            )
            reference = Reference.UNNAMED if is_plain else Reference.DESCRIPTION
            return Subject(first, end, reference, core) if len(core) < 30 else None
        if _TITLE_END.search(core) and len(core) < 16:
            return Subject(first, end, Reference.DESCRIPTION, core)
        if _BODY_END.search(core) and len(core) < 24:
            return Subject(first, end, Reference.BODY, core)
        if verb in SPEECH_VERBS and _SHORT.fullmatch(core) and not IMPERSONAL_ENDING.search(core):
            return Subject(first, end, Reference.DESCRIPTION, core)
        return None

    def _read_known_name(self, words: str, first: int) -> Subject | None:
        assert self.known_name
        matches = list(self.known_name.finditer(words))
        if not matches:
            return None
        after = words[matches[0].end() :]
        is_first = not after.strip() or _BETWEEN.match(after) or before_place(after)[0].strip() == ""
        match = matches[0] if is_first else matches[-1]
        remainder = words[match.end() :]
        if len(remainder) > 8 and not _BETWEEN.match(remainder):
            return None
        role = words[: match.start()]
        role = role if role and _TITLE_END.search(role) else ""
        reference = Reference.BODY if _is_body(match.group()) else Reference.NAME
        return Subject(first + match.start(), first + match.end(), reference, match.group(), role)

    def _person(self, words: str, first: int) -> Subject | None:
        tail = words[-40:]
        match = _DOER_AND_NAME.fullmatch(words) or _PERSON.search(tail) or _TITLED.search(tail)
        if match and not match["role"] and (title_match := _TITLED.search(tail)):
            match = title_match
        if not match:
            return None
        name, role = match["name"], match["role"] or ""
        before = tail[: match.start("name")]
        after = match["after"] or ""
        is_free = (
            not before
            or match.re is _DOER_AND_NAME
            or bool(_TITLE_END.search(before))
            or "·" in name
            or bool(after)
        )
        if not is_free and not before.endswith(("的", "、")):
            return None
        if after and len(name) > 2 and (shorter := re.match(rf"{SURNAME}$", name[:-2])):
            name = shorter.group()
        if name[:2] in _COMMON_HEAD or _BODY_END.search(name):  # 商务部
            return None
        offset = first + len(words) - len(tail)
        start = offset + match.start("name")
        return Subject(start, start + len(name) + len(after), Reference.NAME, name, role or after)

    def leading_person(self, masked: str, first: int, last: int) -> Subject | None:
        """The person with whose name a clause begins."""
        words = masked[first:last]
        for _count in range(3):
            lead = LEAD_WORDS.match(words)
            if not lead or not lead.group():
                break
            first += lead.end()
            words = words[lead.end() :]
        for match in self.known_name.finditer(words, 0, 24) if self.known_name else ():
            role = words[: match.start()]
            if not _is_body(match.group()) and (not role or _TITLE_END.search(role)):
                return Subject(
                    first + match.start(), first + match.end(), Reference.NAME, match.group(), role
                )
        title_match = _TITLE_AND_NAME.match(words)
        if title_match:
            return Subject(
                first + title_match.start("name"),
                first + title_match.end(),
                Reference.NAME,
                title_match["name"],
                title_match["role"],
            )
        if pronoun := re.match(PRONOUN, words):
            return Subject(first, first + pronoun.end(), Reference.PRONOUN, pronoun.group())
        return None


def without_adverbs(masked: str, first: int, last: int) -> tuple[int, int]:
    """The span of a subject without up to four words of time or manner before it, and what stands from an adverb on."""
    first, last = trim(masked, first, last)
    for _count in range(4):
        match = ADVERBS.search(masked[first:last])
        if not match or (
            match.group() == "才" and _SHORT_NAME_END.search(masked, first, first + match.start())
        ):
            break
        last = first + match.start()
    for _count in range(4):
        lead = LEAD_WORDS.match(masked[first:last])
        if not lead or not lead.group():
            break
        first += lead.end()
    return trim(masked, first, last)


def before_place(words: str) -> tuple[str, str]:
    """The subject and what stands between it and its verb: “王毅｜在会见时”, “林剑｜就此事”."""
    match = re.search(
        r"(?<=[\u3400-\u9fff\w])(?:\d{1,2}月)?(?:\d{1,2}日|今天|昨天|当天|近日|日前|(?:周|星期)[一二三四五六日天])?(?:在|于|於|就|对|對|同|与|與|向|通过|通過|当(?!地|局|选)|當(?!地|局|選)|从|應邀|应邀|主持(?!人))[^，,]{1,50}$",
        words,
    )
    if match and match.start() >= 1 and not _TITLE_AFTER_AT.match(words, match.start()):
        return words[: match.start()], words[match.start() :]
    if re.match(r"(?:在|于|就|对(?!方)|同|与|向|通过|主持(?!人)|从)", words):
        return "", words
    return words, ""


def _is_body(name: str) -> bool:
    return len(name) > 2 and _BODY_END.search(name) is not None
