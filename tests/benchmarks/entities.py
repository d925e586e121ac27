"""The nouns of the corpus, each with the id it will have: themes, sources, speakers and events."""

import datetime as dt
import itertools
import random

from django.utils.text import slugify

from archive.models import Event, Role, Source, Speaker, SpeakerName, Theme, ThemeLabel
from archive.text.words import has_han

from .bulk_load import write
from .speeches import FIRST_YEAR

# A root and what is below it; the last two of each stand below the first, so that the tree has three levels.
THEMES = """
Peace and security:
    disarmament, nuclear weapons, peacekeeping, terrorism, small arms, cyber security, mediation, landmines

Human rights:
    women, children, minorities, freedom of expression, torture, persons with disabilities, equality, education of girls

Development:
    poverty, debt, official aid, least developed countries, South-South cooperation, rural life, microcredit

Climate and environment:
    emissions, oceans, desertification, small islands, biodiversity, adaptation, rising seas, fisheries

Trade and economy:
    free trade, sanctions, investment, financial crisis, taxation, employment, tariffs, customs

Technology:
    artificial intelligence, internet governance, open data, space, digital divide, safety of machines, algorithms

Health:
    pandemics, AIDS, vaccines, malaria, nutrition, health insurance, outbreaks, quarantine

Law and justice:
    international court, sovereignty, law of the sea, corruption, elections, constitution, tribunals, treaties

Institutions:
    reform of the Security Council, budget, regional bodies, civil society, parliament, multilateralism,
    veto, membership

Migration:
    refugees, asylum, labour migration, trafficking, remittances, diaspora, camps, resettlement

Culture and education:
    languages, schools, universities, heritage, sport, religion, teachers, literacy

Energy and transport:
    oil, renewable energy, nuclear power, railways, aviation, water, pipelines, gas
"""
CHINESE = "和平與安全 人權 發展 氣候與環境 貿易與經濟 科技 衛生 法律與正義 制度 移民 文化與教育 能源與交通"
OWN_SOURCES = {
    "un-general-debate": "United Nations Official Records",
    "us-state-of-the-union": "The American Presidency Papers",
    "archive-tw": "Archive of the Digital Minister",
    "parlamint-es-ga": "Diario de Sesións do Parlamento de Galicia",
    "invented": "SyntheticSpeech Records",
}
PLACES = "Northern Eastern Southern Western Atlantic Pacific Alpine Coastal Central Highland Delta"
TITLES = ["Courier", "Herald", "Observer", "Gazette", "Press", "Agency"]
BODIES = (
    "Security Council",
    "Human Rights Council",
    "Economic and Social Council",
    "Conference on Disarmament",
    "Commission on Sustainable Development",
    "Ministerial Meeting",
    "Trade Round",
    "Summit of Leaders",
)
# Stand-ins that make a Chinese name readable, not its real romanisation: benchmarks only need it to be steady.
SOUNDS = (
    "An Bai Cheng Da En Fang Gao Hui Jia Kai Lan Ming Ning Ou Ping Qiu Rong Shan Tian Wen Xin Yu Ze "
    "Zhi Bo Chun De Fu Guo Hao Jing Ke Li Mei Nan Pei Qing Rui Su Ting Wei Xia Yi Zhao Lin Hua Jun "
    "Long"
)


def romanise(name: str) -> str:
    sounds = [sound(character) if has_han(character) else character for character in name]
    return " ".join("".join([sounds[0], " ", *sounds[1:]]).title().split())


def sound(character: str) -> str:
    known = SOUNDS.split()
    return known[ord(character) % len(known)]


class Themes:
    """About a hundred in a tree of twelve, met with a skew."""

    def __init__(self, rng: random.Random):
        self.rows = list(self.tree())
        self.ids = rng.sample([row[0] for row in self.rows], len(self.rows))
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.ids))))

    def tree(self):
        number = itertools.count(1)
        for block in THEMES.strip().split("\n\n"):
            root, below = block.split(":\n")
            top = next(number)
            yield top, root, None
            labels = [(next(number), label) for label in " ".join(below.split()).split(", ")]
            for place, (pk, label) in enumerate(labels):
                yield pk, label.capitalize(), labels[0][0] if place >= len(labels) - 2 else top

    def of_document(self, rng: random.Random) -> list[int]:
        return rng.choices(self.ids, cum_weights=self.weights, k=4)

    def write(self) -> None:
        rows = ((pk, slugify(label), label, parent) for pk, label, parent in self.rows)
        write(Theme, ("id", "slug", "label", "parent_id"), rows)
        roots = (pk for pk, _, parent in self.rows if parent is None)
        write(
            ThemeLabel,
            ("theme_id", "text", "language"),
            ((pk, t, "zh-Hant") for pk, t in zip(roots, CHINESE.split(), strict=True)),
        )


class Sources:
    """Sixty: half of an origin's documents stand in its own records, the rest in newspapers and agencies."""

    def __init__(self):
        invented = [f"{place} {title}" for title in TITLES for place in PLACES.split()]
        self.names = [*OWN_SOURCES.values(), *invented][:60]
        self.own = {origin: number for number, origin in enumerate(OWN_SOURCES, 1)}

    def of(self, origin: str, rng: random.Random) -> int:
        if rng.random() < 0.5:
            return self.own[origin]
        return len(OWN_SOURCES) + 1 + int((len(self.names) - len(OWN_SOURCES)) * rng.random() ** 2.5)

    def write(self) -> None:
        kinds = ("archive", "newspaper", "news_agency", "broadcaster")
        rows = ((n, slugify(name), name, kinds[n % 4]) for n, name in enumerate(self.names, 1))
        write(Source, ("id", "slug", "name", "kind"), rows)


class Speakers:
    """Named as the data name them; one written in Chinese has that as the native name."""

    def __init__(self):
        self.ids: dict[str, int] = {}
        self.roles: dict[int, tuple[str, str]] = {}

    def id(self, name: str, roles: dict[str, tuple[str, str]]) -> int:
        pk = self.ids.setdefault(name, len(self.ids) + 1)
        if roles.get(name, ("",))[0]:
            self.roles.setdefault(pk, roles[name])
        return pk

    def write(self) -> None:
        write(Speaker, ("id", "slug", "kind", "name"), (self.row(name, pk) for name, pk in self.ids.items()))
        native = ((pk, name, "zh-Hant", "native") for name, pk in self.ids.items() if has_han(name))
        write(SpeakerName, ("speaker_id", "name", "language", "kind"), native)
        write(Role, ("speaker_id", "title", "organisation"), ((pk, *role) for pk, role in self.roles.items()))

    def row(self, name: str, pk: int) -> tuple:
        shown = romanise(name) if has_han(name) else name
        kind = "body" if name[-1] in "部署會局院委" else "person"
        return pk, f"{slugify(shown)[:60] or 'speaker'}-{pk}", kind, shown


class Events:
    """Those the data name, and invented sessions that a third of the documents come from: the data begin in 2000."""

    def __init__(self, rng: random.Random, documents: int):
        self.ids: dict[str, int] = {}
        self.starts: list[dt.date] = []
        self.sessions = [self.session(rng, n) for n in range(max(40, min(2_500, documents // 30)))]

    def session(self, rng: random.Random, number: int) -> tuple[str, dt.date]:
        year = FIRST_YEAR + int((2025 - FIRST_YEAR) * rng.random() ** 0.6)
        start = dt.date(year, 1, 1) + dt.timedelta(days=rng.randrange(365))
        return f"{rng.choice(BODIES)}, session {number + 1} ({year})", start

    def of(self, speech, rng: random.Random) -> tuple[int, str, dt.date]:
        """(id, name, first day) of the event of a document."""
        name, start = speech.event[:250], speech.date
        if rng.random() < 0.35:
            name, start = self.sessions[int(len(self.sessions) * rng.random() ** 1.5)]
        pk = self.ids.setdefault(name, len(self.ids) + 1)
        if pk > len(self.starts):
            self.starts.append(start)
        return pk, name, self.starts[pk - 1]

    def write(self) -> None:
        kinds = ("session", "session", "session", "conference", "meeting", "summit", "briefing")
        rows = (
            (pk, f"{slugify(name)[:60] or 'event'}-{pk}", name, kinds[pk % len(kinds)], self.starts[pk - 1])
            for name, pk in self.ids.items()
        )
        write(Event, ("id", "slug", "name", "kind", "start"), rows)
