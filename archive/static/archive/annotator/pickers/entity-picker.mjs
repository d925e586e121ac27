/* A combobox (after ARIA's pattern) to choose a speaker, event or theme by typing; a missing one is created in place. */

import { nextIndex } from "../../site/searching/listbox.mjs";
import { gettext, interpolate } from "../catalog.mjs";
import { recentChoices, rememberUse } from "../state/recent.mjs";
import { fold } from "../text/folding.mjs";
import { announce, h } from "../ui/dom.mjs";
import { chip } from "./chip.mjs";
import { ProposedChoices } from "./proposed-choices.mjs";

const DEBOUNCE_DELAY = 90; // milliseconds without a key before the server is asked
const MAX_OPTIONS = 30; // options shown

export class EntityPicker {
  /** With `isMany`, choices are chips in the order chosen, which `isOrdered` shows and lets change. `callbacks`: mayCreate(modelName), onChange(), onError(message). */
  constructor({ api, modelName, name, label, isMany = false, isOrdered = false }, callbacks) {
    Object.assign(this, { api, modelName, isMany, isOrdered, callbacks });
    Object.assign(this, { value: [], options: [], index: -1, lastRequest: 0 });
    this.suggestions = []; // offered before all others
    const id = `choose-${name}`;
    this.input = h("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      "aria-describedby": `${id}-error`,
    });
    this.list = h("div", { id: `${id}-list`, role: "listbox", class: "options", "aria-label": label, hidden: true });
    this.chips = h("span", { class: "chips" });
    this.box = h("div", { class: isMany ? "choice multiple-choices" : "choice" }, this.chips, this.input);
    this.proposedChoices = new ProposedChoices((choice) => this.choose(choice));
    this.root = h("div", { class: "entity-picker" }, this.box, this.list, this.proposedChoices.root);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.list.hidden && this.open(this.openingText));
    this.input.addEventListener("blur", () => this.onBlur());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.chooseOption(Number(option.dataset.index));
    });
    this.chips.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const index = Number(button.dataset.index);
      if ("move" in button.dataset) this.moveEarlier(index);
      else this.removeAt(index);
    });
  }

  set(choices) {
    this.value = choices;
    this.show();
  }

  get typed() {
    return this.input.value.trim();
  }

  /** What the list is opened for: a box with its choice in it offers everything. */
  get openingText() {
    return this.value.length && !this.isMany ? "" : this.typed;
  }

  /** Whether something is typed that is not chosen. */
  get isUnresolved() {
    return this.typed !== "" && (this.isMany || !this.value.length);
  }

  show() {
    this.input.value = this.isMany ? "" : (this.value[0]?.label ?? "");
    if (!this.isMany) return;
    this.proposedChoices.show(this.value);
    const chips = this.value.map(({ label }, index) => chip(label, index, this.isOrdered ? this.value.length : 0));
    this.chips.replaceChildren(...chips);
  }

  /** Choices with a reason, `hint`, that stand below the box until they are chosen; 1, 2 and 3 take them. */
  propose(choices) {
    this.suggestions = choices;
    this.proposedChoices.set(choices, this.value);
  }

  moveEarlier(index) {
    const value = [...this.value];
    [value[index - 1], value[index]] = [value[index], value[index - 1]];
    this.value = value;
    this.show();
    this.callbacks.onChange();
    announce(value.map(({ label }) => label).join(", "));
    (this.chips.querySelector(`[data-move][data-index="${index - 1}"]`) ?? this.input).focus();
  }

  onInput() {
    if (!this.isMany) this.value = [];
    clearTimeout(this.timer);
    const { typed } = this;
    this.showOptions(typed, matching(this.firstChoices(), typed), false);
    this.isSearching = true;
    this.timer = setTimeout(() => this.search(typed), typed ? DEBOUNCE_DELAY : 0);
    this.callbacks.onChange();
  }

  /** Those that the text suggests, and those used lately. */
  firstChoices() {
    const isNew = ({ id }) => !this.suggestions.some((suggestion) => suggestion.id === id);
    return [...this.suggestions, ...recentChoices(this.modelName).filter(isNew)];
  }

  async search(typed) {
    const request = ++this.lastRequest;
    const recent = { status: 200, body: { choices: this.firstChoices() } };
    const { status, body } = typed ? await this.api.choices(this.modelName, typed) : recent;
    if (request !== this.lastRequest) return;
    this.isSearching = false;
    if (status !== 200 || document.activeElement !== this.input) return;
    const first = matching(this.firstChoices(), typed);
    const ids = new Set(first.map(({ id }) => id));
    const active = this.options[this.index]?.id; // chosen with the arrows before the answer came
    this.showOptions(typed, [...first, ...body.choices.filter(({ id }) => !ids.has(id))], true);
    const at = active === undefined ? -1 : this.options.findIndex(({ id }) => id === active);
    if (at >= 0) this.setActiveOption(at);
    if (this.awaitedText === typed && this.options.length) this.chooseOption(0);
    this.awaitedText = null;
  }

  open(typed) {
    this.showOptions(typed, matching(this.firstChoices(), typed), true);
    this.setActiveOption(-1);
    if (typed) this.search(typed);
  }

  /** Shows `choices`; when they are complete, what was typed and is not among them can be created. */
  showOptions(typed, choices, isComplete) {
    const chosen = new Set(this.isMany ? this.value.map(({ id }) => id) : []);
    this.options = choices.filter(({ id }) => !chosen.has(id)).slice(0, MAX_OPTIONS);
    const exists = choices.some(({ label }) => fold(label) === fold(typed.trim()));
    if (isComplete && typed && !exists && this.callbacks.mayCreate(this.modelName)) {
      this.options.push({ newName: typed, label: interpolate(gettext("Create “%(name)s”"), { name: typed }) });
    }
    const rows = this.options.map((option, index) => this.createRow(option, index));
    if (!rows.length && isComplete && typed) rows.push(h("p", { class: "quiet" }, gettext("No matches.")));
    this.list.replaceChildren(...rows);
    this.list.hidden = rows.length === 0;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.setActiveOption(typed && this.options.length && !this.options[0].newName ? 0 : -1);
    if (!this.list.hidden) this.scrollPanel();
  }

  createRow({ label, hint, newName }, index) {
    const attributes = {
      role: "option",
      id: `${this.list.id}-${index}`,
      "data-index": index,
      "aria-selected": "false",
    };
    const parts = [h("span", {}, label), hint ? h("span", { class: "hint" }, hint) : null];
    return h("div", { ...attributes, class: newName ? "create" : null }, ...parts);
  }

  /** A short panel scrolls until the list is visible. */
  scrollPanel() {
    const panel = this.root.closest(".workbench-panel");
    const overflow = this.list.getBoundingClientRect().bottom - panel.getBoundingClientRect().bottom;
    if (overflow > 0) panel.scrollTop += overflow + 8;
  }

  /** Makes an option the active one; -1 for none. */
  setActiveOption(index) {
    this.index = index;
    for (const row of this.list.querySelectorAll("[role=option]")) {
      row.setAttribute("aria-selected", String(Number(row.dataset.index) === index));
    }
    if (index < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    const row = document.getElementById(`${this.list.id}-${index}`);
    this.input.setAttribute("aria-activedescendant", row.id);
    const lowest = row.offsetTop + row.offsetHeight - this.list.clientHeight;
    this.list.scrollTop = Math.max(Math.min(this.list.scrollTop, row.offsetTop), lowest);
  }

  close() {
    clearTimeout(this.timer);
    this.lastRequest++;
    this.isSearching = false;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.index = -1;
  }

  /** Keys for the list are kept from the form. */
  onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || !this.handleKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  handleKey({ key, shiftKey }) {
    const isOpen = !this.list.hidden;
    if (key === "Enter" && !shiftKey && (this.index >= 0 || this.isUnresolved)) {
      if (this.index >= 0) this.chooseOption(this.index);
      else if (isOpen && !this.isSearching && this.options.length)
        this.chooseOption(0); // nothing but the new one
      else this.chooseFirstResult();
    } else if (key === "Escape" && isOpen) {
      this.close();
      if (!this.isMany) this.show();
    } else if (!this.typed && this.proposedChoices.chooseByKey(key)) {
      this.close();
    } else if (key === "Backspace" && this.isMany && !this.input.value && this.value.length) {
      this.removeAt(this.value.length - 1);
    } else if (key === "ArrowDown" && !isOpen) {
      this.open(this.openingText);
      if (this.options.length) this.setActiveOption(0);
    } else {
      const index = isOpen ? nextIndex(key, this.index, this.options.length) : null;
      if (index === null) return false;
      this.setActiveOption(index);
    }
    return true;
  }

  /** What is found first, else the new one. */
  chooseFirstResult() {
    this.awaitedText = this.typed;
    if (!this.isSearching) this.search(this.typed);
  }

  /** Text that nobody has chosen yet: Enter finds or creates it. */
  setTyped(typed) {
    this.input.value = typed;
  }

  /** Leaving by Tab takes the active option, as Enter does. */
  onBlur() {
    if (this.index >= 0 && this.isUnresolved && !this.options[this.index].newName) this.chooseOption(this.index, true);
    this.close();
  }

  chooseOption(index, isLeaving = false) {
    const { newName, id, label } = this.options[index] ?? {};
    if (newName) {
      this.close();
      this.create(newName);
    } else if (id !== undefined) {
      this.choose({ id, label });
      this.close();
      if (!isLeaving) this.input.focus({ preventScroll: true });
    }
  }

  choose(choice) {
    this.value = this.isMany ? [...this.value.filter(({ id }) => id !== choice.id), choice] : [choice];
    this.show();
    this.callbacks.onChange();
  }

  async create(typed) {
    const { status, body } = await this.api.create(this.modelName, typed);
    if (status !== 200 && status !== 201) {
      this.callbacks.onError(body.message ?? gettext("It could not be created. Check your connection."));
      return;
    }
    this.callbacks.onError("");
    rememberUse(this.modelName, body);
    this.choose(body);
    const message =
      status === 201 ? gettext("Created: %(name)s.") : gettext("“%(name)s” already exists and is selected.");
    announce(interpolate(message, { name: body.label }));
  }

  removeAt(index) {
    this.value = this.value.filter((_, at) => at !== index);
    this.show();
    this.callbacks.onChange();
    this.input.focus();
  }
}

function matching(options, typed) {
  const words = fold(typed).trim().split(/\s+/);
  return options.filter(({ label, hint }) => words.every((word) => fold(`${label} ${hint ?? ""}`).includes(word)));
}
