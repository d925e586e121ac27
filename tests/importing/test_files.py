"""Which files a command line names."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.files import FileArgument, UnreadableFileError, expand_arguments, read_file


def expanded(*arguments, recursive=False):
    return list(expand_arguments([str(argument) for argument in arguments], recursive))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.md", "deep/c.txt", "picture.png"):
        (tmp_path / name).write_text("Words.")
    return tmp_path


def test_a_folder_is_entered_only_on_request(folder):
    reason = f"{folder} is a folder. Name its files, or add --recursive to import every text in it."
    assert expanded(folder) == [FileArgument(str(folder), reason=reason)]
    assert [file for file in expanded(folder, recursive=True) if file.path] == [
        FileArgument(str(folder / name), folder / name) for name in ("a.md", "b.txt", "deep/c.txt")
    ]


def test_what_no_format_reads_is_named(folder):
    (folder / "NOTES").write_text("Words.")
    (folder / "gone.txt").symlink_to(folder / "missing.txt")

    others = [file for file in expanded(folder, recursive=True) if file.is_other]

    rest = "which is that of no known format. Name the file to import it all the same."
    assert others == [
        FileArgument(str(folder / "NOTES"), reason=f"its name has no ending, {rest}", is_other=True),
        FileArgument(str(folder / "picture.png"), reason=f"its name ends in .png, {rest}", is_other=True),
    ]
    with pytest.raises(UnreadableFileError, match=r"^gone\.txt cannot be read: no such file or directory\.$"):
        read_file(folder / "gone.txt")


def test_an_empty_folder_is_named(tmp_path):
    reason = f"The folder {tmp_path} has no files."
    assert expanded(tmp_path, recursive=True) == [FileArgument(str(tmp_path), reason=reason)]


def test_a_missing_file_is_refused(tmp_path):
    missing = tmp_path / "missing.txt"

    assert expanded(missing) == [FileArgument(str(missing), reason=f"The file {missing} does not exist.")]


def test_a_name_that_no_file_can_have_is_refused():
    name = "a" * 5000

    assert expanded(name) == [FileArgument(name, reason=f"{name} cannot be read: file name too long.")]


def test_the_same_file_under_two_names_is_read_once(folder):
    again = f"{folder}/deep/../b.txt"

    assert expanded(folder / "b.txt", again) == [
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

    assert expanded("", " ", folder / "b.txt") == [
        nothing,
        nothing,
        FileArgument(str(folder / "b.txt"), folder / "b.txt"),
    ]
