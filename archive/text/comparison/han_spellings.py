"""Chinese words that are written in two ways, after the First Series of Standardized Forms of Words with
Non-standardized Variant Forms (Ministry of Education, 2001), and the particles that many texts write for each other."""

import re

# The one to the left is written as the one to the right; both simplified.
_PAIRS = """
    其它=其他 部份=部分 惟一=唯一 惟有=唯有 惟独=唯独 好象=好像
    想象=想像 图象=图像 形像=形象 帐目=账目 帐户=账户 帐号=账号
    帐单=账单 身分=身份 份内=分内 份外=分外 成份=成分 按步就班=按部就班
    定购=订购 定单=订单 定货=订货 交待=交代 作出=做出 作了=做了
    人材=人才 撤消=撤销 订婚=定婚 辞汇=词汇 笔划=笔画 伙同=夥同
    含义=涵义 计画=计划 纪录片=记录片 年青=年轻 凭藉=凭借 热中=热衷
    贯串=贯穿 覆盖=复盖 收伏=收服 思惟=思维 缘故=原故 再接再励=再接再厉
    执著=执着 指手划脚=指手画脚 给与=给予 付予=赋予 转帐=转账 做为=作为
    叫做=叫作 当做=当作 看做=看作 联接=连接 联结=连结
"""
_WORDS = dict(pair.split("=") for pair in _PAIRS.split())
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
# 认真的讨论 for 认真地讨论; the 地 of 土地, 地区, 各地 and the like is none.
_ADVERBIAL = re.compile(
    "(?<=[真极决切续步泛刻速静兴断力])地(?=[\u4e00-\u9fff])(?![区方点位理图面球址带铁震])"
)


def unify_spellings(text: str) -> str:
    """The text with one spelling for each of these words."""
    return (
        text if text.isascii() else _ADVERBIAL.sub("的", _WORD.sub(lambda match: _WORDS[match.group()], text))
    )
