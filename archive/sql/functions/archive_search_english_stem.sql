-- The stem of an English word: that of PostgreSQL's stemmer (Porter's second), unless that is also the stem of words of another
-- meaning. Then it is what the pattern finds in "stem/word": govern/government beside govern for governance and governing. The
-- list has what was found among the words of 1,000,000 statements of the UN general debate that share a stem.
CREATE OR REPLACE FUNCTION archive_search_english_stem(stem text, word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(substring(stem || '/' || word FROM '(?x)^(?:
    access/accession | accord/accordance | accord/according | account/accountab | apart/apartment | assembl/assembl(?=y|ies)
    | author/authori[sz] | author/authorit | busi/business | capit/capitalism | civil/civili[sz] | collect/collectiv
    | communic/communicabl | compet/competen | confer/conference | consider/considerabl | consist/consisten
    | constitut/constitution | construct/constructiv | content/contention | convent/conventional | convers/conversion
    | critic/critical | depart/department | design/designat | digit/digital | direct/directiv | effect/effectiv
    | emerg/emergenc(?=y|ies) | even/evening | excel/excellenc(?=y|ies) | execut/executive | experi/experiment
    | fundament/fundamentalism | generat/generativ | good/goods | govern/government | hard/hardly | high/highness
    | human/humane | human/humanit | import/importan | incid/incidence | inform/informal | initi/initial | integr/integrity
    | intern/internal | intern/internat | iron/ironic | liber/liberal | like/likel | major/majorit | margin/marginali[sz]
    | minor/minorit | mobil/mobili[sz] | name/namely | nation/nationalism | nation/nationalit | negat/negativ | object/objectiv
    | optim/optimism | organ/organi[sz](?!m) | popul/populism | posit/positiv | princip/principalit | process/procession
    | provid/providence | public/publication | ration/rational | relat/relativ | resolut/resolute | respect/respectiv
    | respons/responsib | sever/several | social/socialism | subject/subjectiv | success/successi | time/timely
    | transit/transition | under/underl(?=y|ie) | unit/unit(?=e|ing$) | univers/universit | will/willing
)'), stem);
