// The import pages: files dropped anywhere, reading on by itself, parts chosen by clicking paragraph numbers.
// Without this, files are chosen, a link reads on, and the numbers are typed.

const dropZone = document.querySelector(".drop-zone");
const input = dropZone?.querySelector("input[type=file]");

function carriesFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

if (input) {
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    dropZone.classList.add("is-dragged-over");
  });
  document.addEventListener("dragleave", () => dropZone.classList.remove("is-dragged-over"));
  document.addEventListener("drop", (event) => {
    dropZone.classList.remove("is-dragged-over");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
  });
}

document.querySelector("[data-continue]")?.click();

// ---------- Parts ----------

const partText = document.querySelector("[data-part-range]");
const blankPart = document.querySelector(".import-part:last-of-type");
let firstNumber = null;

function numberField(name) {
  return blankPart.querySelector(`input[name$="-${name}"]`);
}

/** The first click begins a part, the second ends it and asks the server what it says of itself. */
function chooseParagraph(button) {
  const number = Number(button.dataset.number);
  if (firstNumber === null || number < firstNumber) {
    firstNumber = number;
    for (const other of partText.querySelectorAll("button.number"))
      other.setAttribute("aria-pressed", String(other === button));
    return;
  }
  blankPart.open = true;
  numberField("first").value = firstNumber;
  numberField("last").value = number;
  blankPart.querySelector('input[name$="-chosen"]').checked = true;
  const form = blankPart.closest("form");
  form.action = `${location.search}#${blankPart.id}`;
  form.requestSubmit(form.querySelector("[name=preview]"));
}

function makeButton(span) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "number";
  button.dataset.number = span.dataset.number;
  button.textContent = span.textContent;
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-label", partText.dataset.numberLabel.replace("%(number)s", span.textContent));
  button.addEventListener("click", () => chooseParagraph(button));
  span.replaceWith(button);
}

if (partText && blankPart) {
  for (const span of partText.querySelectorAll("span.number")) makeButton(span);
  const hint = document.createElement("p");
  hint.className = "import-hint";
  hint.textContent = partText.dataset.hint;
  partText.before(hint);
}
