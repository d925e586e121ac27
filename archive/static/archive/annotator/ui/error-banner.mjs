/* The banner above the text when changes cannot be sent, and the tray of unsent drafts. */

import { gettext, interpolate, ngettext } from "../catalog.mjs";
import { h } from "./dom.mjs";

export class ErrorBanner {
  constructor(root) {
    this.root = root;
    this.key = "";
  }

  /** `state` is the queue's, `count` the number of pending changes. Only a real change is rendered: it is read aloud. */
  show(state, count, { loginUrl, resume }) {
    const key = [state, count, loginUrl].join();
    if (key === this.key) return;
    this.key = key;
    this.root.replaceChildren(...parts(state, count, loginUrl, resume));
    this.root.hidden = !this.root.hasChildNodes();
  }
}

function parts(state, count, loginUrl, resume) {
  if (state === "offline") return [h("p", {}, offlineMessage(count)), button(gettext("Try now"), resume)];
  if (state === "login") {
    const link = { class: "button", href: loginUrl, target: "_blank", rel: "noopener" };
    return [
      h("p", {}, loginMessage(count)),
      h("a", link, gettext("Sign in again in a new tab")),
      button(gettext("Continue"), resume),
    ];
  }
  if (state === "corrected") {
    return [h("p", {}, correctedMessage(count)), button(gettext("Load the corrected text"), () => location.reload())];
  }
  return [];
}

function button(label, act) {
  return h("button", { type: "button", class: "button", on: { click: act } }, label);
}

function offlineMessage(n) {
  const message = ngettext(
    "%(n)s change is waiting for the network. You can keep working; it will be sent when you are back online.",
    "%(n)s changes are waiting for the network. You can keep working; they will be sent when you are back online.",
    n,
  );
  return interpolate(message, { n });
}

function loginMessage(n) {
  const message = ngettext(
    "%(n)s change is waiting; nothing is lost.",
    "%(n)s changes are waiting; nothing is lost.",
    n,
  );
  return join(gettext("You are no longer signed in."), n && interpolate(message, { n }));
}

function correctedMessage(n) {
  const message = ngettext(
    "%(n)s change is kept and can be applied to the corrected text.",
    "%(n)s changes are kept and can be applied to the corrected text.",
    n,
  );
  return join(gettext("The text has been corrected in the meantime."), n && interpolate(message, { n }));
}

function join(...sentences) {
  return sentences.filter(Boolean).join(" ");
}

/** Offers unsent drafts: `open(draft)` shows one in the text, `discard(draft)` drops it; `message` says why they are here. */
export function showDrafts(root, drafts, { message = "", open, discard }) {
  root.hidden = drafts.length === 0;
  if (!drafts.length) {
    root.replaceChildren();
    return;
  }
  const quietButton = (label, act) => h("button", { type: "button", class: "quiet-button", on: { click: act } }, label);
  const item = (draft) =>
    h(
      "li",
      {},
      h("span", {}, draft.words),
      quietButton(gettext("Review"), () => open(draft)),
      quietButton(gettext("Discard"), () => discard(draft)),
    );
  const heading = ngettext(
    "This statement was not saved. Review it in the text:",
    "These statements were not saved. Review each one in the text:",
    drafts.length,
  );
  root.replaceChildren(h("p", {}, join(message, heading)), h("ul", {}, ...drafts.map(item)));
}
