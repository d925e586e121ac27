"""The words that recognition rests on, in the languages that are imported most."""

from archive.text.word_sets import word_set

# Words before a colon in ordinary prose, lists, forms, letter heads and recipes that are not names of speakers. A line
# or a group of lines is a language; compiled by hand from letters, forms, reports and page heads.
NOT_NAMES = word_set(
    """note notes source sources date dates time times place venue location subject topic theme title summary abstract
    keywords warning caution example examples photo caption editor's tel telephone phone fax email e-mail mail address
    website web http https url link links first second third fourth fifth sixth seventh eighth ninth tenth finally
    lastly conclusion conclusions background introduction part parts step steps section chapter article articles
    figure fig table phase option goal goals point points item items appendix annex no number participants attendees
    agenda contact contacts duration language author authors by from to cc bcc re attn update updates correction
    related see also read watch copyright quote highlights key download dear sir remember result results reason
    reasons economy economics security health education environment culture politics trade technology energy finance
    agriculture defence defense society climate transport housing infrastructure tourism sport sports science history
    geography pros cons myth fact facts strengths weaknesses opportunities threats problem solution before after
    advantages disadvantages benefits risks challenges objectives objective purpose scope methods method discussion
    recommendations recommendation ingredients preparation serves servings directions instructions yield cost price
    weight size colour color materials calories fat protein tip tips hint context overview status priority version
    name names age sex gender born died occupation nationality phone's age type category tags tag published posted
    updated filed edited photograph image video audio caption verse chorus refrain bridge hypothesis proof theorem
    lemma definition remark question's exercise task lesson unit module day week month year monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november december
    today tomorrow yesterday however therefore moreover furthermore meanwhile nevertheless instead thus hence still
    again indeed true false yes ok why how what when where which who whose this that these those there here it he she
    they we i you my our your his her their its and but or if so because although while since until for in on at with
    without under over principle principles article rule rules decision decisions action actions measure measures
    proposal ps p.s nb n.b motion amendment bill clause order resolution total subtotal amount balance attachment
    attachments enclosure deadline reference references ref id isbn issn doi vol volume page pages psalm genesis
    exodus matthew mark luke romans isaiah corinthians attention disclaimer answer's caveat bottom-line takeaway
    takeaways lead headline dateline
    remarque source date heure lieu objet sujet titre résumé exemple téléphone adresse auteur conclusion étape partie
    chapitre annexe de à du pour contre premièrement deuxièmement économie sécurité santé éducation culture
    ingrédients préparation durée participants attention
    hinweis anmerkung quelle datum zeit uhrzeit ort betreff thema titel zusammenfassung beispiel telefon adresse autor
    erstens zweitens drittens viertens schluss teil kapitel artikel anlage von an wirtschaft sicherheit gesundheit
    bildung kultur zutaten zubereitung dauer teilnehmer achtung nein ja beratung drucksache tagesordnungspunkt
    zusatzpunkt nächster nächste
    nota fuente fecha hora lugar asunto tema título resumen ejemplo teléfono dirección autor primero segundo tercero
    conclusión parte capítulo artículo anexo economía seguridad salud educación cultura ingredientes preparación
    duración participantes atención punto orden primeiro terceiro data local assunto resumo exemplo conclusão economia
    segurança saúde educação fonte fonte data luogo oggetto tema titolo esempio autore primo secondo terzo sicurezza
    salute cultura ingredienti punto artigo lugar hora
    примечание источник дата время место тема название пример адрес автор статья глава раздел часть экономика
    безопасность здравоохранение образование культура внимание итог примітка джерело час місце економіка безпека
    bron datum tijd plaats onderwerp titel voorbeeld kilde dato tid sted emne källa uwaga źródło data czas miejsce
    temat
    poznámka zdroj datum místo opomba vir kraj megjegyzés forrás idő hely kaynak tarih saat yer konu not
    lưu ý nguồn ngày giờ địa chủ đề ghi kinh tế
    注 注意 备注 備註 来源 來源 时间 時間 地点 地點 日期 主题 主題 标题 標題 摘要 关键词 關鍵詞 电话 電話 地址 网址
    網址 邮箱 图 圖 表 例如 例 附件 附录
    作者 编辑 責任編輯 责任编辑 审核 校对 摄影 来源 发件人 收件人 抄送 经济 經濟 安全 教育 文化 科技 政治 环境 環境
    卫生 医疗 能源 农业 金融 外交 军事
    社会 社會 优点 缺点 问题 問題 目标 目標 原则 原則 任务 任務 内容 內容 结果 結果 结论 結論 原因 背景 目的 意义
    案由 說明 说明 提案 決議 决议 附帶決議 出席 列席
    出席者 列席者 记录 紀錄 主辦 主办 材料 做法 食材 步骤 步驟 总计 合计 单位 單位 姓名 性别 年龄 注释 日时 場所
    日時 出典 件名 電話番号 住所 備考
    주의 출처 날짜 시간 장소 주제 제목 요약 경제 안보 교육 문화 보건 참고 일시 참석자 결론 첫째 둘째 셋째
    ملاحظة المصدر التاريخ الوقت المكان الموضوع العنوان الاقتصاد الأمن التعليم الصحة الثقافة أولا ثانيا ثالثا
    أولاً ثانياً ثالثاً مثال الخلاصة تنبيه
    הערה מקור תאריך שעה מקום נושא כותרת כלכלה ביטחון חינוך בריאות תרבות ראשית שנית לסיכום דוגמה
    नोट स्रोत दिनांक तारीख समय स्थान विषय शीर्षक अर्थव्यवस्था सुरक्षा शिक्षा स्वास्थ्य संस्कृति उदाहरण निष्कर्ष पहला दूसरा तीसरा
    หมายเหตุ ที่มา วันที่ เวลา สถานที่ หัวข้อ เรื่อง เศรษฐกิจ ความมั่นคง การศึกษา สุขภาพ"""
)
# Prepositions and adverbs that open a sentence but no name.
SENTENCE_STARTS = word_set(
    """about after again all also among as at before between both by during each every for from here if in like more
    most next now of on only other our perhaps second some such than then to under until what with within
    zum zur im am an auf aus für mit nach bei nun also und aber denn doch wenn dann ganz kurz kurzum unser mein meine
    pour dans sur avec en par sous chez puis enfin ensuite alors notre mon
    con por para sobre sin según pues entonces luego nuestro mi
    polo pola polos polas ao aos no na nos nas pelo pela com sem depois meu minha
    nel nella nelle sul sulla per poi quindi nostro mio met voor op naar dan onze mijn
    для по при на в о об за из от к и но а мы наш"""
)
# Reporter of the China Daily, Ursula von der Leyen.
NAME_PARTICLES = word_set(
    """of the de la le du des del della di da dos das do dei degli van von vom der den dem zu zur zum und für
    bin ibn ben al
    el and for in at on to from & et y e i a au aux un d ter ten te af av ja och og pri za med v na w ds upon pro"""
)
# Small words inside a heading in title case.
HEADING_PARTICLES = word_set(
    """a an and as at by de des du for from in into la le les nor of on or over per the to under upon via vs
    with without et und der die das y e da do del l d is its be"""
)
# Sections of a newspaper, printed above the title.
RUBRICS = word_set(
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
    "тасс": "TASS",
    "риа новости": "RIA Novosti",
    "efe": "EFE",
    "ansa": "ANSA",
    "dpa": "dpa",
    "新华社": "Xinhua News Agency",
    "中新社": "China News Service",
}
# A line of a few words with one of these is the name of a paper above the title.
MASTHEAD = (
    r"\b(weekly|daily|newsletter|gazette|herald|tribune|journal|bulletin|times|courier)\b|日报|日報|周刊|通讯"
)
# Kinds of documents as their titles name them, the surest first; for the beginning of a title.
TITLE_KINDS = (
    (
        "joint_statement",
        r"joint (press )?(statement|declaration|communiqu[eé])|déclaration (commune|conjointe)|gemeinsame erklärung"
        r"|declaración conjunta|совместное заявление|.*(联合声明|聯合聲明|联合公报|聯合公報|共同声明"
        r"|공동성명)(（.{1,20}）)?$",
    ),
    ("readout", r"read-?out\b"),
    (
        "press_conference",
        r"(?!.*\b(holds?|held|cancel\w*|tells?|told|says?|said|after|before|ahead|will|during|amid)\b)"
        r".*\bpress (conference|briefing)( (on|of|by|with|following|in|at)\b.*|,.*|:.*| ?\(.*)?$"
        r"|.*(记者会|記者會|新闻发布会|例行记者会)(实录|實錄|答问|答問)?$|.*主持例行记者会(（.{1,20}）)?$"
        r"|(conférence|point) de presse( (de|du|d['’]|conjointe?|avec)\b.*| [0-9].*|$)"
        r"|(regierungs)?pressekonferenz( (mit|von|der|des|vom)\b.*|$)"
        r"|(conferencia|rueda) de prensa( (de|del|con|conjunta|matutina)\b.*|$)"
        r"|(conferência|(entrevista )?coletiva) de imprensa( (de|do|da|com)\b.*|$)"
        r"|conferenza stampa( (di|del|della|con)\b.*|$)|пресс-конференция\b|брифинг (официального|министра)\b"
        r"|مؤتمر صحفي( (مشترك|ل|مع).*|$)|.*(기자회견|정례 ?브리핑)$|.*会見(記録|概要|録|要旨)?$",
    ),
    (
        "press_release",
        r"(press|news|media) release\b|for immediate release|communiqué de presse|pressemitteilung|pressemeldung"
        r"|comunicado de prensa|comunicato stampa|nota de imprensa|пресс-релиз|新闻稿|新聞稿"
        r"|プレスリリース|보도자료|nota à imprensa|comunicado de imprensa|بيان صحفي|komunikat prasowy|persbericht"
        r"|pressmeddelande|pressemeddelelse|pressemelding|basın (açıklaması|bülteni)|прес-реліз",
    ),
    (
        "transcript",
        r"(full |verbatim )?transcript\b|interview (with|of|by)\b|entretien avec|interview avec"
        r"|entrevista (a|con|com)\b|протокол заседания|стенограмма|.*(访谈|专访|專訪|逐字稿|訪談|采访实录|文字实录)$",
    ),
    (
        "speech",
        r"((opening|closing|welcome|keynote|introductory|inaugural|full|prepared) )*(remarks?|speech"
        r"|address|keynote|lecture|toast)"
        r" (by|of|at|to|on|before|delivered)\b|statement (by|of) .*\b(at|before|to) the\b|discours (de|du"
        r"|d'|prononcé)|rede (von|des|der|zu|zur|anlässlich)|discurso (de|del|do|da)|intervención (de|del)\b"
        r"|выступление|речь|state of the union address"
        r"|.*(的?讲话|致辞|演讲|致詞|講話|演講|发言稿|辞)(（.{1,20}）|全文)?$(?<!修辞)"
        r"|(كلمة|خطاب) (ال|رئيس|وزير|معالي|فخامة|سمو)|.*[가-힣 ](연설|기념사|축사|개회사|환영사)$|.*演説$",
    ),
    (
        "policy",
        r"([\w'’-]+ ){0,8}(act|regulations?|provisions|measures|guidelines|action plan|white paper|code|constitution)"
        r"( of [0-9]{4})?$(?<!announces new measures)|(action plan|guidelines|regulations?|provisions"
        r"|measures|white paper) (on|for|of|to)\b"
        r"|universal declaration|.*\baction plan$|(loi|décret|ordonnance|gesetz|verordnung|ley|decreto|lei) "
        r"(n[°ºo.]+|über|zur|zum|de|orgánica|sobre|relative)\b|федеральный закон"
        r"|(?!.*(发布|發布|通过|公布|提出|征求|谈|將|将|就)).*(条例|条约|规定|办法|规划|方案|法|规则|细则"
        r"|準則|條例|辦法)(（.{1,20}）|\(.{1,20}\))?$(?<![方做看说想用].)(?<![方做看说想用]法)",
    ),
)
# Words that a press release has above its title or below its text.
RELEASE_MARKS = (
    r"for immediate release|embargoed until|notes? to editors|press release|media (contact|enquiries|inquiries)"
    r"|press contact|contacts? presse|pressekontakt|communiqué de presse|pressemitteilung|comunicado de prensa"
    r"|comunicato stampa|新闻稿|新聞稿|プレスリリース|보도자료|пресс-релиз"
)
# How a speaker greets an audience, at the beginning of a paragraph.
AUDIENCE_GREETINGS = (
    r"(thank you,? )?(mr\.?|madam|madame) (acting )?(vice[- ])?(president|speaker|chair\w*|secretary)"
    r"|ladies and gentlemen|(your )?excellenc"
    r"|distinguished|honou?rable (members|delegates|guests|colleagues)|my fellow|fellow[- ]citizens"
    r"|dear (friends|colleagues|guests|comrades)|members of (the )?congress|good (morning|afternoon|evening)\b"
    r"|mesdames|monsieur le président|madame la présidente|chers (amis|collègues)|excellences"
    r"|meine (sehr )?(geehrten|verehrten)? ?(damen|kolleg|lieben)|sehr geehrte (damen|frau präsidentin"
    r"|herr präsident)|(frau|herr) präsident|liebe (kolleg|freund|genoss)|señor(as|es|a)? (y señores|presidente?a?"
    r"|embajador)|señorías|senhor(as|es)? (e senhores|presidente)|signor presidente|onorevoli colleghi|уважаем"
    r"|дорогие (друзья|товарищи|коллеги)"
    r"|尊敬的|各位|女士们|同志们|朋友们|親愛的|亲爱的.{0,6}(们|們)|여러분|존경하는|السيد الرئيس|السيدات|أصحاب"
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
