"""No template that nothing renders, no script that nothing loads, and no export that nothing imports."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "archive" / "static" / "archive"
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path for path in (ROOT / "templates").rglob("*.*")
}
SCRIPTS = {path.relative_to(STATIC).as_posix(): path.read_text("utf-8") for path in STATIC.rglob("*.mjs")}
# Under these names: the pages of errors, by their status, and what replaces a template of Django's admin.
ERRORS = {"400.html", "403.html", "404.html", "413.html", "500.html"}
REPLACED = {"admin/base_site.html", "admin/pagination.html", "admin/search_form.html"}


def python_sources() -> str:
    return "\n".join(
        path.read_text("utf-8") for folder in ("archive", "config") for path in (ROOT / folder).rglob("*.py")
    )


def named_templates() -> set[str]:
    """The names within quotation marks in Python and in templates, also those that a model's name completes."""
    text = python_sources() + "\n".join(path.read_text("utf-8") for path in TEMPLATES.values())
    return set(re.findall(r"[\"']([\w/]+\.(?:html|txt))[\"']", text))


def imported_names(text: str) -> set[str]:
    braces = re.findall(r"import\s*\{([^}]*)\}", text)
    return {name.split(" as ")[0].strip() for names in braces for name in names.split(",") if name.strip()}


def unused_exports(scripts: dict[str, str]) -> set[str]:
    imported = {name for text in scripts.values() for name in imported_names(text)}
    exported = {
        (path, name)
        for path, text in scripts.items()
        for name in re.findall(r"^export (?:async )?(?:function|class|const) (\w+)", text, re.M)
    }
    inside = {(path, name) for path, name in exported if len(re.findall(rf"\b{name}\b", scripts[path])) > 1}
    return {f"{path} {name}" for path, name in exported - inside if name not in imported}


def test_every_template_is_rendered():
    of_admin = {
        name for name in TEMPLATES if re.fullmatch(r"admin/archive/\w+/change_list_object_tools\.html", name)
    }
    assert set(TEMPLATES) - named_templates() - ERRORS - REPLACED - of_admin == set()


def test_every_script_is_loaded():
    text = "\n".join(path.read_text("utf-8") for path in TEMPLATES.values())
    loaded = set(re.findall(r"static 'archive/([\w/-]+\.mjs)'", text))
    for path, script in SCRIPTS.items():
        for address in re.findall(r"from \"(\.[\w./-]+)\"", script):
            loaded.add((STATIC / path).parent.joinpath(address).resolve().relative_to(STATIC).as_posix())
    assert set(SCRIPTS) == loaded


def test_every_export_is_used():
    assert unused_exports(SCRIPTS) == set()


def test_an_unused_export_is_found():
    scripts = {
        "a.mjs": "export function used() {}\nexport const LEFT = 1;\nexport function own() { own(); }\n",
        "b.mjs": 'import { used as other } from "./a.mjs";\n',
    }
    assert unused_exports(scripts) == {"a.mjs LEFT"}
