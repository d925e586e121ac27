"""Words of time: months, eras, and what a report says of the event it reports."""

# Months as dates print them, by language, first January. “listopada” is left out: November in Polish, October in
# Croatian. Sources: the Unicode Common Locale Data Repository (months, wide and abbreviated), and for Arabic the names
# of the Levant, of Egypt and of the Maghreb.
MONTHS = (
    """january jan janvier januar jänner enero janeiro gennaio januari leden ledna stycznia styczeń januara január ocak
    ianuarie января январь січня януари ιανουαρίου ιανουάριος يناير كانون_الثاني جانفي ינואר มกราคม जनवरी tháng_1
    tháng_giêng tammikuuta janúar""",
    """february feb février februar feber febrero fevereiro febbraio februari února únor lutego luty februára február
    şubat februarie февраля февраль лютого февруари φεβρουαρίου φεβρουάριος فبراير شباط فيفري פברואר กุมภาพันธ์ फ़रवरी
    फरवरी tháng_2 helmikuuta febrúar""",
    """march mar mars märz marzo março maart března březen marca marec marzec martie mart марта март березня μαρτίου
    μάρτιος مارس آذار מרץ מרס มีนาคม मार्च tháng_3 maaliskuuta március marts maret""",
    """april apr avril abril aprile dubna duben kwietnia kwiecień apríla apríl aprilie nisan апреля апрель квітня април
    απριλίου απρίλιος أبريل ابريل نيسان أفريل אפריל เมษายน अप्रैल tháng_4 huhtikuuta április""",
    """may mai mayo maio maggio mei maj května květen maja máj mayıs мая май травня μαΐου μάιος مايو أيار ماي מאי
    พฤษภาคม मई tháng_5 toukokuuta május maí""",
    """june jun juin juni junio junho giugno června červen czerwca czerwiec júna jún junija iunie haziran июня июнь
    червня юни ιουνίου ιούνιος يونيو حزيران جوان יוני มิถุนายน जून tháng_6 kesäkuuta június júní""",
    """july jul juillet juli julio julho luglio července červenec lipca lipiec júla júl julija iulie temmuz июля июль
    липня юли ιουλίου ιούλιος يوليو تموز جويلية יולי กรกฎาคม जुलाई tháng_7 heinäkuuta július júlí""",
    """august aug août agosto augustus augusti srpna srpen sierpnia sierpień augusta avgusta ağustos августа август
    серпня αυγούστου αύγουστος أغسطس آب أوت אוגוסט สิงหาคม अगस्त tháng_8 elokuuta augusztus ágúst agustus""",
    """september sept sep septembre septiembre setembro settembre září września wrzesień septembra septembrie eylül
    сентября сентябрь вересня септември σεπτεμβρίου σεπτέμβριος سبتمبر أيلول ספטמבר กันยายน सितंबर सितम्बर tháng_9
    syyskuuta szeptember""",
    """october oct octobre oktober octubre outubro ottobre října říjen października październik októbra október oktobra
    octombrie ekim октября октябрь жовтня октомври οκτωβρίου οκτώβριος أكتوبر تشرين_الأول אוקטובר ตุลาคม अक्टूबर
    अक्तूबर tháng_10 lokakuuta""",
    """november nov novembre noviembre novembro listopadu novembra noiembrie kasım ноября ноябрь ноември νοεμβρίου
    νοέμβριος نوفمبر تشرين_الثاني נובמבר พฤศจิกายน नवंबर नवम्बर tháng_11 marraskuuta""",
    """december dec décembre dezember diciembre dezembro dicembre prosince prosinec grudnia grudzień decembra decembrie
    aralık декабря декабрь грудня декември δεκεμβρίου δεκέμβριος ديسمبر كانون_الأول דצמבר ธันวาคม दिसंबर दिसम्बर
    tháng_12 joulukuuta desember""",
)
# The year before the first of each era; the Republic of China counts from 1912.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
BUDDHIST_YEARS = 543  # by which Thai years are ahead
# What a report says of the event it reports, as parts of regular expressions, by language.
EVENT_WORDS = (
    r"\b(held|met|hosted|chaired|presided|attended|addressed|delivered|spoke|convened|opened|visited"
    r"|signed|took place"
    r"|gathered|concluded|kicked off|launched|received|inaugurated|gave a (?:speech|talk|lecture|briefing))\b"
    r"|举行|召开|出席|会见|會見|会谈|會談|主持|发表.{0,6}讲话|發表.{0,6}講話|开幕|開幕|闭幕|举办|舉辦"
    r"|舉行|召開|致辞|签署|簽署|访问|訪問|考察"
    r"|\b(s['’]est tenue?|a (?:rencontré|reçu|présidé|participé|prononcé)|a eu lieu)\b"
    r"|\b(fand|traf|trafen|hielt|eröffnete|besuchte|unterzeichnete|empfing|tagte)\b"
    r"|\b(se celebró|se reunió|tuvo lugar|inauguró|visitó|participó|pronunció|recibió)\b"
    r"|\b(состоял[аио]сь|состоялся|провел[аи]?|провёл|встретил(?:ся|ась)|выступил[аи]?|прошл[аио]|прошёл"
    r"|посетил[аи]?)\b|開催|会談|出席|訪問|개최|참석|회담|방문|عقد|التقى|شارك|ألقى|زار"
)
PART_OF_DAY = (
    r"(?:on )?the (?:morning|afternoon|evening|night) of [^,.;]{3,20}"
    r"|[0-9]{1,2}[月월] ?[0-9]{1,2}[日일号] ?(?:上午|下午|晚|晚上|中午|午前|午後)"
)
YESTERDAY = r"\byesterday\b|昨天|昨日|\bhier\b|\bgestern\b|\bayer\b|\bontem\b|\bieri\b|\bвчера\b|어제|أمس"
