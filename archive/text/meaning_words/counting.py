"""Words that count, date or price something, in some thirty languages.

Numbers as num2words writes them, the names of months and days of the Unicode CLDR, and grammars' lists.
"""

from ..word_sets import word_set

DATES = word_set(
    """
    january february march april may june july august september october november december
    januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre
    octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile
    maggio giugno
    luglio settembre ottobre dicembre января февраля марта апреля мая июня июля августа сентября октября ноября
    декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь يناير فبراير مارس أبريل
    مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر pm monday tuesday wednesday thursday friday saturday
    sunday montag
    dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes
    martes miércoles jueves viernes sábado domingo today yesterday tomorrow heute gestern morgen hier
    demain hoy ayer
    mañana сегодня вчера завтра year years month months day days
    domenica lunedì martedì mercoledì giovedì venerdì sabato gener febrer març maig juny juliol agost setembre
    desembre diumenge dilluns dimarts dimecres dijous divendres dissabte xaneiro febreiro xuño xullo decembro luns
    mércores xoves venres januari februari maart mei augustus zondag maandag dinsdag woensdag donderdag vrijdag
    zaterdag maj augusti söndag måndag tisdag onsdag torsdag fredag lördag marts søndag mandag tirsdag
    lørdag desember
    tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
    marraskuuta joulukuuta tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu
    marraskuu joulukuu sunnuntaina maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntai
    maanantai tiistai keskiviikko torstai perjantai lauantai január február március április május június július
    augusztus szeptember október vasárnap hétfő kedd szerda csütörtök péntek szombat ianuarie februarie
    martie aprilie
    iunie iulie septembrie octombrie noiembrie decembrie duminică luni marți miercuri joi vineri sâmbătă stycznia
    lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia styczeń luty marzec
    kwiecień czerwiec lipiec sierpień wrzesień październik listopad grudzień niedziela poniedziałek wtorek środa
    czwartek piątek sobota ledna února března dubna května června července srpna září října listopadu prosince leden
    únor březen duben květen červen červenec srpen říjen prosinec neděle pondělí úterý středa čtvrtek pátek januára
    februára apríla mája júna júla augusta septembra októbra novembra decembra marec apríl máj jún júl
    nedeľa pondelok
    utorok streda štvrtok piatok junij julij avgust nedelja ponedeljek torek sreda četrtek petek siječnja veljače
    ožujka travnja svibnja lipnja srpnja kolovoza rujna studenoga prosinca siječanj veljača ožujak travanj svibanj
    lipanj srpanj kolovoz rujan studeni prosinac nedjelja ponedjeljak utorak srijeda četvrtak petak subota јануар
    фебруар април мај јун јул септембар октобар новембар децембар недеља понедељак уторак среда четвртак
    петак субота
    воскресенье понедельник вторник четверг пятница суббота січня лютого березня квітня травня червня липня серпня
    вересня жовтня листопада грудня січень лютий березень квітень травень червень липень серпень вересень жовтень
    листопад грудень неділя понеділок вівторок середа четвер пʼятниця януари февруари юни юли септември октомври
    ноември декември неделя понеделник сряда четвъртък петък събота ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου
    ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου ιανουάριος φεβρουάριος μάρτιος
    απρίλιος μάιος
    ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος κυριακή δευτέρα τρίτη τετάρτη πέμπτη
    παρασκευή σάββατο ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazar
    pazartesi salı
    çarşamba perşembe cuma cumartesi الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت ژانویه فوریه
    آوریل ژوئن ژوئیه
    اوت سپتامبر اکتبر نوامبر دسامبر یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه ינואר פברואר מרץ אפריל מאי יוני
    יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר ראשון שני שלישי רביעי חמישי שישי שבת maret agustus minggu senin selasa
    rabu kamis jumat sabtu जनवरी फ़रवरी मार्च अप्रैल जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर रविवार
    सोमवार मंगलवार
    बुधवार गुरुवार शुक्रवार शनिवार جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    اتوار پیر منگل
    بدھ جمعرات جمعہ ہفتہ
    week weeks decade decades century centuries hour hours minute minutes noon midnight tonight last next ago
    gestrige dernier dernière prochain prochaine pasado pasada próximo próxima aujourd'hui oggi ieri
    domani hoje ontem amanhã
    آذار نيسان أيار حزيران تموز آب أيلول تشرين كانون شباط الماضي المقبل القادم غدا أمس اليوم
        jan feb apr jun jul aug sept sep oct nov dec spring summer autumn winter morning afternoon evening
    weekday weekend daily weekly monthly yearly fortnight
    frühjahr frühling sommer herbst winter spätjahr vormittag nachmittag abend morgens abends übermorgen
    vorgestern woche wochen monat monate jahr jahre tag tage
    printemps automne hiver matin soir avant-hier semaine semaines mois jour jours ans année années
    primavera verano otoño invierno anteayer semana semanas mes meses día días año años
    весной летом осенью зимой утром днём днем вечером прошлом прошлого будущем будущего следующем неделю недели
    месяц месяца год года году лет день дня позавчера послезавтра
    ربيع صيف خريف شتاء صباح صباحا مساء الأسبوع الشهر السنة العام
    """
)
CURRENCIES = word_set(
    """
    euro euros dollar dollars pound pounds sterling yen yuan renminbi rmb rouble roubles ruble rubles rupee rupees
    franc francs won krona kronor krone kroner peso pesos real reais rand usd eur gbp cny jpy chf percent prozent
    рубль рубля рублей доллар доллара долларов евро دينار دولار يورو ريال جنيه درهم libra libras dólar dólares
    livre livres cent cents 원 달러
    dirham dirhams riyal riyals rial rials shekel shekels zloty zlotys lira liras lire koruna korunas forint forints
    leu lei hryvnia hryvnias baht dong rupiah naira shilling shillings taka peseta pesetas franken kronen rubel mark
    złoty złotych koron franków funtów корона гривна гривен гривень фунт фунтов юань юаней тенге процент процентов
    процента درهم دراهم شيكل ليرة روبية ريالا دينارا  रुपये रुपया डॉलर यूरो पाउंड प्रतिशत 
    crown crowns marks penny pence zlotych krone kroon couronne couronnes corona coronas rublo rublos rupias крон крона
    крону кроны долл руб копеек копейки марок دولارات دنانير ريالات جنيهات ليرات دراهم yens yuans roupies rouble
    promille
    """
)
NUMBERS = word_set(
    """
    zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred hundreds
    thousand thousands first second third fourth fifth half double twice
    null ein eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend erstens zweitens
    drittens deux trois quatre cinq sept huit neuf dix onze douze vingt cent mille premièrement deuxièmement
    dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien ciento mil primero segundo tercero
    два две три четыре пять шесть семь восемь девять десять сто тысяча трёх трех двух одном один одна
    ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثمانية تسع تسعة عشر عشرة مئة مائة ألف أولا ثانيا ثالثا
    하나 둘 셋 넷 다섯 여섯 세 네 두 첫째 둘째 셋째
    zeroth sixth seventh eighth ninth tenth eleventh twelfth thirteen thirteenth fourteen fourteenth
    fifteen fifteenth
    sixteen sixteenth seventeen seventeenth eighteen eighteenth nineteen nineteenth twentieth sixty seventy eighty
    ninety million billion nullte erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte
    dreizehn dreizehnte vierzehn vierzehnte fünfzehn fünfzehnte sechzehn sechzehnte siebzehn siebzehnte achtzehn
    achtzehnte neunzehn neunzehnte zwanzigste dreißig vierzig fünfzig sechzig siebzig achtzig neunzig einhundert
    eintausend milliarde zéro zéroième premier deuxième troisième quatrième cinquième sixième septième huitième
    neuvième dixième onzième douzième treize treizième quatorze quatorzième quinze quinzième seize
    seizième vingtième
    trente quarante cinquante soixante vingts milliard cero cuarto quinto sexto séptimo octavo noveno décimo
    décimoprimero décimosegundo trece catorce quince dieciséis diecisiete dieciocho diecinueve vigésimo treinta
    cuarenta cincuenta sesenta setenta ochenta noventa millón millones primeiro dois três terceiro
    quatro quarto sete
    sétimo oito oitavo nove nono doze treze catorze dezasseis dezassete dezoito dezanove vinte trinta quarenta
    cinquenta sessenta oitenta milhão milhões primo secondo terzo quattro cinque sesto sette settimo
    otto ottavo dieci
    decimo undici undicesimo dodici dodicesimo tredici tredicesimo quattordici quattordicesimo quindici quindicesimo
    sedici sedicesimo diciassette diciassettesimo diciotto diciottesimo diciannove diciannovesimo venti ventesimo
    trenta quaranta cinquanta sessanta settanta ottanta novanta cento milione miliardo nulde eerste twee tweede drie
    derde vierde vijf vijfde zesde zeven zevende achtste negen negende tien tiende elfde twaalf twaalfde dertien
    dertiende veertien veertiende vijftien vijftiende zestien zestiende zeventien zeventiende achttien achttiende
    negentien negentiende twintig twintigste dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend
    miljoen miljard noll nollte första andra tredje fyra fjärde femte sjätte sjunde åtta åttonde nionde tionde elva
    tolv tolfte tretton trettonde fjorton fjortonde femton femtonde sexton sextonde sjutton sjuttonde arton artonde
    nitton nittonde tjugo tjugode trettio förtio femtio sextio sjuttio åttio nittio etthundra etttusen miljon nulte
    første anden fjerde seks sjette syvende otte ottende niende elleve ellevte tolvte tretten trettende fjorten
    fjortende femten femtende seksten sekstende sytten syttende atten attende nitten nittende tyve tyvende tredive
    fyrre halvtreds treds halvfjerds firs halvfems ethundrede ettusind millioner milliarder andre åtte åttende
    trettførste tjue tjuende tretti førti femti seksti sytti åtti nitti hundre tusen millard nolla nollas yksi
    ensimmäinen kaksi toinen kolme kolmas neljä neljäs viisi viides kuusi kuudes seitsemän seitsemäs kahdeksan
    kahdeksas yhdeksän yhdeksäs kymmenen kymmenes yksitoista yhdestoista kaksitoista kahdestoista kolmetoista
    kolmastoista neljätoista neljästoista viisitoista viidestoista kuusitoista kuudestoista seitsemäntoista
    seitsemästoista kahdeksantoista kahdeksastoista yhdeksäntoista yhdeksästoista kaksikymmentä kahdeskymmenes
    kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä
    yhdeksänkymmentä sata
    tuhat miljoona miljardi nulla nulladik első kettő második három harmadik négy negyedik ötödik hatodik hetedik
    nyolc nyolcadik kilenc kilencedik tizedik tizenegy tizenegyedik tizenkettő tizenkettedik tizenhárom
    tizenharmadik
    tizennégy tizennegyedik tizenöt tizenötödik tizenhat tizenhatodik tizenhét tizenhetedik tizennyolc
    tizennyolcadik
    tizenkilenc tizenkilencedik húsz huszadik harminc negyven ötven hatvan hetven nyolcvan kilencven száz ezer
    egymillió egymilliárd zerolea primul doilea trei treilea patru patrulea cinci cincilea șase șaselea
    șapte șaptelea
    optlea nouă nouălea zece zecelea unsprezece unsprezecelea doisprezece doisprezecelea treisprezece
    treisprezecelea
    paisprezece paisprezecelea cincisprezece cincisprezecelea șaisprezece șaisprezecelea șaptesprezece
    șaptesprezecelea optsprezece optsprezecelea nouăsprezece nouăsprezecelea douăzeci douăzecilea treizeci patruzeci
    cincizeci șaizeci șaptezeci optzeci nouăzeci sută milion miliard jeden pierwszy drugi trzy trzeci cztery czwarty
    pięć piąty sześć szósty siedem siódmy osiem ósmy dziewięć dziewiąty dziesięć dziesiąty jedenaście jedenasty
    dwanaście dwunasty trzynaście trzynasty czternaście czternasty piętnaście piętnasty szesnaście szesnasty
    siedemnaście siedemnasty osiemnaście osiemnasty dziewiętnaście dziewiętnasty dwadzieścia dwudziesty trzydzieści
    czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt tysiąc jedna
    čtyři šest sedm
    devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct dvacet třicet čtyřicet
    padesát šedesát sedmdesát osmdesát devadesát tisíc miliarda štyri šesť sedem osem deväť desať jedenásť dvanásť
    trinásť štrnásť pätnásť šestnásť sedemnásť osemnásť devätnásť dvadsať tridsať štyridsať päťdesiat šesťdesiat
    sedemdesiat osemdesiat deväťdesiat milión niči prvi tretji štiri četrti peti šesti sedmi osmi devet
    deveti deseti
    enajst enajsti dvanajst dvanajsti trinajst trinajsti štirinajst štirinajsti petnajst petnajsti šestnajst
    šestnajsti sedemnajst sedemnajsti osemnajst osemnajsti devetnajst devetnajsti dvajset dvajseti
    trideset štirideset
    petdeset šestdeset sedemdeset osemdeset devetdeset tisoč milijon milijarda jedan četiri sedam osam jedanaest
    dvanaest trinaest četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest dvadeset četrdeset
    pedeset šezdeset
    sedamdeset osamdeset devedeset hiljada bilion ноль нулевой первый второй третий четвёртый пятый шестой седьмой
    восьмой девятый десятый одиннадцать одиннадцатый двенадцать двенадцатый тринадцать тринадцатый четырнадцать
    четырнадцатый пятнадцать пятнадцатый шестнадцать шестнадцатый семнадцать семнадцатый восемнадцать восемнадцатый
    девятнадцать девятнадцатый двадцать двадцатый тридцать сорок пятьдесят шестьдесят семьдесят
    восемьдесят девяносто
    миллион миллиард нуль перший другий третій чотири четвертий шість шостий сім сьомий вісім восьмий десятий
    одинадцять одинадцятий дванадцять дванадцятий тринадцять тринадцятий чотирнадцять чотирнадцятий шістнадцять
    шістнадцятий сімнадцять сімнадцятий вісімнадцять вісімнадцятий двадцять двадцятий тридцять шістдесят сімдесят
    вісімдесят тисяча мільйон мільярд sıfır sıfırıncı birinci ikinci üçüncü dört dördüncü beşinci altı altıncı yedi
    yedinci sekiz sekizinci dokuz dokuzuncu onuncu onbir onbirinci oniki onikinci onüç onüçüncü ondört ondördüncü
    onbeş onbeşinci onaltı onaltıncı onyedi onyedinci onsekiz onsekizinci ondokuz ondokuzuncu yirmi
    yirminci otuz kırk
    elli altmış yetmiş seksen doksan birmilyon birmilyar صفر واحد اول اثنان ثاني ثالث رابع خامس سادس سابع ثامن تاسع
    عاشر أحد حادي اثنا عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون مليون مليار صفرم یکم دوم سوم چهار چهارم پنج
    پنجم ششم هفت هفتم هشت هشتم نهم دهم یازده یازدهم دوازده دوازدهم سیزده سیزدهم چهارده چهاردهم پانزده پانزدهم شانزده
    شانزدهم هفده هفدهم هجده هجدهم نوزده نوزدهم بیست بیستم چهل پنجاه شصت هفتاد هشتاد نود هزار میلیون میلیارد אפס האפס
    אחת ראשון שתיים שני שלוש שלישי ארבע רביעי חמש חמישי שישי שבע שביעי שמונה שמיני תשע תשיעי עשר עשירי
    עשרה האחד שתים
    השנים השלושה הארבעה החמישה השישה השבעה השמונה התשעה עשרים העשרים שלושים ארבעים חמישים שישים שבעים
    שמונים תשעים מאה
    אלף מיליון מיליארד kenol satu pertama kedua tiga ketiga empat keempat lima kelima enam keenam tujuh ketujuh
    delapan kedelapan sembilan kesembilan sepuluh kesepuluh sebelas kesebelas belas puluh seratus seribu juta miliar
    không chín mười mươi trăm nghìn triệu primer segon tercer quart cinc cinquè sisè setè vuit vuitè novè desè onzè
    dotze dotzè tretze tretzè catorzè quinzè setze setzè disset dissetè divuit divuitè dinou dinovè vint vintè
    seixanta setanta vuitanta noranta milió milions
    dozen dozens quarter quarters thrice once both tercio mitad moitié tiers hälfte drittel viertel dutzend metà
    половина треть четверть     نصف ثلث ربع नौ एक दो तीन चार पाँच पांच छह सात आठ दस बीस तीस चालीस पचास
    सौ हज़ार हजार पहला दूसरा तीसरा
    ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα δέκα είκοσι τριάντα εκατό χίλια πρώτο δεύτερο τρίτο
    moja mbili tatu nne tano sita saba nane tisa kumi
    millions billions trillion trillions tenfold fivefold twofold threefold fourfold doubled doubles tripled triples
    halved halves thirds fourths fifths fifties sixties seventies eighties nineties twenties thirties forties
    triple quadruple
    millionen milliarden billionen ersten erster erstes zweiten zweiter zweites dritten dritter drittes vierten vierter
    fünften sechsten siebten achten neunten zehnten zweidrittel dreiviertel viertels anderthalb
    eineinhalb zweieinhalb doppelt dreifach vierfach verdoppelt verdreifacht vervierfacht halbiert halbe halben
    beide beiden dutzende hunderte tausende
    milliards première premiers premières dizaine dizaines vingtaine trentaine quarantaine
    cinquantaine douzaine douzaines centaine centaines millier milliers doublé triplé quadruplé doubler tripler moitiés
    primera primeras primeros segunda segundas segundos tercera terceras cuarta quinta sexta séptima octava novena
    décima duplicó triplicó doble triple docena docenas decena decenas centenar centenares veintiuno veintiún veintidós
    veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve doscientos doscientas trescientos
    trescientas cuatrocientos cuatrocientas quinientos quinientas seiscientos seiscientas setecientos setecientas
    ochocientos ochocientas novecientos novecientas miles cuartos tercios
    primeira segunda terceira
    пяти шести семи восьми девяти десяти сорок сорока двадцати тридцати пятидесяти двести двухсот триста трёхсот
    четыреста пятьсот шестьсот семьсот восемьсот девятьсот миллион миллиона миллионов миллиарда миллиардов миллиард
    триллион триллиона триллионов млн млрд трлн первый первая первое первого первой первом второй вторая второго третий
    третья третьей третьего четвёртый пятый шестой седьмой восьмой девятый десятый девятнадцатый двадцатый оба обе двое
    трое четверо вдвое втрое вчетверо полтора полутора двумя тремя четырёх четырех тысячи тысяч удвоилось удвоился
    ملايين مليارات مليون مليار بلايين بليون آلاف آلافا عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون سبعون
    ثمانون تسعون مئتا مئتين مائتين مائتا ألفين ألفا الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس
    الخامسة السادس السابع الثامن التاسع العاشر اثنان اثنين اثنتان ضعف ضعفين أضعاف
    बिलियन करोड़ लाख अरब
    """
)
