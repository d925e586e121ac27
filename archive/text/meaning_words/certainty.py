"""Words on which the meaning of a sentence hangs: negations and modal verbs, with adverbs that do the same.

The lists hold the common forms of some thirty languages, after grammars' lists of negation and of modal verbs.
"""

from ..word_sets import word_set

NEGATIONS = word_set(
    """
    not no never none nobody nothing neither nor nowhere without cannot hardly scarcely barely unless except
    nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder ohne nirgends
    keineswegs keinesfalls
    ne n pas jamais aucun aucune rien personne ni sans non point guère nul nulle nullement aucunement
    nunca ningún ninguno ninguna nada nadie tampoco sin jamás ni
    não nem nenhum nenhuma ninguém jamais sem mai nessun nessuno nessuna niente nulla neanche senza né
    nemmeno neppure
    не нет ни нельзя никогда никто ничто ничего никакой без нету ні ніколи ніхто нічого немає нема няма нито ничто
    لا لم لن ليس ليست ليسوا ما غير بدون دون بلا كلا نه نیست نیستند هیچ بدون مگر نہیں نہ
    niet geen nooit niets niemand zonder inte ej ingen inget inga aldrig utan ikke ingen intet ingenting
    aldri uden uten
    ei emme eivät eikä ilman nem soha senki semmi nincs nélkül nu niciodată nimic nimeni fără
    není nejsou nikdy nikdo nic bez nije nisu nikad nikada nitko niko ništa
    δεν μην όχι ποτέ κανείς τίποτα χωρίς ούτε לא אין אל בלי שום מעולם ללא
    nie nigdy nikt nic bez żaden değil yok hiç asla
    bukan tidak jangan tak tanpa belum değildir değiller hiçbir olmadan không chưa chẳng đừng
    नहीं न मत कभी बिना
    rarely seldom ain only nowise far few little nor
    kaum selten nur wenig wenige fehlt rarement seulement aucuns apenas raramente sólo só somente apena
    mai non ningunha nin едва редко лишь только нельзя невозможно нема без никога не никад без нікуди
    لست لسنا لسن ولا ولم ولن فلا فلم فلن نادرا فقط عدم نفي نمی ندارد ندارند نیستیم نیستم نبود هرگز
    אינו אינה אינם אינן איננו אינני איננה איני אסור רק نہ مت کبھی ej sällan sjælden sjelden kun
    harvoin ritkán csak doar rzadko tylko jenom zřídka samo redko δε ούτε μόνο sadece yalnızca
    jarang hanya hiếm chỉ नही मात्र केवल না নেই নই নয় hapana
    fail fails failed refuse refuses refused lack lacks lacked mitnichten desacuerdo
    вряд едва некого нечего отказались отказался отказалась ألا يرفض رفض رفضت
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
    able unable allowed obliged required going intend intends intended supposed likely unlikely perhaps maybe
    possibly probably presumably allegedly reportedly apparently seems seem seemed if whether
    müsst müßt dürft dürftet sollst sollt sollten wollten wollt wolltest konnten konntest mussten mußten
    durften mögen
    mochte mochten wirst werdet würdest vielleicht wahrscheinlich womöglich möglicherweise angeblich
    wohl falls sei seien
    peux pouvez pouvons pourront pourrez pourrons devez devons devrez devront dois doive doivent
    faudrait fallait fallu
    veulent voulons voulez voudrait aurait auraient serait seraient peut-être probablement
    puedo puedes podemos pueda puedan pudo pudieron debo debes debemos debía debían debieron hay tiene tienen tengo
    tenemos tuvo quieren queremos quizá quizás acaso posiblemente probablemente habría sería
    posso podemos podia podiam podería poderían devo devemos devia deviam deben debemos tem têm temos
    quer querem talvez
    poderiam deveriam possiamo potrebbe potrebbero dobbiamo devo dovranno dovrebbero bisogna occorre vuole vogliono
    forse probabilmente cal puc podem poden poder haver potser
    могу можете можем можешь могли мог бы хочу хочет хотят хотим хотите обязана обязаны обязано необходимо придётся
    придется нельзя возможно вероятно наверное якобы если сможет сможем повинен повинна повинні може
    можемо можуть треба
    потрібно слід трябва може можем можете могат мора може треба
    muszę musimy musicie możemy możecie mogli trzeba chce chcą chcemy wolno powinniśmy musí musíme muset může můžeme
    mohou mohl smí lze musí treba môže môžeme mora moram moramo morajo lahko naj sme moći može mogu treba
    zul zult wil willen wilde moest moesten kunt kunnen mocht misschien vil ville må måtte kunne skulle
    burde bør kanskje
    måske måtte vil ville kanske borde behöver täytyy pitää voi voimme voivat saa saavat saattaa ehkä
    kell kellett lehet tud tudunk szabad talán trebuie trebuia poate putem pute vrea poate
    πρέπει μπορεί μπορούμε μπορούν θα ίσως gerek gerekiyor gerekir lazım zorunda mümkün belki olabilir
    على لابد ربما لعل سيكون يستطيعون نستطيع يمكننا يجوز ینبغي باید می‌توان می‌تواند می‌توانند می‌توانیم
    می‌باید شاید خواهد
    חייב חייבת חייבים חייבות יכול יכולה יכולים יכולות צריך צריכה צריכים אפשר מותר עשוי אולי چاہیے چاہئے
    سکتا سکتے سکتی ہوگا
    चाहिए सकता सकते सकती होगा होगी होंगे पड़ेगा शायद উচিত পারি পারে হবে perlu mungkin mampu
    phải sẽ cần lazima anaweza tunaweza wanaweza
    mandatory optional compulsory dare dares
    wäre wären hätte hätten braucht brauchen könne könnten dürfe
    pu dû
    вправе будет будут вынужден вынуждены
    해야 있어야 있어도 수
    """
)
