/* The list of proposals beside the text. */

import { gettext, interpolate } from "../catalog.mjs";
import { page } from "../page.mjs";
import { excerpt } from "../text/quotes.mjs";
import { h, inTimeSlices } from "../ui/dom.mjs";
import { speakerName } from "./pending-proposals.mjs";

const MAX_ENTRIES = 300; // entries; the others are reached with the keys

/** Who speaks, in words: somebody known, new, one of several, unnamed, or nobody named. */
function speakerText(proposal) {
  const { candidates, new_speaker: newSpeaker, voice, voice_label: label } = proposal;
  if (newSpeaker) return interpolate(gettext("new: %(name)s"), { name: newSpeaker });
  if (speakerName(proposal)) return speakerName(proposal);
  if (voice !== "speaker") return interpolate(gettext("unnamed: %(label)s"), { label });
  if (candidates.length) {
    return interpolate(gettext("%(names)s?"), { names: candidates.map((candidate) => candidate.label).join(" / ") });
  }
  return gettext("nobody is named");
}

function reasonText({ reason, record }) {
  return [reason, record].filter(Boolean).join(" · ");
}

export class ProposalList {
  /** `callbacks`: go(proposal), accept(proposal), open(proposal), reject(proposal), acceptAll(). */
  constructor(root, callbacks) {
    Object.assign(this, { root, callbacks, items: new Map(), shown: new Map(), current: null });
    this.count = h("span", { class: "heading-status", role: "status" });
    this.all = h(
      "button",
      { type: "button", class: "quiet-button", on: { click: () => callbacks.acceptAll() } },
      gettext("Accept several…"),
      " ",
      h("kbd", {}, "⇧A"),
    );
    this.message = h("p", { class: "quiet proposals-empty" });
    this.list = h("ol", { class: "proposals", "aria-labelledby": "proposals-title" });
    const title = h("h2", { id: "proposals-title" }, gettext("Proposals"), " ", this.count);
    root.append(h("header", { class: "proposals-head" }, title, this.all), this.message, this.list);
    this.list.addEventListener("click", (event) => this.onClick(event));
  }

  onClick(event) {
    const proposal = this.shown.get(event.target.closest("li")?.dataset.key);
    if (proposal) this.callbacks[event.target.closest("[data-action]")?.dataset.action ?? "go"](proposal);
  }

  /** `proposals` in reading order; `isLoading` before the first answer; `emptyMessage` where there are none. */
  show(proposals, current, { isLoading, emptyMessage }) {
    this.stop?.();
    const first = Math.max(0, Math.min(proposals.indexOf(current) - MAX_ENTRIES / 2, proposals.length - MAX_ENTRIES));
    const listed = proposals.slice(first, first + MAX_ENTRIES);
    this.shown = new Map(listed.map((proposal) => [proposal.key, proposal]));
    for (const [key, item] of this.items) {
      if (this.shown.has(key)) continue;
      item.remove();
      this.items.delete(key);
    }
    const count = proposals.length;
    this.count.textContent = isLoading ? "" : String(count);
    this.all.disabled = count === 0;
    this.message.hidden = count > 0;
    this.message.textContent = emptyMessage;
    let before = null;
    this.stop = inTimeSlices(listed, (proposal) => {
      const item = this.item(proposal);
      const next = before ? before.nextSibling : this.list.firstChild;
      if (next !== item) this.list.insertBefore(item, next);
      before = item;
    });
    this.setCurrent(current);
  }

  item(proposal) {
    const existing = this.items.get(proposal.key);
    if (existing) return existing;
    const item = h("li", { "data-key": proposal.key, tabindex: "-1" });
    this.items.set(proposal.key, item);
    this.render(item, proposal);
    return item;
  }

  render(item, proposal) {
    const isCurrent = proposal.key === this.current?.key;
    if (isCurrent) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
    const badge = h("span", { class: `badge badge-${proposal.attribution}` }, proposal.attribution_label);
    item.replaceChildren(
      h(
        "p",
        { class: "item-speaker" },
        h("b", {}, speakerText(proposal)),
        badge,
        h("span", { class: "flag" }, proposal.score_label),
      ),
      h("p", { class: "item-words", lang: page.language, dir: page.direction }, excerpt(proposal.words, 140)),
      h("p", { class: "quiet" }, reasonText(proposal)),
      ...(isCurrent ? [actions()] : []),
    );
  }

  setCurrent(current) {
    const keys = new Set([this.current?.key, current?.key]);
    this.current = current;
    for (const key of keys) {
      const proposal = this.shown.get(key);
      if (proposal) this.render(this.item(proposal), proposal);
    }
    const item = current && this.items.get(current.key);
    if (item?.isConnected) this.reveal(item);
  }

  /** Scrolls the list only: the page stays where the words are. */
  reveal(item) {
    const { list } = this;
    const from = item.offsetTop - list.offsetTop;
    const lowest = from + item.offsetHeight - list.clientHeight;
    list.scrollTop = Math.max(Math.min(list.scrollTop, from), lowest);
  }
}

function actions() {
  const button = (action, label, key) =>
    h("button", { type: "button", "data-action": action }, label, " ", h("kbd", { "aria-hidden": "true" }, key));
  return h(
    "p",
    { class: "item-actions" },
    button("accept", gettext("Accept"), "A"),
    button("open", gettext("Open"), "↵"),
    button("reject", gettext("Reject"), "Z"),
  );
}

/** Read aloud when one becomes the current one. */
export function proposalMessage(proposal, number, count) {
  return interpolate(
    gettext("Proposal %(number)s of %(count)s, %(score)s: %(who)s, %(attribution)s, %(why)s: %(words)s"),
    {
      number,
      count,
      score: proposal.score_label,
      who: speakerText(proposal),
      attribution: proposal.attribution_label,
      why: reasonText(proposal),
      words: excerpt(proposal.words, 120),
    },
  );
}
