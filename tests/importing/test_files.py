"""Which files a call names."""

import pytest

from archive.importing import files
from archive.importing.parsed import ImportRefused


def expanded(*paths, recursive=False):
    return [
        (name, one.reason if isinstance(one, ImportRefused) else one)
        for name, one in files.expand([str(path) for path in paths], recursive)
    ]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.md", "deep/c.txt", "picture.png"):
        (tmp_path / name).write_text("Words.")
    return tmp_path


def test_a_folder_is_entered_only_when_asked(folder):
    assert expanded(folder) == [
        (str(folder), f"{folder} is a folder. Name its files, or add --recursive to import all texts in it.")
    ]
    assert expanded(folder, recursive=True) == [
        (str(folder / name), folder / name) for name in ("a.md", "b.txt", "deep/c.txt")
    ]


def test_a_folder_without_texts_says_so(tmp_path):
    assert expanded(tmp_path, recursive=True) == [
        (str(tmp_path), f"There is no text (.txt, .text, .md, .markdown) in the folder {tmp_path}.")
    ]


def test_a_missing_file_says_so(tmp_path):
    missing = tmp_path / "missing.txt"

    assert expanded(missing) == [(str(missing), f"There is no file {missing}.")]


def test_a_name_that_no_file_can_have_says_so():
    name = "a" * 5000

    assert expanded(name) == [(name, f"{name} cannot be read: file name too long.")]


def test_the_same_file_under_two_names_is_taken_once(folder):
    again = f"{folder}/deep/../b.txt"

    assert expanded(folder / "b.txt", again) == [
        (str(folder / "b.txt"), folder / "b.txt"),
        (again, f"{again} was given twice; it was imported once."),
    ]


def test_a_file_of_20_mb_is_not_even_read(tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(20 * 1024 * 1024)

    with pytest.raises(ImportRefused, match=r"^large\.txt is 20\.0 MB; a text may be 5 MB at most\.$"):
        files.read(large)


def test_an_empty_name_is_no_folder(folder):
    found = list(files.expand(["", " ", str(folder / "b.txt")]))
    assert [getattr(one, "reason", "") for _name, one in found] == ["An empty name is no file."] * 2 + [""]
