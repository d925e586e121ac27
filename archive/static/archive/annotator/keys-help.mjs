/* The dialog that lists all keys. */

import { gettext } from "./catalog.mjs";
import { keyRows } from "./state/keymap.mjs";
import { openDialog } from "./ui/dialogs.mjs";
import { h } from "./ui/dom.mjs";

const CONTEXTS = {
  text: gettext("In the text"),
  anywhere: gettext("In the text and in the list"),
  list: gettext("In the list"),
  panel: gettext("In the panel"),
};

// What the rows of the key map do; "move-word" stands for a word back and forward.
const DESCRIPTIONS = {
  "move-word": gettext("move by a word"),
  "move-sentence": gettext("move by a sentence"),
  "move-paragraph": gettext("move by a paragraph"),
  "move-character": gettext("move by a character"),
  "move-edge": gettext("to the start or end of the paragraph"),
  "move-text": gettext("to the start or end of the text"),
  extend: gettext("with Shift, each of these selects"),
  "select-word": gettext("select the word; again: one more"),
  "select-sentence": gettext("select the sentence; again: one more"),
  "select-paragraph": gettext("select the paragraph; again: one more"),
  swap: gettext("continue at the other end of the selection"),
  collect: gettext("collect the selection or sentence; the next one marked marks all"),
  markRepeats: gettext("mark the same words elsewhere as well"),
  open: gettext("mark the selection; without one, open the proposal, edit the statement here or mark the sentence"),
  repeat: gettext("mark at once, with the fields of the last statement"),
  outer: gettext("go to the next of several statements here"),
  split: gettext("split the statement at the cursor"),
  "adjust-start": gettext("move the start of the statement by a word"),
  "adjust-end": gettext("move the end of the statement by a word"),
  cancel: gettext("close the panel, then clear the selection"),
  undo: gettext("undo"),
  redo: gettext("redo"),
  next: gettext("next statement"),
  previous: gettext("previous statement"),
  first: gettext("first statement"),
  last: gettext("last statement"),
  edit: gettext("edit the statement"),
  duplicate: gettext("duplicate the statement"),
  remove: gettext("delete the statement"),
  nextProposal: gettext("next proposal"),
  previousProposal: gettext("previous proposal"),
  accept: gettext("accept the proposal and go to the next"),
  reject: gettext("reject the proposal and go to the next"),
  acceptAll: gettext("accept several proposals"),
  list: gettext("go to the list"),
  text: gettext("return to the text"),
  filter: gettext("go to the filters"),
  colour: gettext("change the colours"),
  panel: gettext("switch between panel and text"),
  help: gettext("show these shortcuts"),
  save: gettext("save, also from the note (elsewhere: Enter)"),
};

const SYMBOLS = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };
const KEY_LABELS = {
  ...SYMBOLS,
  " ": gettext("Space"),
  Ctrl: gettext("Ctrl"),
  Shift: gettext("Shift"),
  Enter: gettext("Enter"),
  Escape: gettext("Esc"),
  Delete: gettext("Del"),
  Backspace: gettext("Backspace"),
  PageUp: gettext("Page up"),
  PageDown: gettext("Page down"),
  Home: gettext("Home"),
  End: gettext("End"),
};

function keyElement(name) {
  const parts = name.split("+").filter(Boolean);
  const label = (part) => KEY_LABELS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  return h("span", { class: "key" }, ...parts.map((part) => h("kbd", {}, label(part))));
}

function describe(action) {
  const parts = action.split("-");
  return DESCRIPTIONS[parts.slice(0, 2).join("-")] ?? DESCRIPTIONS[parts[0]];
}

/** Rows with the same description share a line. */
function section(context) {
  const lines = new Map();
  for (const [action, keys] of keyRows(context)) {
    const description = describe(action);
    if (action.startsWith("extend")) lines.set(description, ["Shift"]);
    else lines.set(description, [...(lines.get(description) ?? []), ...keys]);
  }
  const rows = [...lines].map(([description, keys]) =>
    h("div", { class: "key-row" }, h("dt", {}, ...keys.map(keyElement)), h("dd", {}, description)),
  );
  return h("section", {}, h("h3", {}, CONTEXTS[context]), h("dl", {}, ...rows));
}

export function showKeys() {
  if (document.querySelector(".workbench-dialog")) return;
  const columns = h(
    "div",
    { class: "key-tables" },
    section("text"),
    h("div", {}, ...["anywhere", "list", "panel"].map(section)),
  );
  const dialog = openDialog(gettext("Keyboard shortcuts"), [columns], [[gettext("Close"), null]]);
  dialog.classList.add("is-wide");
}
