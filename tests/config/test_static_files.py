"""Names of JavaScript modules change with their content, in every module that imports them, too; style sheets are
joined."""

import re
import shutil

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile

from config.env import SettingError
from config.static_files import JOINED, HashedStaticFiles

IMPORT = re.compile(r"""(?:from|import)\s*["']([^"']+\.m?js)["']""")


def test_modules_import_modules_by_their_hash(tmp_path):
    folder = tmp_path / "archive"
    shutil.copytree(settings.BASE_DIR / "archive/static/archive", folder)
    files = HashedStaticFiles(location=tmp_path, base_url="/static/")
    names = [str(path.relative_to(tmp_path)) for path in folder.rglob("*.mjs")]
    problems = [problem for *_names, problem in files.post_process({name: (files, name) for name in names})]
    assert not [problem for problem in problems if isinstance(problem, Exception)]
    assert set(files.hashed_files) == set(names)
    count = 0
    for name in files.hashed_files.values():
        module = tmp_path / name
        for imported in IMPORT.findall(module.read_text()):
            assert re.search(r"\.[0-9a-f]{12}\.mjs$", imported), (name, imported)
            assert (module.parent / imported).exists()
            count += 1
    assert count > 50


def test_files_that_were_not_collected_are_named(tmp_path):
    files = HashedStaticFiles(location=tmp_path, base_url="/static/")
    with pytest.raises(SettingError) as caught:
        files.check_collected()
    sources = sorted(path for finder in get_finders() for path, _storage in finder.list(None))
    assert str(caught.value) == (
        f"VAR_DIR: {tmp_path} lacks {sources[0]} and {len(sources) - 1} other static files: run manage.py collectstatic"
    )
    files.hashed_files = dict.fromkeys(sources[:-1], "")
    with pytest.raises(SettingError, match=f"lacks {sources[-1]} and 0 other"):
        files.check_collected()
    files.hashed_files[sources[-1]] = ""
    files.check_collected()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    files = HashedStaticFiles(location=tmp_path, base_url="/static/")
    (tmp_path / "archive").write_text("in the way")
    with pytest.raises(
        SettingError, match=f"^VAR_DIR: {tmp_path} cannot be written: {tmp_path}/archive exists"
    ):
        files.save("archive/site.css", ContentFile(b""))


def test_style_sheets_of_the_site_are_joined_in_their_order(tmp_path):
    folder = tmp_path / "archive/site"
    shutil.copytree(settings.BASE_DIR / "archive/static/archive/site", folder)
    files = HashedStaticFiles(location=tmp_path, base_url="/static/")
    paths = {
        name: (files, name) for name in (str(path.relative_to(tmp_path)) for path in folder.glob("*.css"))
    }
    list(files.post_process(paths))
    first = files.hashed_files[JOINED]
    text = (tmp_path / first).read_text()
    assert "@import" not in text
    sheets = re.findall(r'"(\w+)\.css"', (folder / "site.css").read_text())
    places = [text.index((folder / f"{name}.css").read_text()) for name in sheets]
    assert len(places) > 10
    assert places == sorted(places)
    (folder / "terms.css").write_text("body { color: red; }")
    list(files.post_process(paths))
    assert files.hashed_files[JOINED] != first
