"""The gates in the code of the archive."""

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = ("migrations", "management")
# In the patterns: the arguments of a call, and what a method is called on.
CALL = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
OWNER = r"(?:\w+(?:\(\w*\))?\.)*"
# What a gate in code becomes; the pattern is looked for outside of long strings and comments. Of a pattern with a group
# only the group is replaced.
PUBLIC = (
    (r"\.(?:published|public|confirmed|not_withheld)\(\)", ".all()"),
    (r"(?<!def )\bresolve_public\(", "resolve("),
    (r"\b[\w.]+\.is_(?:published|public)\b(?!\()", "True"),
    (rf"(?<!def )\b{OWNER}is_public{CALL}", "True"),
    (r"\b\w*state=(?:State\.PUBLISHED|\"published\")(?:, ?)?(?=\n|.*\))", ""),
    (r"\.with_current_words\(\)(?=\n)", ""),
    (r"\.filter\(speaker_is_public=True\)", ""),
    # What was never public, or is withheld.
    (r"\bpublic_corrections\([^)\n]*\)(?!:)", "document.corrections.all()"),
    (r"(?<=return )last if last and last\.until else None", "last"),
    (r"(?<=filter\()models\.Exists\(was_public\), ~models\.Exists\(at_once\), ", ""),
    (r"~models\.Exists\(withheld\), (?=model_name)", ""),
    (r"\.exclude\(models\.Exists\(Withholding[^\n]*\)\)\)", ""),
    (r"(?<== )withholding_of\([^)\n]*\)", "None"),
    (r"(?<=withholding=)withholding_of\([^)\n]*\)", "None"),
    (r"(?<== )Withholding\.objects\.covering\([^\n]*\.first\(\)", "None"),
    (r"\bWithholding\.objects\.(?:covering|filter)\([^\n]*\)\.exists\(\)(?=:)", "False"),
    (r"(?<=not )withheld\.exists\(\)", "False"),
    (r"models\.When\(models\.Exists\(withheld\), [^\n]*\),", ""),
    # What is no page, and what a cache keeps for everybody.
    (r"\braise Http404\b(?: from \w+)?", "pass"),
    (rf"(?<!def )\b(?:is_for_public_page|may_be_shared|may_be_cached){CALL}", "True"),
    (r"\.filter\(first_version__lte=version\)", ""),
    (r"\.filter\(last_version__gte=version\)", ""),
    (r"(?<=return )self\.state == State\.PUBLISHED", "True"),
    (r"(?<=filter\()status=Report\.Status\.CONFIRMED", ""),
    (r"(?<=, )preview=False", "preview=True"),
    (r"(?<=obj\.)state = State\.DRAFT", "state"),
)
DECORATOR = r"@(?:permission|login|staff_member)_required\b[^\n]*\n"  # none so far
PERMISSIONS = (
    (DECORATOR, "\n"),
    (rf"(?<!def )\b{OWNER}(?:has_(?:\w+_)?permission|has_perm(?:s|issions)?){CALL}", "True"),
    (r"def has_\w+_permission\([^)]*\):\s+return (False)", "True"),
    (rf"(?<!def )\b{OWNER}(?:may_(?!be_|break|have|use_)\w+|is_allowed){CALL}", "True"),
    (r"\b(may_(?!be_|break|have|use_)\w+ and )", ""),
    (r"( and may_(?!be_|break|have|use_)\w+)\b(?!\()", ""),
    (r" if may_change else Right\.NONE", ""),
    (
        rf"(?<!def )\b_?check_(?:transition|rights|permissions?|account|decider|change_permission){CALL}",
        "None",
    ),
    (rf"(?<=\.)(get_permitted{CALL})", "get_or_404(request, object_id)"),
    (r"\.admin_view(?=\()", ".admin_view and "),
    (rf"\braise (?:PermissionDenied|NotAllowedError)\b(?:{CALL})?(?: from \w+)?", "pass"),
    (r"(?<=filter\()is_active=True, is_staff=True", ""),
    # An import that waits belongs to who uploaded it.
    (r"(, user=request\.user)(?=\))", ""),
    (rf"(?<=PendingImport\.objects)\.for_user{CALL}", ".all()"),
    (r"permissions=\[[^\]]*\]", "permissions=None"),
    (rf"(?<!def )\bchoices_for{CALL}", "State.choices"),
    (rf"(?<!def )\bcoverage_choices{CALL}", '("", "full", "checked")'),
    (rf"\b[\w.]+ not in rights_of{CALL}", "False"),
    (r"\b[\w.]+ in rights(?! \|)\b", "True"),
    (r"\b[\w.]+ not in \(None, actor\.pk\)", "True"),
    (r"(?<=: )Right\.\w+(?=[,}\n])", "Right.NONE"),
    (r"(?<=[:,] )(Right\.\w+ \| )", ""),
    (r"(?<=[:,] )Right\.\w+( \| Right\.\w+)", ""),
    # A page looks back so far for what others changed: an edit that is missed is overwritten.
    (r"(?<=LOOK_BACK = dt\.timedelta\()seconds=\d+", "seconds=0"),
)
# Who has signed in, and how often somebody may try to.
ACCOUNTS = (
    (rf"\braise TooManyAttemptsError{CALL}", "pass"),
    (rf"\burl_has_allowed_host_and_scheme{CALL}", "True"),
    (r"\bstate == PENDING(?= or)", "False"),
    (rf"(?<=not )_may_keep{CALL}", "True"),
    (rf"(?<!def )\bis_required{CALL}", "False"),
    (rf"(?<=if not )factors\.is_recent{CALL}", "True"),
    (r"\bnot user\.is_staff\b", "False"),
    (r"(, confirmed=True)(?=\))", ""),
)
# What would overwrite what somebody else has saved.
CONFLICTS = ((rf"(?<=lambda: )self\.(?:_refuse_stale(?:_deletion)?|_compare){CALL} or ", ""),)
CODE = PUBLIC + PERMISSIONS + ACCOUNTS + CONFLICTS
# What a condition in SQL becomes; the pattern is looked for in .sql files and in the strings of code.
SQL = (
    (r"\b\w+\.state = 'published'", "TRUE"),
    (r"\b\w+\.status = 'confirmed'", "TRUE"),
    (r"(?<=WHERE )public\b", "TRUE"),
    (r"(?<=AND )(?:\w\.)?public\b", "TRUE"),
)
# Gates that no test can notice, by file and a part of the line, and why they stay.
UNTESTABLE_GATES = {
    ("archive/web/serving/errors.py", "public = is_for_public_page(request)"): (
        "Chooses the sentence of a page that says that the database is away."
    ),
    (
        "archive/editing/pending/since_publication.py",
        "new.pgh_label = 'update' AND new.state = 'published'",
    ): ("Leaves events out sooner: what changed before the row was published for good is left out below."),
    ("archive/editing/pending/since_publication.py", "AND old.state = 'published' AND ({old})"): (
        "The same of the event before."
    ),
    ("archive/admin/conflicts/pages.py", "if not self.has_change_permission(request, obj)"): (
        "Django refuses the save right after; without this the row would be compared for nothing."
    ),
    ("archive/editing/history/restoring.py", "check_transition(actor, row, row.state)"): (
        "To keep the state takes the permission to change, which was checked before; the table may say otherwise."
    ),
    ("archive/search/engine/postings/pair_building.py", "SELECT count(*) FROM archive_search WHERE public"): (
        "Of how many rows a word is common: which words get lists, that make a phrase quick."
    ),
    ("archive/search/latest.py", "WHERE d.state = 'published' AND s.state = 'published'"): (
        "Lets PostgreSQL read the index of public rows; the ids that were found in public decide what is listed."
    ),
    ("archive/models/base/states.py", "published = models.Q(state=State.PUBLISHED)"): (
        "The condition of an index, which is fast or slow and hides nothing."
    ),
    ("archive/web/statements.py", "Passage.objects if preview else Passage.objects.published()"): (
        "The document of a published statement is published; its passages have no state of their own."
    ),
}


@dataclass(frozen=True)
class Gate:
    path: str
    line: int
    start: int
    end: int
    before: str
    after: str
    pattern: str = field(compare=False)
    number: int = field(compare=False, default=1)  # of those in its file that read the same

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {' '.join(self.before.split())} -> {self.after.strip() or 'nothing'}"

    @property
    def name(self) -> str:
        """Tells it from every other gate, and stays when it moves within its file."""
        return f"{self.path} {self.before} -> {self.after} {self.number}"

    def is_inside(self, node: ast.stmt | ast.expr) -> bool:
        return node.lineno <= self.line <= (node.end_lineno or 0)

    def changed_text(self) -> str:
        """Of its file, without the gate."""
        text = (ROOT / self.path).read_text("utf-8")
        return text[: self.start] + self.after + text[self.end :]


def find_gates() -> list[Gate]:
    gates: set[Gate] = set()
    for file in sorted((ROOT / "archive").rglob("*")):
        path = file.relative_to(ROOT)
        if file.suffix == ".py" and not set(SKIPPED) & set(path.parts):
            text = file.read_text("utf-8")
            code, strings = split(text)
            gates |= {*matches(path, text, code, CODE), *matches(path, text, strings, SQL)}
        elif file.suffix == ".sql" and path.parts[2] in ("views", "functions"):
            text = file.read_text("utf-8")
            gates |= {*matches(path, text, text, SQL)}
    if (
        unused_patterns := {pattern for pattern, _after in (*CODE, *SQL)}
        - {DECORATOR}
        - {g.pattern for g in gates}
    ):
        raise SystemExit(f"Patterns that find no gate any more; was something renamed? {unused_patterns}")
    return list(number_gates(sorted(filter(is_tried, gates), key=lambda gate: (gate.path, gate.start))))


def number_gates(gates: list[Gate]) -> Iterator[Gate]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for gate in gates:
        key = gate.path, gate.before, gate.after
        counts[key] += 1
        yield replace(gate, number=counts[key])


def is_tried(gate: Gate) -> bool:
    line = (ROOT / gate.path).read_text("utf-8").splitlines()[gate.line - 1]
    return not any(gate.path == path and part in line for path, part in UNTESTABLE_GATES)


def split(text: str) -> tuple[str, str]:
    """The code and the strings of a module, each at its place, with spaces for the other and for comments.

    A short string stays in the code: it may be the value of a condition.
    """
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    code, strings = list(text), [" "] * len(text)
    for kind, value, (row, column), (last, end), _line in tokenize.generate_tokens(
        io.StringIO(text).readline
    ):
        begin, stop = starts[row - 1] + column, starts[last - 1] + end
        is_string = kind == tokenize.STRING or tokenize.tok_name[kind] == "FSTRING_MIDDLE"
        if is_string and not is_docstring(text, begin):
            strings[begin:stop] = text[begin:stop]
        if kind == tokenize.COMMENT or (is_string and len(value) > 12):
            code[begin:stop] = " " * (stop - begin)
    return "".join(code), "".join(strings)


def is_docstring(text: str, start: int) -> bool:
    """A string with nothing but space before it on its line and no parenthesis or assignment before that."""
    before = text[:start].rstrip(" ")
    return not before or (
        before.endswith("\n") and before.rstrip().endswith((":", '"""', ")", "True", "False"))
    )


def matches(path: Path, text: str, source: str, rules: tuple[tuple[str, str], ...]) -> Iterator[Gate]:
    for pattern, after in rules:
        for match in re.finditer(pattern, source):
            start, end = match.span(match.lastindex or 0)
            line_start = text.rfind("\n", 0, start) + 1
            if not text[line_start:start].lstrip().startswith("--"):
                line = text.count("\n", 0, start) + 1
                yield Gate(str(path), line, start, end, text[start:end], after, pattern)
