"""The words that recognition rests on, in the languages that are imported most."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words before a colon in ordinary prose, lists and letter heads that are not names of speakers.
NOT_NAMES = words(
    """note notes source sources date time place venue location subject topic theme title summary abstract
    keywords warning caution example examples photo caption editor's tel telephone phone fax email e-mail
    address website web http https first second third fourth fifth sixth finally lastly conclusion background
    introduction part step section chapter article figure fig table phase option goal point item appendix
    annex no participants attendees agenda contact contacts duration language author authors
    by from to cc re update correction related see also read watch copyright quote highlights key download
    dear sir madam remember result reason
    注 注意 来源 來源 时间 時間 地点 地點 日期 主题 主題 标题 摘要 关键词 电话 地址 网址 图 表 例如"""
)
# Reporter of the China Daily, Ursula von der Leyen.
NAME_PARTICLES = words(
    "of the de la du des del van von der bin al and for in at to from & et und y e da dos un d"
)
# Small words inside a heading in title case.
HEADING_PARTICLES = words(
    """a an and as at by de des du for from in into la le les nor of on or over per the to under upon via vs
    with without et und der die das y e da do del l d is its be"""
)
# Sections of a newspaper, printed above the title.
RUBRICS = words(
    """politics world china opinion business national news editorial commentary society economy top latest
    international science technology tech culture sports analysis features home asia europe africa americas
    speech transcript newsletter 时政 国际 评论 要闻 社会 经济 經濟 政治"""
)
AGENCIES = {
    "xinhua": "Xinhua News Agency",
    "reuters": "Reuters",
    "ap": "Associated Press",
    "afp": "Agence France-Presse",
    "tass": "TASS",
    "kyodo": "Kyodo News",
    "yonhap": "Yonhap News Agency",
    "china news service": "China News Service",
    "新华社": "Xinhua News Agency",
    "中新社": "China News Service",
}
# A line of a few words with one of these is the name of a paper above the title.
MASTHEAD = (
    r"\b(weekly|daily|newsletter|gazette|herald|tribune|journal|bulletin|times|courier)\b|日报|日報|周刊|通讯"
)
# Kinds of documents by the beginning of their title, the surest first.
TITLE_KINDS = (
    ("joint_statement", r"joint (statement|declaration|communiqu[eé])|联合声明|聯合聲明"),
    ("press_conference", r".*\bpress (conference|briefing)|.*(记者会|記者會|新闻发布会)"),
    ("press_release", r"press release|news release|communiqué de presse|pressemitteilung|新闻稿|新聞稿"),
    ("readout", r"read-?out\b"),
    (
        "speech",
        r"(remarks?|speech|address|statement|keynote|lecture|toast|discours|rede)"
        r" (by|of|at|to|on|du|de|von)\b|.*(讲话|致辞|演讲|致詞)$",
    ),
    (
        "policy",
        r".*\b(action plan|regulations?|provisions|measures|guidelines|initiative|white paper)\b"
        r"|.*(条例|规定|办法|规划|意见|方案|倡议|法)$",
    ),
    ("transcript", r"transcript|interview|.*(访谈|专访|專訪|逐字稿|实录)"),
)
# Kinds of sources by words of their name, the surest first.
SOURCE_KINDS = (
    ("university", r"universit|college|institut(e|o) of technology|大学|大學|学院|學院"),
    ("ministry", r"ministry|ministère|ministerium|foreign office|department of|外交部|部$"),
    ("news_agency", r"news (agency|service)|\b(reuters|agence france-presse|tass)\b|通讯社|通訊社|新华社"),
    ("newsletter", r"newsletter|substack|weekly digest|通讯$"),
    ("newspaper", r"daily|times|post\b|gazette|herald|tribune|guardian|日报|日報|时报|時報|le monde"),
    ("broadcaster", r"\b(tv|television|radio|broadcasting|bbc|cctv|cgtn)\b|电视|電視|广播"),
    ("parliament", r"parliament|congress|assembly|senate|人大"),
    ("party", r"\bparty\b|central committee|共产党"),
    ("government", r"government|state council|white house|cabinet|国务院|政府"),
    ("think_tank", r"think tank|institute|cent(er|re) for|foundation|研究院|研究所"),
    ("archive", r"archive"),
    ("company", r"\b(inc|ltd|corp|company|gmbh)\b|公司"),
)
# Common characters that only one of the two ways of writing Chinese has.
SIMPLIFIED = frozenset("们这国来为会说时对发个过学问题关现进动业产还从经与应实际机开长见让场质战争议义")
TRADITIONAL = frozenset("們這國來為會說時對發個過學問題關現進動業產還從經與應實際機開長見讓場質戰爭議義")
