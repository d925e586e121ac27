"""Names of JavaScript modules change with their content, in every module that imports them, too."""

import re
import shutil

from django.conf import settings

from config.static_files import HashedStaticFiles

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
