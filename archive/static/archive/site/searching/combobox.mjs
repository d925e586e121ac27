/* An input that offers options while one types, after ARIA's combobox pattern; choosing one opens its address.
   Without it the input is an input and the form a form. */

import { groupByKind, nextIndex } from "./listbox.mjs";

const DEBOUNCE_DELAY = 120; // milliseconds without a key before options are fetched

let lastId = 0;

function createElement(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export class Combobox {
  /**
   * `find(typed, signal)` promises {options, message}: options are {kind, label, hint, count, url}, and the message
   * announces how many there are; `label` names the list.
   */
  constructor(input, { find, label }) {
    Object.assign(this, { input, find, rows: [], urls: [], index: -1 });
    lastId += 1;
    this.id = `options-${lastId}`;
    this.list = createElement("div", {
      role: "listbox",
      id: this.id,
      class: "options",
      "aria-label": label,
      hidden: "",
    });
    this.status = createElement("span", { role: "status", class: "visually-hidden" });
    input.setAttribute("role", "combobox");
    input.setAttribute("autocomplete", "off");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.id);
    input.parentElement.append(this.list, this.status);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      if (this.typed === "") this.close();
      else this.timer = setTimeout(() => this.fetchOptions(), DEBOUNCE_DELAY);
    });
    this.input.addEventListener("keydown", (event) => {
      if (!event.isComposing && this.handleKey(event.key)) event.preventDefault();
    });
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    window.addEventListener("pagehide", () => this.close()); // going back shows the page, not the list
  }

  get typed() {
    return this.input.value.trim();
  }

  async fetchOptions() {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const { options, message } = await this.find(this.typed, signal);
      if (!signal.aborted && document.activeElement === this.input) this.show(options, message);
    } catch {
      // Nothing is offered: the input works as it would without.
    }
  }

  show(options, message) {
    this.rows = [];
    this.urls = [];
    this.index = -1;
    const groups = groupByKind(options).map(([kind, members]) => {
      const heading = kind ? [createElement("div", { class: "kind", "aria-hidden": "true" }, kind)] : [];
      const attributes = kind ? { role: "group", "aria-label": kind } : { role: "presentation" };
      return createElement("div", attributes, ...heading, ...members.map((option) => this.createRow(option)));
    });
    this.list.replaceChildren(...groups);
    this.list.hidden = this.rows.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = message;
  }

  createRow({ label, hint, count, url }) {
    const parts = [createElement("span", {}, label)];
    if (hint) parts.push(createElement("span", { class: "hint" }, hint));
    if (count !== null) {
      parts.push(createElement("span", { class: "count" }, count.toLocaleString(document.documentElement.lang)));
    }
    const attributes = { role: "option", id: `${this.id}-${this.rows.length}`, "aria-selected": "false" };
    const row = createElement("div", attributes, ...parts);
    row.addEventListener("click", () => location.assign(url));
    this.rows.push(row);
    this.urls.push(url);
    return row;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
    this.index = -1;
  }

  /** Whether the key was one of the list's. */
  handleKey(key) {
    const isOpen = !this.list.hidden;
    if (key === "Escape" && isOpen) this.close();
    else if (key === "Enter" && this.index >= 0) location.assign(this.urls[this.index]);
    else if (key === "ArrowDown" && !isOpen && this.typed) this.fetchOptions();
    else {
      const index = isOpen ? nextIndex(key, this.index, this.rows.length) : null;
      if (index === null) return false;
      this.setActiveOption(index);
    }
    return true;
  }

  /** Makes an option the active one; -1 for none. */
  setActiveOption(index) {
    for (const [at, row] of this.rows.entries()) row.setAttribute("aria-selected", String(at === index));
    this.index = index;
    if (index === -1) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", this.rows[index].id);
    this.rows[index].scrollIntoView({ block: "nearest" });
  }
}
