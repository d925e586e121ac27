// The import pages: files dropped anywhere, reading on by itself, parts chosen by clicking paragraph numbers.
// Without this, files are chosen, a link reads on, and the numbers are typed.

const zone = document.querySelector(".drop-zone");
const input = zone?.querySelector("input[type=file]");

function carriesFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

if (input) {
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.add("is-dragged-over");
  });
  document.addEventListener("dragleave", () => zone.classList.remove("is-dragged-over"));
  document.addEventListener("drop", (event) => {
    zone.classList.remove("is-dragged-over");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
  });
}

document.querySelector("[data-continue]")?.click();

// ---------- Parts ----------

const text = document.querySelector("[data-part-range]");
const blank = document.querySelector(".import-part:last-of-type");
let first = null;

function numberField(name) {
  return blank.querySelector(`input[name$="-${name}"]`);
}

/** The first click begins a part, the second ends it and asks the server what it says of itself. */
function choose(button) {
  const number = Number(button.dataset.number);
  if (first === null || number < first) {
    first = number;
    for (const other of text.querySelectorAll("button.number"))
      other.setAttribute("aria-pressed", String(other === button));
    return;
  }
  blank.open = true;
  numberField("first").value = first;
  numberField("last").value = number;
  blank.querySelector('input[name$="-chosen"]').checked = true;
  const form = blank.closest("form");
  form.action = `${location.search}#${blank.id}`;
  form.requestSubmit(form.querySelector("[name=preview]"));
}

function makeButton(span) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "number";
  button.dataset.number = span.dataset.number;
  button.textContent = span.textContent;
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-label", text.dataset.numberLabel.replace("%(number)s", span.textContent));
  button.addEventListener("click", () => choose(button));
  span.replaceWith(button);
}

if (text && blank) {
  for (const span of text.querySelectorAll("span.number")) makeButton(span);
  const hint = document.createElement("p");
  hint.className = "import-hint";
  hint.textContent = text.dataset.hint;
  text.before(hint);
}
