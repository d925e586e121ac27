/* Choices proposed below a picker, each taken by its number or a click; those that are chosen go. */

import { gettext } from "../catalog.mjs";
import { h } from "../ui/dom.mjs";

export class ProposedChoices {
  constructor(choose) {
    this.choose = choose;
    this.choices = [];
    this.available = [];
    this.root = h("div", { class: "proposed-choices", role: "group", "aria-label": gettext("Proposed"), hidden: true });
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.chooseByKey(button.dataset.key);
    });
  }

  set(choices, chosen) {
    this.choices = choices;
    this.show(chosen);
  }

  show(chosen) {
    const ids = new Set(chosen.map(({ id }) => id));
    this.available = this.choices.filter(({ id }) => !ids.has(id));
    this.root.replaceChildren(...this.available.map(row));
    this.root.hidden = this.available.length === 0;
  }

  /** Whether the key is the number of one that is open, which is chosen then. */
  chooseByKey(key) {
    const choice = /^[1-9]$/.test(key) ? this.available[Number(key) - 1] : undefined;
    if (!choice) return false;
    this.choose({ id: choice.id, label: choice.label });
    return true;
  }
}

function row({ label, hint }, index) {
  const key = String(index + 1);
  return h(
    "button",
    { type: "button", "data-key": key, title: hint },
    h("kbd", {}, key),
    h("span", { class: "proposed-label" }, label),
    h("span", { class: "hint" }, hint),
  );
}
