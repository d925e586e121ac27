"""Nouns that say who speaks in English: offices, titles, relatives, bodies, and people without a name."""

from archive.text.word_sets import word_set

ROLE_NOUNS = word_set("""
    president premier minister chancellor secretary ambassador spokesman spokeswoman spokesperson chairman
    chairwoman chair chairperson chief director governor mayor senator congressman congresswoman representative
    commissioner professor doctor leader head general colonel captain judge justice attorney lawyer prosecutor
    sheriff officer official envoy analyst economist expert researcher scientist author editor founder co-founder
    owner manager executive ceo cfo president-elect lawmaker mp mep deputy vice rapporteur coordinator adviser
    advisor counsel aide member king queen prince princess pope bishop archbishop cardinal imam rabbi pastor
    reverend coach candidate chairmen speaker whip counselor counsellor academician dean rector activist teacher
    farmer strategist pollster historian correspondent reporter journalist superintendent lieutenant sergeant
    commander admiral marshal detective inspector administrator treasurer comptroller witness resident neighbor
    neighbour victim student nurse pilot engineer consultant vp evp svp cto coo cio inspector-general vice-president
    vice-chair under-secretary-general secretary-general undersecretary councillor councilor councilman councilwoman
    assemblyman assemblywoman alderman archdeacon provost sheikh emir sultan baroness mlc mla mna msp legislator
    politician diplomat businessman businesswoman boss premier-designate biologist climatologist ecologist
    epidemiologist virologist physicist chemist astronomer geologist sociologist psychologist psychiatrist surgeon
    barrister solicitor magistrate negotiator organiser organizer campaigner cleric commander-in-chief
    vice-chancellor ombudsman auditor curator conductor principal headteacher headmaster headmistress chaplain
    firefighter paramedic skipper trainer referee exco collector frontbencher backbencher convener convenor
    registrar ranger warden veterinarian vet archivist librarian midwife taoiseach tánaiste tanaiste comhairle mec
    vice-premier td assistant
""")
# With these a text means the person of whom it spoke last: “the veteran”, “the Labour lawmaker”.
SAME_PERSON = word_set("""
    veteran laureate politician lawmaker legislator mp mep mlc mla mna msp diplomat academic economist scientist
    researcher businessman businesswoman tycoon billionaire actor actress singer star striker midfielder goalkeeper
    incumbent nominee frontrunner democrat republican conservative liberal native graduate father mother author
    professor activist premier statesman cleric commentator entrepreneur investor schoolteacher
    pensioner newcomer teenager grandmother grandfather widow novelist playwright filmmaker musician winemaker
""")
# Others than the person of whom a text speaks have these as often.
OFFICES_OF_ONE = word_set("""
    judge justice prosecutor lawyer attorney spokesman spokeswoman spokesperson president premier minister
    chancellor king queen pope mayor governor ambassador victim witness officer agent reporter correspondent
    journalist guard driver resident neighbour neighbor aide detective doctor nurse
""")
KIN = word_set("""
    husband wife father mother brother sister son daughter uncle aunt cousin nephew niece grandfather grandmother
    girlfriend boyfriend partner friend neighbour neighbor colleague roommate widow
""")
OFFICES = word_set("""
    officer director minister president secretary manager executive chairman chairwoman chairperson spokesperson
    spokesman spokeswoman economist analyst adviser advisor coordinator ambassador editor correspondent strategist
    scientist counsel
""")
TITLES = word_set("""
    asp dsp ssp h.e hon rt mr mrs ms miss dr prof professor sen rep gov president premier minister chancellor secretary
    ambassador chairman senator general colonel judge justice king queen prince princess pope sir lord lady madam
    mayor governor captain commissioner rev gen col lt sgt capt representative congressman congresswoman attorney
    director chief officer deputy speaker spokesman spokeswoman spokesperson prime vice foreign defence defense
    councillor councilor sheikh emir sultan baron baroness coun cllr supt insp det dci cmdr maj brig msgr amb ald
    atty asst dep pres pro tempore fellow former acting then ex republican democrat labour tory finance interior sri
    datuk seri dato dato’ dato' datin yb ybhg yab yam puan alhaji haji hajah engr high us u.s. uk eu chinese french
    russian german british american japanese indian academician cde comrade min vp mec td taoiseach tánaiste ceann
    comhairle marshal air brigadier commodore commander const constable mallam hajia barrister maulana mullah
    ayatollah shri smt tun toh tengku encik hajj ustaz venerable rector fr br sr senhor dom don pm fm
""")
# Ranks that are surnames as well: “Stephen King”.
SURNAMES_OF_RANK = word_set("king prince bishop pope dean baron judge major farmer speaker")
FINDINGS = word_set("""
    poll polls survey surveys study studies report reports review audit inquiry investigation research analysis
    data figures statistics results findings census court jury judge judges tribunal watchdog ombudsman
    commission auditors document paper dossier
""")
UNNAMED_NOUNS = word_set("""
    eyewitness eyewitnesses shopkeepers commuters campaigners organisers organizers protesters demonstrators
    villagers locals survivors parents patients tenants customers fans staff employees guests visitors volunteers
    nurses miners drivers pilots soldiers insurers retailers exporters importers farmers growers fishermen fishers
    sellers buyers vendors commentators pundits spokesmen bankers investors brokers relatives mourners colleagues
    classmates mother father official officials source sources diplomat diplomats insider insiders person people
    analyst analysts expert experts critics critic supporters observers investigators authorities police residents
    witnesses witness aides aide advisers economists researchers scientists lawmakers spokesman spokeswoman
    spokesperson spokespeople lawyers doctors officers prosecutors activists reporters journalists leaders advocates
    opponents participants delegates man woman men women executives traders families friends neighbors others many
    some neighbours students teachers voters workers firefighters reporter journalist detectives attorneys passenger
    passengers resident historians scholars members veterans
""")
BODY_NOUNS = word_set("""
    radio tv television broadcaster herald tribune daily xinhua reuters afp bloomberg cctv bbc cnn nhk ap federation
    alliance society club operator regulator watchdog charity ngo confederation league chamber secretariat
    directorate consulate presidency opposition airline retailer carmaker automaker lender insurer ministry
    government commission council committee parliament court agency department office company firm bank union party
    university institute organisation organization association board bureau administration embassy senate house
    group team report study statement letter document resolution plan newspaper paper journal data figures
    statistics research analysis findings results inquiry investigation review audit side delegation communique
    communiqué declaration memo filing indictment complaint lawsuit initiative reports studies statements documents
    judges meps sides ministers parties countries states campaign pentagon kremlin force authority foundation
    service center centre coalition police army military ministry’s cabinet state city fund network times post
    magazine news poll survey article
""")
