"""Which files a command line names."""

import os
from pathlib import Path

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.files import FileArgument, UnreadableFileError, expand_arguments, read_file


def expand(*arguments, recursive=False):
    return list(expand_arguments([str(argument) for argument in arguments], recursive))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.md", "deep/c.txt", "picture.png"):
        (tmp_path / name).write_text("Words.")
    return tmp_path


def test_a_folder_is_entered_only_on_request(folder):
    reason = f"{folder} is a folder. Name its files, or add --recursive to import every text in it."
    assert expand(folder) == [FileArgument(str(folder), reason=reason)]
    assert [file for file in expand(folder, recursive=True) if file.path] == [
        FileArgument(str(folder / name), folder / name) for name in ("a.md", "b.txt", "deep/c.txt")
    ]


def test_what_no_format_reads_is_named(folder):
    (folder / "NOTES").write_text("Words.")
    (folder / "gone.txt").symlink_to(folder / "missing.txt")

    others = [file for file in expand(folder, recursive=True) if file.is_unknown_format]

    rest = "which is that of no known format. Name the file to import it all the same."
    assert others == [
        FileArgument(str(folder / "NOTES"), reason=f"its name has no ending, {rest}", is_unknown_format=True),
        FileArgument(
            str(folder / "picture.png"), reason=f"its name ends in .png, {rest}", is_unknown_format=True
        ),
    ]
    with pytest.raises(UnreadableFileError, match=r"^gone\.txt cannot be read: no such file or directory\.$"):
        read_file(folder / "gone.txt")


def test_an_empty_folder_is_named(tmp_path):
    reason = f"The folder {tmp_path} has no files."
    assert expand(tmp_path, recursive=True) == [FileArgument(str(tmp_path), reason=reason)]


def test_a_missing_file_is_refused(tmp_path):
    missing = tmp_path / "missing.txt"

    assert expand(missing) == [FileArgument(str(missing), reason=f"The file {missing} does not exist.")]


def test_a_name_that_no_file_can_have_is_refused():
    name = "a" * 5000

    assert expand(name) == [FileArgument(name, reason=f"{name} cannot be read: file name too long.")]


def test_the_same_file_under_two_names_is_read_once(folder):
    again = f"{folder}/deep/../b.txt"

    assert expand(folder / "b.txt", again) == [
        FileArgument(str(folder / "b.txt"), folder / "b.txt"),
        FileArgument(again, reason=f"{again} was given twice; it was imported once.", is_repeated=True),
    ]


def test_a_file_of_20_mb_is_not_read(tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(20 * 1024 * 1024)

    with pytest.raises(ImportDocumentError, match=r"^large\.txt is 20\.0 MB; the limit is 5 MB\.$"):
        read_file(large)


def test_an_empty_name_is_not_a_folder(folder):
    nothing = FileArgument("“”", reason="An empty name is not the name of a file.")

    assert expand("", " ", folder / "b.txt") == [
        nothing,
        nothing,
        FileArgument(str(folder / "b.txt"), folder / "b.txt"),
    ]


def test_a_link_to_itself_does_not_end_the_batch(folder):
    (folder / "loop.txt").symlink_to(folder / "loop.txt")

    files = expand(folder, recursive=True)

    assert {file.path.name for file in files if file.path} == {"a.md", "b.txt", "c.txt", "loop.txt"}
    with pytest.raises(UnreadableFileError, match=r"^loop\.txt cannot be read: "):
        read_file(folder / "loop.txt")


def test_a_name_that_is_no_text_is_shown_on_one_line(tmp_path):
    name = os.fsdecode(b"red\xff\x1b[31m\nink.txt")
    (tmp_path / name).write_text("Words.")

    assert expand(tmp_path / name) == [FileArgument(f"{tmp_path}/red��[31m�ink.txt", tmp_path / name)]
    with pytest.raises(UnreadableFileError, match=r"^red��\[31m�gone\.txt cannot be read: "):
        read_file(tmp_path / name.replace("ink", "gone"))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="the system has no such device")
def test_no_more_is_read_than_the_limit():
    with pytest.raises(ImportDocumentError, match=r"^zero is larger than 5 MB, which is the limit\.$"):
        read_file(Path("/dev/zero"))
