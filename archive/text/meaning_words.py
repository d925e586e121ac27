"""Words on which the meaning of a sentence hangs: negations, modal verbs, numbers, dates and currencies.

The lists hold the common forms of some thirty languages: grammars' lists of negation and of modal verbs, and the names
of months of the Unicode CLDR.
"""


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS = word_set(
    """
    not no never none nobody nothing neither nor nowhere without cannot hardly scarcely barely unless except
    nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder ohne nirgends keineswegs keinesfalls
    ne n pas jamais aucun aucune rien personne ni sans non point guère nul nulle nullement aucunement
    nunca ningún ninguno ninguna nada nadie tampoco sin jamás ni
    não nem nenhum nenhuma ninguém jamais sem mai nessun nessuno nessuna niente nulla neanche senza né nemmeno neppure
    не нет ни нельзя никогда никто ничто ничего никакой без нету ні ніколи ніхто нічого немає нема няма нито ничто
    لا لم لن ليس ليست ليسوا ما غير بدون دون بلا كلا نه نیست نیستند هیچ بدون مگر نہیں نہ
    niet geen nooit niets niemand zonder inte ej ingen inget inga aldrig utan ikke ingen intet ingenting aldri uden uten
    ei emme eivät eikä ilman nem soha senki semmi nincs nélkül nu niciodată nimic nimeni fără
    není nejsou nikdy nikdo nic bez nije nisu nikad nikada nitko niko ništa
    δεν μην όχι ποτέ κανείς τίποτα χωρίς ούτε לא אין אל בלי שום מעולם ללא
    nie nigdy nikt nic bez żaden değil yok hiç asla
    bukan tidak jangan tak tanpa belum değildir değiller hiçbir olmadan không chưa chẳng đừng
    नहीं न मत कभी बिना
    안 못 아니 없다 없는 없이 않는 않다 않습니다 않을 않은 아닙니다 아니다 못했습니다 못한 못합니다
    """
)
MODALS = word_set(
    """
    will would shall should can could may might must ought need
    kann kannst können könnt konnte könnte könnten darf dürfen durfte dürfte dürften muss muß müssen musste müsste
    müsse müssten soll sollen sollte sollten solle will wollen wollte wird werden würde würden mag möge möchte
    peut peuvent pouvait pourra pourrait pourraient doit doivent devait devra devrait devraient faut faudra veut
    puede pueden podrá podrán podría podrían debe deben deberá deberán debería deberían quiere
    pode podem poderá poderia deve devem deverá deveria può possono potrà potrebbe deve devono dovrà dovrebbe
    может могут мог могла могли можно нужно надо должен должна должно должны следует обязан
    يجب ينبغي يمكن قد سوف يستطيع
    kan kunnen kon zou zouden moet moeten mag mogen zal zullen ska skall skulle bör måste får kan
    może mogą mógł powinien powinna powinno musi muszą należy harus boleh dapat bisa akan phải nên
    해야 있어야 있어도 수
    """
)
MONTHS = word_set(
    """
    january february march april may june july august september october november december
    januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre
    octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno
    luglio settembre ottobre dicembre января февраля марта апреля мая июня июля августа сентября октября ноября
    декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь يناير فبراير مارس أبريل
    مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر monday tuesday wednesday thursday friday saturday sunday montag
    dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes
    martes miércoles jueves viernes sábado domingo today yesterday tomorrow heute gestern morgen hier demain hoy ayer
    mañana сегодня вчера завтра year years month months day days
    """
)
CURRENCIES = word_set(
    """
    euro euros dollar dollars pound pounds sterling yen yuan renminbi rmb rouble roubles ruble rubles rupee rupees
    franc francs won krona kronor krone kroner peso pesos real reais rand usd eur gbp cny jpy chf percent prozent
    рубль рубля рублей доллар доллара долларов евро دينار دولار يورو ريال جنيه درهم libra libras dólar dólares
    livre livres cent cents million millions billion billions trillion milliarden milliarde millionen milliards 원 달러
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
    """
)
