"""The words by which printed records mark who speaks, by language.

Compiled by hand from the labels that official records print: the Congressional Record; Hansard of the United Kingdom,
Canada and India; the Bundestag's Plenarprotokolle; the Journal officiel of France and the Compte rendu of Belgium;
the Diarios de sesiones of Spain, Galicia and Latin America; the Diário of Portugal and Brazil; the stenographic
records of Italy, the Nordic and the Slavic parliaments, Turkey, Israel, Japan, Korea, Taiwan and the Hong Kong
Legislative Council; press conferences of the Chinese, Russian, Vietnamese, Arab and Indian foreign ministries. A line
is a language. All words are in lower case and without a final full stop; matching ignores case.
"""

import re

from archive.text.word_sets import phrase_set, word_set

# Before a name: Mr. BOND, El señor PRESIDENTE, A señora DÍAZ.
HONORIFICS = word_set(
    """mr mrs ms miss mx dr prof professor sir dame madam madame lord lady baroness baron viscount viscountess earl
    countess duke duchess marquess hon honourable honorable rt right rev reverend fr capt captain col colonel gen
    general lt adm admiral sgt maj major cmdr eng
    m mme mlle monsieur mesdames messieurs me maître
    herr frau hr fr abg präs vors dipl ing
    señor señora señorita sr sra srta sres sras don doña d dª
    senhor senhora senyor senyora dom dona
    signor signora signore on onorevole sen dott prof.ssa
    dhr mevr mevrouw meneer heer
    herra rouva hr. ordf
    pan pani pán paní poseł posłanka posel poslanec poslankyně mag gospod gospa gospodin gospođa
    господин госпожа г-н г-жа пан пані депутат
    κύριος κυρία κ
    sayın bay bayan
    ông bà anh chị
    tuan puan encik cik dato' datin datuk tun haji hajah yb yab
    shri smt dr. pandit"""
)
# Of a body or an office: alone they speak for it, before a name they are a title.
OFFICES = word_set(
    """president vice-president chairman chairwoman chairperson chair co-chair speaker moderator host anchor presenter
    interviewer interviewee narrator spokesperson spokesman spokeswoman minister secretary secretary-general senator
    representative congressman congresswoman governor mayor ambassador chancellor director tempore lletrat
    commissioner judge attorney clerk premier prime ombudsman delegate member members senators rapporteur facilitator
    panelist panellist participant audience student officer administrator leader speakers king queen prince princess
    pope bishop archbishop minister-president deputy under-secretary undersecretary officer pastor operator analyst
    examiner
    président présidente ministre rapporteur rapporteure premier première animateur animatrice député députée
    sénateur sénatrice secrétaire modérateur modératrice bourgmestre juge greffier greffière procureur procureure
    präsident präsidentin vizepräsident vizepräsidentin alterspräsident alterspräsidentin bundeskanzler
    bundeskanzlerin bundesminister bundesministerin minister ministerin staatsminister staatsministerin
    staatssekretär staatssekretärin moderator moderatorin abgeordneter abgeordnete bürgermeister vorsitzender
    vorsitzende sprecher sprecherin ministerpräsident ministerpräsidentin landesrat
    presidente presidenta vicepresidente vicepresidenta ministro ministra portavoz moderador moderadora secretario
    secretaria conselleiro conselleira conseller consellera president diputado diputada senador senadora alcalde
    alcaldesa entrevistador entrevistadora vicepresidenta letrado letrada
    presidenta vice-presidente deputado deputada secretário secretária relator relatora porta-voz
    vicepresidente sottosegretario relatore relatrice sottosegretaria
    voorzitter staatssecretaris burgemeester minister-president
    ordfører ordføreren formand formanden næstformanden statsråd statsrådet talman talmannen presidenten
    puhemies forseti
    taoiseach tánaiste teachta seanadóir llywydd
    pengerusi timbalan di-pertua
    marszałek wicemarszałek minister przewodniczący przewodnicząca sekretarz premier poseł
    předseda předsedkyně místopředseda ministr predseda podpredseda predsedkyňa
    predsednik predsednica podpredsednik podpredsednica predsjednik predsjednica potpredsjednik predsedavajući
    predsedajoči predsedavajuća predsjedavajući ministar ministrica
    elnök alelnök jegyző képviselő államtitkár preşedintele președintele domnul doamna domnule
    председатель председательствующий президент министр ведущий ведущая спикер депутат представитель
    голова головуючий головуюча міністр ведучий ведуча председател председателят министър водещ
    πρόεδρος προεδρεύων προεδρεύουσα αντιπρόεδρος υπουργός
    başkan başkanvekili cumhurbaşkanı bakan sunucu kâtip"""
)
# … and words that end so, in languages that join them: Udenrigsministeren, Außenministerin, belügyminiszter.
_OFFICE_ENDINGS = (
    "minister ministern ministeren ministeri ministerin miniszter elnök präsident präsidentin sekretär sekretärin "
    "sekretæren sekretæraren sekreteraren bürgermeister bürgermeisterin"
)
OFFICE_ENDINGS = tuple(_OFFICE_ENDINGS.split())
# After a name and a comma, as well as offices: Иванов И. И., фракция КПРФ.
OFFICES_AFTER_NAMES = word_set(
    "фракция руководитель глава член заместитель membre membro miembro mitglied członek"
)
# Parties that Finnish records print in small letters behind a name: Ada Hale sd.
PARTIES = word_set("sd kok ps kesk vihr vas r kd liik vkk")
# A full stop behind these ends no label.
ABBREVIATIONS = word_set("st jr sr no vs etc inc ltd co art sec")
# Small words that stand before an office: The PRESIDING OFFICER, El señor PRESIDENTE, De voorzitter.
ARTICLES = word_set("the le la l' les el los las a o os as il lo i der die das de het den det en et al ha")
# These ask, alone or numbered.
QUESTION_WORDS = phrase_set(
    """q | question | questions | frage | pregunta | pergunta | domanda | vraag | spørsmål | spørgsmål |
    fråga | kysymys | spurning
    pytanie | otázka | kérdés | întrebare | vprašanje | pitanje | вопрос | питання | въпрос | ερώτηση | soru
    سؤال | السؤال | پرسش | سوال | שאלה | प्रश्न | सवाल | প্রশ্ন | ถาม | คำถาม | hỏi | câu hỏi | pertanyaan | tanya | soalan
    问 | 問 | 提问 | 提問 | 问题 | 現場提問 | 现场提问 | 質問 | 問い | 질문 | 문 | 질의"""
)
# So do these, also with more words behind them: Reporter of the China Daily.
REPORTERS = phrase_set(
    """questioner | reporter | journalist | correspondent | interviewer | the press | press | media | reporters |
    audience member | member of the audience | unidentified reporter | unidentified speaker
    journaliste | intervieweur | une journaliste | un journaliste | journalistin | fragesteller | fragestellerin
    periodista | interlocutor | interlocutora | intervención |
    entrevistador | entrevistadora | reportero | reportera | jornalista | repórter |
    giornalista | intervistatore
    verslaggever | toimittaja | dziennikarz | dziennikarka | novinář | novinár | újságíró | ziarist |
    novinar | novinarka
    журналист | корреспондент | журналістка | δημοσιογράφος | muhabir | gazeteci
    صحفي | صحفية | الصحفي | الصحفية | المذيع | المذيعة | مراسل | المراسل | خبرنگار
    עיתונאי | עיתונאית | כתב | כתבת | מראיין | מראיינת
    पत्रकार | संवाददाता | प्रश्नकर्ता | সাংবাদিক | ผู้สื่อข่าว | นักข่าว | พิธีกร | phóng viên | nhà báo | wartawan | jurnalis
    记者 | 記者 | 记者问 | 記者問 | 司会者 | 기자"""
)
# … and one that starts like one of these answers.
ANSWERERS = phrase_set(
    """a | answer | answerer | réponse | antwort | respuesta | resposta | risposta | antwoord | svar | vastaus
    odpowiedź | odpověď | odpoveď | válasz | răspuns | odgovor | ответ | відповідь | отговор | απάντηση | cevap | yanıt
    جواب | الجواب | إجابة | الإجابة | پاسخ | תשובה | उत्तर | जवाब | উত্তর | ตอบ | คำตอบ | đáp | trả lời | jawaban | jawab
    答 | 答复 | 答覆 | 回答 | 答え | 답변 | 답 | 发言人 | 發言人"""
)
# Letters of Q and A in languages whose words begin with another letter; they count only as a pair.
QUESTION_LETTERS = word_set("q p d f v в s س ש h n ถ")
ANSWER_LETTERS = word_set("a r o о c v ج ת đ ต")
# What a label in Chinese, Japanese or Korean ends in when it names an office or a person.
CJK_OFFICES = phrase_set(
    """记者 記者 主持人 主持 发言人 發言人 主席 副主席 委员 委員 委员长 委員長 部长 部長 副部长 副部長 总统 總統 总理
    總理 院长 院長 议长 議長 议员 議員 司长 司長 局长 局長 处长 處長 科长 科長 教授 先生 女士 小姐 代表 大使 市长 市長
    书记 書記 秘书长 秘書長 秘書 专家 專家 学者 同学 同學 同仁 老师 老師 博士 总裁 總裁 董事长 董事長 理事長 执行长
    執行長 經理 经理 專員 政委 律師 律师 法官 检察官 檢察官 听众 聽眾 观众 觀眾 与会者 與會者 司仪 司儀 翻译 翻譯 編輯
    编辑 司长 次長 次长 組長 组长 參事 顧問 顾问 評論員 评论员 嘉宾 來賓 来宾 特首 司令 校長 校长 所長 所长 會長 会长
    理事 監事 副主任 主任 研究員 研究员 工程師 工程师 民眾 网友 網友
    君 議員 大臣 総理 内閣総理大臣 委員長 理事 参考人 政府参考人 司会 司会者 議長 副議長 さん 氏 様 先生 首相 長官
    知事
    의원 위원장 위원 장관 차관 대통령 총리 의장 부의장 기자 대변인 앵커 사회자 진행자 교수 박사 대표 씨 국장 실장
    시장 후보"""
)
# Roles that speak, in scripts without capitals and written with spaces.
UNCASED_OFFICES = phrase_set(
    """الرئيس | السيد | السيدة | رئيس | الوزير | وزير | المتحدث | المتحدثة | المذيع | مقدم | المقدم |
    المحاور | الناطق | رئيس الجلسة |
    النائب | الدكتور | الأمين العام | مدير | المدير | سعادة | معالي | آقای | خانم | رئیس | سخنگوی | وزیر
    היו"ר | היו״ר | יו"ר | יו״ר | ראש הממשלה | שר | שרת | השר | השרה | חבר הכנסת | חברת הכנסת | דובר |
    דוברת | ח"כ | ח״כ | מנחה | מר | גב' | ד"ר | פרופ'
    अध्यक्ष | सभापति | मंत्री | प्रधानमंत्री | श्री | श्रीमती | डॉ | प्रवक्ता | माननीय | राष्ट्रपति |
    उपाध्यक्ष | संचालक | আধিকারিক | স্পিকার | মন্ত্রী | প্রধানমন্ত্রী | মাননীয়
    ประธาน | นาย | นาง | นางสาว | โฆษก | รัฐมนตรี | นายกรัฐมนตรี | ผู้ดำเนินรายการ | วิทยากร
    người phát ngôn | phát ngôn viên | chủ tọa | chủ tịch | thủ tướng | bộ trưởng | đại biểu |
    người dẫn chương trình | mc
    juru bicara | moderator | pembawa acara | ketua | menteri"""
)
# Verbs and phrases of saying at the end of a label: a sentence that leads to a quotation, never a turn.
SAYING_ENDS = phrase_set(
    """说 說 说道 說道 道 说过 說過 说到 表示 指出 强调 強調 强调说 认为 認為 称 稱 宣称 宣稱 声称 聲稱 介绍 介紹
    介绍说 透露 提出 要求 告诉 告訴 告诉记者 回答 回答说 回应 回應 回应称 写道 寫道 写 寫 补充 補充 补充说 解释 解釋
    解释说 坦言 感叹 感慨 呼吁 呼籲 建议 建議 提到 谈到 談到 谈及 表明 申明 重申 警告 承认 承認 否认 否認 宣布 宣佈
    宣告 讲 講 讲道 直言 评论 評論 评价 總結 总结 概括 归纳 希望 相信 主张 主張 明确 明確 号召 勉励 嘱托 叮嘱 寄语
    致辞 致詞 致电 发言 发文 发布 發布 报道 報導 报导 报道称 引述 引用 转述 问 問 问道 反问 追问 自问 答 答道 笑着说
    想 心想 批示 指示 阐述 闡述 分析 预测 預測 披露 证实 證實 如下 例如 比如 包括 即 是 为 為 就是 也就是 也就是说
    问题是 那就是
    述べた 述べ 語った 語る 言った 言う 話した 話す 指摘した 強調した 説明した 答えた 尋ねた 発言した
    말했다 밝혔다 강조했다 지적했다 설명했다 전했다 답했다 물었다 덧붙였다 말씀 말하기를
    कहा | बोले | बताया | पूछा | बोला | कहते हैं | বলেন | বলেছেন | জানান
    กล่าวว่า | กล่าว | ระบุว่า | เผยว่า | บอกว่า | ว่า
    قال | قالت | قائلا | قائلة | أضاف | أضافت | أكد | أكدت | صرح | صرحت | أوضح | أوضحت | أجاب | أجابت |
    گفت | گفتند | افزود | تاکید کرد | تأکید کرد | پاسخ داد | اظهار داشت | بیان کرد | اعلام کرد |
    نے کہا | نے بتایا | نے پوچھا | نے جواب دیا |
    אמר | אמרה | אמרו | הוסיף | הוסיפה | השיב | השיבה | ענה | ענתה | הדגיש | הדגישה | ציין | ציינה | הצהיר | הצהירה |
    הסביר | הסבירה | סיפר | סיפרה | nói | nói rằng | cho biết | phát biểu | nhấn mạnh"""
)
# … and at its beginning, in languages that put the verb first, and where an English sentence is turned round.
SAYING_STARTS = phrase_set(
    """قال | قالت | وقال | وقالت | أضاف | وأضاف | أضافت | وأضافت | أكد | وأكد | أكدت | صرح | وصرح | أوضح |
    وأوضح | ذكر | وذكر | أشار | وأشار | أعلن | وأعلن |
    كتب | سأل | أجاب | وتابع | تابع | گفت | افزود | נאמר | אמר | אמרה | ואמר | הוסיף | הוסיפה | כתב על |
    הדגיש | ציין | שאל
    said | says | wrote | writes | asked | added | told | stressed | emphasized | according | quoth | as
    disse | dijo | dit | sagte | ha detto | сказал | сказала | заявил | заявила | dedi | nói"""
)
# Pronouns and demonstratives with which a Chinese or Japanese sentence starts, but no name.
CJK_NOT_STARTING = phrase_set(
    """他 她 它 我 你 您 咱 这 這 那 此 该 該 其 第 首先 其次 再次 最后 最後 另外 此外 同时 同時 因此 所以 但 但是
    然而 而且 而 如果 虽然 因为 由于 对于
    对此 关于 關於 有人 有的 大家 一是 二是 三是 四是 五是 一方面 另一方面 比如 例如 譬如 換句話說 换句话说 简单
    总之 總之 事实上 問題 问题 以下 以上 下面 上面
    今天 昨天 明天 目前 现在 現在 当前 就是 也就是 要 不 没有 沒有 是 在 从 從 对 對 以 把 让 讓 为 為 可以 所谓
    所謂 還有 还有 結論 结论 決議 决议
    これ それ あれ 彼 彼女 私 我々 しかし また まず 次に"""
)
# Inside a Chinese label these show a sentence rather than a name.
CJK_SENTENCE_CHARACTERS = frozenset(
    "的了是吗呢吧嗎着这這那哪很就都也还還没沒把被让讓请請您你我他她它们們什麼么怎及且"
)
# The surnames of most Chinese people, in both ways of writing (the Hundred Family Surnames and the 2020 census).
CJK_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖蕭田董潘袁蔡蒋蔣余于"
    "杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱侯江尹薛闫閻雷龙龍段史陶贺賀毛郝"
    "顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯康易乔喬赖賴文洪庄莊颜顏柯古施温溫詹游翁尤童葛苗季倪凌包单單卓简簡連连华華涂塗俞"
    "阮纪紀甘柳祝鲍鮑管裴霍左卜成冷宁寧欧歐麦麥辛焦巫岳麻饶饒耿骆駱解柏伍时時牛樊盛竺应應蓝藍阎聂聶关關佘车車商章房梅齐齊"
    "安殷桂卞查司諸诸上尉申屈路曲艾符吉全池明黎鄔邬宗伊封党畢毕沙米井甯闵閔费費滕冉臧楚容席景原宣鄢刁楼樓班霍蒲储褚馮巴隋展"
    "邢栾欒岑佟阙闕窦竇鞠晏丛叢迟遲敖缪繆邝鄺冼戚虞仲巩鞏祁慕宓强洛荆荊庞龐裘湛滑糜储銭佘芦"
)
# News agencies, papers and stations that printed press conferences name as questioners.
OUTLETS = phrase_set(
    """afp | ap | associated press | reuters | bloomberg | bbc | cnn | nbc | abc | cbs | fox news | npr |
    pbs | nhk | rfi | dpa | ansa | efe |
    tass | interfax | ria novosti | kyodo | kyodo news | yonhap | yonhap news agency | xinhua |
    xinhua news agency | cctv | cgtn | china daily |
    global times | people's daily | china news service | the paper | phoenix tv |
    south china morning post | the new york times |
    the washington post | the wall street journal | financial times | the guardian | the times | le monde |
    der spiegel | die zeit | el país |
    asahi shimbun | yomiuri shimbun | nikkei | ndtv | pti | ani | the hindu | al jazeera | anadolu |
    sky news | itar-tass | straits times |
    lianhe zaobao | focus taiwan | the economist | politico | axios | usa today | los angeles times |
    法新社 | 路透社 | 美联社 | 彭博社 | 新华社 | 新華社 | 中新社 | 央视 | 总台央视 | 共同社 | 韩联社 | 塔斯社 |
    俄新社 | 凤凰卫视 | 澎湃新闻 | 环球时报 |
    人民日报 | 中国日报 | 中评社 | 深圳卫视 | 湖北广电 | 北京青年报 | 日本广播协会 | 今日俄罗斯 | 德新社 | 埃菲社 |
    安莎社"""
)
# Given names that are other words, too: Mark Rutte, Per Hansen.
GIVEN_NAMES = word_set("mark bill june april august dan an per in so sol grace")
# Forms of address that open a speech or a letter and end in a colon.
SALUTATIONS = word_set(
    """ladies gentlemen excellencies excellency friends colleagues delegates citizens fellow comrades dear
    distinguished
    esteemed respected sirs gentleman countrymen americans brethren brothers sisters
    mesdames messieurs chers chères cher chère excellences amis
    damen herren liebe lieber geehrte geehrter kolleginnen kollegen verehrte
    señoras señores señorías amigos amigas compañeros queridos querido estimados estimado distinguidos
    senhoras senhores caros prezados onorevoli colleghi signore signori cari
    уважаемые уважаемый дорогие товарищи шановні 各位 同志们 朋友们 女士们"""
)
# Offices that a speaker addresses: “Mr. President:” opens a paragraph of a speech as often as a turn.
ADDRESSED_OFFICES = word_set(
    """president speaker chairman chairwoman chairperson chair moderator secretary-general secretary vice-president
    président présidente präsident präsidentin presidente presidenta deputy vice prime minister"""
)
# Who still speaks after the label says I or we.
FIRST_PERSON = re.compile(
    r"\b(I|we|We|our|Our|us|my|My|nous|Nous|notre|je|Je|wir|Wir|unser|unsere|ich|Ich|yo|nosotros|nuestro|nuestra|eu|nós"
    r"|nosso|nossa|io|noi|nostro|мы|Мы|наш|я|Я|chúng|tôi|نحن|אנחנו|אני)\b|我们|我們|我|私|我々|우리|저는|हम|मैं"
)
