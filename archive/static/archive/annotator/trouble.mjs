/* What stands above the text when writing cannot go on, and why nothing is lost. */

import { h, say } from "./page.mjs";

export class Trouble {
  constructor(root) {
    this.root = root;
    this.key = "";
  }

  /** `n` changes wait; `state` is the queue's. Shown anew only when it reads otherwise: it is read aloud. */
  show(state, n, { loginUrl, goOn }) {
    const key = [state, n, loginUrl].join();
    if (key === this.key) return;
    this.key = key;
    this.root.replaceChildren(...this.parts(state, n, loginUrl, goOn));
    this.root.hidden = !this.root.hasChildNodes();
  }

  parts(state, n, loginUrl, goOn) {
    const button = (words, act) => h("button", { type: "button", class: "button", on: { click: act } }, words);
    if (state === "offline") return [h("p", {}, say("waitNetwork", { n })), button(say("tryNow"), goOn)];
    if (state === "login") {
      const words = n ? `${say("loginGone")} ${say("waitLogin", { n })}` : say("loginGone");
      return [h("p", {}, words), h("a", { class: "button", href: loginUrl, target: "_blank", rel: "noopener" }, say("login")), button(say("goOn"), goOn)];
    }
    if (state === "corrected") {
      const words = n ? `${say("corrected")} ${say("waitCorrected", { n })}` : say("corrected");
      return [h("p", {}, words), button(say("reload"), () => location.reload())];
    }
    return [];
  }

  /** What was written before the text was corrected: each can be opened at its place in the new text. */
  offer(root, drafts, open) {
    root.hidden = drafts.length === 0;
    if (!drafts.length) {
      root.replaceChildren();
      return;
    }
    const item = (draft) => h("li", {}, h("span", {}, draft.words), h("button", { type: "button", class: "quiet-button", on: { click: () => open(draft) } }, say("openDraft")), h("button", { type: "button", class: "quiet-button", on: { click: () => open(draft, true) } }, say("letGo")));
    root.replaceChildren(h("p", {}, say("drafts", { n: drafts.length })), h("ul", {}, ...drafts.map(item)));
  }
}
