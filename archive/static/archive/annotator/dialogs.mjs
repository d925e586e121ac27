/* What stands over the page for a moment: all keys, and two versions of a statement side by side. */

import { rows } from "./keys.mjs";
import { differences } from "./merging.mjs";
import { brief, h, page, say } from "./page.mjs";

function open(title, parts, buttons, onClose = () => {}) {
  const back = document.activeElement;
  const dialog = h("dialog", { class: "bench-dialog", "aria-labelledby": "dialog-title" });
  const close = (after) => {
    dialog.close();
    dialog.remove();
    if (back?.isConnected) back.focus({ preventScroll: true });
    after?.();
  };
  const made = buttons.map(([words, act, main]) => h("button", { type: "button", class: main ? "button default" : "quiet-button", on: { click: () => close(act) } }, words));
  dialog.append(h("h2", { id: "dialog-title" }, title), ...parts);
  dialog[buttons.length > 1 ? "append" : "prepend"](h("div", { class: "dialog-acts" }, ...made));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(onClose);
  });
  document.querySelector(".bench").append(dialog);
  dialog.showModal();
  return dialog;
}

const SIGNS = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "Space" };

function keyParts(key) {
  const parts = key.split("+").filter(Boolean);
  return parts.map((part) => h("kbd", {}, SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : (page.words[`key_${part}`] ?? part))));
}

/** Rows that do the same stand together. */
function table(place) {
  const lines = new Map();
  for (const [does, keys] of rows(place)) {
    const words = page.words[`does_${does}`] ?? page.words[`does_${does.split("-").slice(0, 2).join("-")}`] ?? page.words[`does_${does.split("-")[0]}`];
    if (!words) continue;
    if (!lines.has(words)) lines.set(words, []);
    if (does.startsWith("extend")) lines.set(words, ["Shift"]);
    else lines.get(words).push(...keys);
  }
  const line = ([words, keys]) => h("div", { class: "key-row" }, h("dt", {}, ...keys.map((key) => h("span", { class: "key" }, ...keyParts(key)))), h("dd", {}, words));
  return h("section", {}, h("h3", {}, page.words[`keys_${place}`]), h("dl", {}, ...[...lines].map(line)));
}

export function showKeys() {
  if (document.querySelector(".bench-dialog")) return;
  const dialog = open(say("keysTitle"), [h("div", { class: "key-tables" }, table("text"), h("div", {}, table("anywhere"), table("list"), table("panel")))], [[say("close"), null]]);
  dialog.classList.add("is-wide");
}

/** `does` has theirs(), mine(), edit(); to leave the dialog is to go on editing. */
export function showConflict(job, theirs, does) {
  const removing = job.kind === "remove";
  const mine = job.shown ?? theirs;
  const label = (name) => page.words[name] ?? name;
  const row = ([name, a, b]) => h("tr", {}, h("th", { scope: "row" }, label(name)), h("td", {}, a || "–"), h("td", {}, b || "–"));
  const head = h("thead", {}, h("tr", {}, h("th", {}, h("span", { class: "visually-hidden" }, say("field"))), h("th", { scope: "col" }, say("mine")), h("th", { scope: "col" }, theirs.changed_by ? say("theirsOf", { name: theirs.changed_by }) : say("theirs"))));
  const found = removing ? [] : differences({ ...mine, words: mine.words }, theirs);
  const parts = [
    h("p", {}, say(removing ? "conflictRemove" : "conflict")),
    h("blockquote", { class: "panel-words", lang: page.language }, brief(theirs.words, 150)),
    found.length ? h("table", { class: "versions" }, head, h("tbody", {}, ...found.map(row))) : h("p", { class: "quiet" }, say("sameFields")),
  ];
  const buttons = [[say("keepTheirs"), does.theirs, true], [say(removing ? "deleteAnyway" : "putMine"), does.mine]];
  if (!removing) buttons.push([say("goOnEditing"), does.edit]);
  open(say("conflictTitle"), parts, buttons, removing ? does.theirs : does.edit);
}

export function showGone(job, does) {
  const parts = [h("p", {}, say("goneWords")), h("blockquote", { class: "panel-words", lang: page.language }, brief(job.shown?.words ?? "", 150))];
  open(say("goneTitle"), parts, [[say("markAgain"), does.again, true], [say("letGo"), does.drop]], does.drop);
}
