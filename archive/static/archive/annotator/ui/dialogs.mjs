/* Modal dialogs: two versions of a statement side by side, and a statement that someone else deleted. */

import { gettext, interpolate } from "../catalog.mjs";
import { page } from "../page.mjs";
import { differences } from "../state/merge.mjs";
import { excerpt } from "../text/quotes.mjs";
import { h } from "./dom.mjs";

/** `buttons` are [[label, act, isDefault], …]; Escape calls `onCancel`. The focus returns to where it was. */
export function openDialog(title, parts, buttons, onCancel = () => {}) {
  const previous = document.activeElement;
  const dialog = h("dialog", { class: "workbench-dialog", "aria-labelledby": "dialog-title" });
  const close = (act) => {
    dialog.close();
    dialog.remove();
    if (previous?.isConnected) previous.focus({ preventScroll: true });
    act?.();
  };
  const button = ([label, act, isDefault]) =>
    h(
      "button",
      { type: "button", class: isDefault ? "button default" : "quiet-button", on: { click: () => close(act) } },
      label,
    );
  const actions = h("div", { class: "dialog-actions" }, ...buttons.map(button));
  const heading = h("h2", { id: "dialog-title" }, title);
  dialog.append(...(buttons.length > 1 ? [heading, ...parts, actions] : [actions, heading, ...parts]));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(onCancel);
  });
  document.querySelector(".workbench").append(dialog);
  dialog.showModal();
  return dialog;
}

const FIELD_LABELS = {
  words: gettext("Text"),
  speaker: gettext("Speaker"),
  event: gettext("Event"),
  themes: gettext("Themes"),
  role: gettext("Role"),
  relays: gettext("Relayed by"),
  state: gettext("State"),
};

function fieldLabel(name) {
  return FIELD_LABELS[name] ?? page.fields.find((field) => field.name === name)?.label ?? name;
}

/** `callbacks`: keepTheirs(), keepMine(), edit(). Escape continues editing, or keeps what was to be deleted. */
export function showConflict(job, theirs, callbacks) {
  const title = gettext("Someone else has changed this statement");
  if (job.kind === "remove") {
    const message = gettext("You deleted this statement without having seen the change. It now reads:");
    const buttons = [
      [gettext("Keep their version"), callbacks.keepTheirs, true],
      [gettext("Delete anyway"), callbacks.keepMine],
    ];
    openDialog(title, [h("p", {}, message), quote(theirs)], buttons, callbacks.keepTheirs);
    return;
  }
  const buttons = [
    [gettext("Keep their version"), callbacks.keepTheirs, true],
    [gettext("Keep my version"), callbacks.keepMine],
    [gettext("Continue editing"), callbacks.edit],
  ];
  const message = h("p", {}, gettext("Nothing is lost. The two versions differ here:"));
  openDialog(title, [message, quote(theirs), comparison(job.statement ?? theirs, theirs)], buttons, callbacks.edit);
}

function comparison(mine, theirs) {
  const different = differences(mine, theirs);
  if (!different.length) return h("p", { class: "quiet" }, gettext("Both versions are the same."));
  const { changed_by: editor } = theirs;
  const theirTitle = editor ? interpolate(gettext("Version by %(name)s"), { name: editor }) : gettext("Their version");
  const cells = [
    h("th", {}, h("span", { class: "visually-hidden" }, gettext("Field"))),
    h("th", { scope: "col" }, gettext("Your version")),
    h("th", { scope: "col" }, theirTitle),
  ];
  const rows = different.map(([name, a, b]) =>
    h("tr", {}, h("th", { scope: "row" }, fieldLabel(name)), h("td", {}, a || "–"), h("td", {}, b || "–")),
  );
  return h("table", { class: "versions" }, h("thead", {}, h("tr", {}, ...cells)), h("tbody", {}, ...rows));
}

function quote(statement) {
  return h(
    "blockquote",
    { class: "panel-words", lang: page.language, dir: page.direction },
    excerpt(statement?.words ?? "", 150),
  );
}

/** `callbacks`: markAgain(), discard(). */
export function showDeleted(job, { markAgain, discard }) {
  const buttons = [
    [gettext("Mark it again"), markAgain, true],
    [gettext("Discard"), discard],
  ];
  const title = gettext("Someone else has deleted this statement");
  openDialog(title, [h("p", {}, gettext("What you wrote is still here:")), quote(job.statement)], buttons, discard);
}
