"""Pages in Chinese call speakers, events and themes by their Chinese names where the archive has them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import EventName, SpeakerName, ThemeLabel


@pytest.fixture
def chinese_names(statement, speaker, event, theme):
    native = SpeakerName.Kind.NATIVE
    SpeakerName.objects.create(speaker=speaker, name="阿德耶米音", language="zh-Hans", kind="transliteration")
    SpeakerName.objects.create(speaker=speaker, name="阿玛拉", language="zh-Hans")
    SpeakerName.objects.create(speaker=speaker, name="阿玛拉·阿德耶米", language="zh-Hans", kind=native)
    EventName.objects.create(event=event, name="海港会议", language="zh")
    ThemeLabel.objects.create(theme=theme, text="图书馆", language="zh-Hans")
    ThemeLabel.objects.create(theme=theme, text="书馆", language="zh-Hans")
    return statement


def headings(client, rows):
    return [
        client.get(f"/zh{row.get_absolute_url()}").content.decode().partition("<h1>")[2].partition("</h1>")[0]
        for row in rows
    ]


@pytest.mark.slow
def test_pages_bear_the_names_of_their_language(client, chinese_names, speaker, event, theme):
    assert headings(client, (speaker, event, theme)) == ["阿玛拉·阿德耶米", "海港会议", "图书馆"]
    page = client.get(f"/zh{speaker.get_absolute_url()}").content.decode()
    assert f'<span lang="en" dir="ltr">{speaker.name}</span>' in page, "the archive's own name stays readable"
    assert page.count("阿玛拉·阿德耶米</") == 2, "heading and card; not once more below"


@pytest.mark.parametrize("path", ["speakers", "events", "themes", "search"])
def test_lists_and_facets_bear_them_too(client, chinese_names, path):
    pages = [client.get(f"{prefix}/{path}/").content.decode() for prefix in ("", "/zh")]
    wanted = {"speakers": ["阿玛拉·阿德耶米"], "events": ["海港会议"], "themes": ["图书馆"]}
    for name in wanted.get(path, ["阿玛拉·阿德耶米", "海港会议", "图书馆"]):
        assert name in pages[1]
    assert "海港会议" not in pages[0]
    assert "图书馆" not in pages[0]


@pytest.mark.slow
def test_without_a_name_in_the_language_the_archives_own_stands(client, statement, speaker, event, theme):
    SpeakerName.objects.create(
        speaker=speaker, name="阿瑪拉", language="zh-Hant", kind=SpeakerName.Kind.NATIVE
    )
    SpeakerName.objects.create(speaker=speaker, name="Āmǎlā", language="zh-Latn")
    assert headings(client, (speaker, event, theme)) == [str(speaker), str(event), str(theme)]


@pytest.mark.slow
def test_names_are_read_once_a_page(client, chinese_names, speaker):
    counts = []
    for prefix in ("", "/zh"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{prefix}{chinese_names.get_absolute_url()}")
        counts.append([query for query in queries if "archive_search_label" in query["sql"]])
    assert [len(count) for count in counts] == [0, 1]


@pytest.mark.slow
def test_citations_keep_the_archives_own_name(client, chinese_names, speaker):
    files = [
        client.get(f"{prefix}/statements/{chinese_names.pk}.ris").content.decode() for prefix in ("", "/zh")
    ]
    named = [[line for line in file.splitlines() if line.startswith(("AU", "TI"))] for file in files]
    assert named[0] == named[1]
    assert len(named[0]) == 1
