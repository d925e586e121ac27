/* The toolbar: what the colours mean, which statements are shown, undo and redo. */

import { gettext, interpolate, ngettext } from "../catalog.mjs";
import { groupStatements } from "../state/grouping.mjs";
import { h } from "./dom.mjs";
import { setOptions } from "./fields.mjs";

const STORAGE_KEY = "annotate colour";
const COLOURS = { speaker: gettext("by speaker"), theme: gettext("by theme"), attribution: gettext("by attribution") };
const FILTERS = {
  speaker: [gettext("Speaker"), gettext("All speakers")],
  theme: [gettext("Theme"), gettext("All themes")],
  state: [gettext("State"), gettext("All states")],
};

export class Toolbar {
  /** `callbacks`: onChange(), undo(), redo(), help(). */
  constructor(root, callbacks) {
    this.callbacks = callbacks;
    this.groupBy = readStoredColour();
    this.filterValues = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, ""]));
    this.count = h("span", { class: "count", role: "status" });
    this.legend = h("ul", { class: "legend", "aria-label": gettext("Colour legend") });
    this.colour = labelledSelect("colour", gettext("Colours"), Object.entries(COLOURS));
    this.colour.input.value = this.groupBy;
    this.colour.input.addEventListener("change", () => this.setColour(this.colour.input.value));
    this.filters = new Map(
      Object.entries(FILTERS).map(([name, [label, all]]) => [name, this.filter(name, label, all)]),
    );
    this.undo = button(callbacks.undo, gettext("Undo"));
    this.redo = button(callbacks.redo, gettext("Redo"));
    const help = button(callbacks.help, gettext("Shortcuts"), " ", h("kbd", {}, "?"));
    const filters = [...this.filters.values()].map((filter) => filter.root);
    const actions = h("span", { class: "toolbar-actions" }, this.undo, this.redo, help);
    root.append(this.colour.root, ...filters, this.count, actions, this.legend);
  }

  filter(name, label, all) {
    const filter = labelledSelect(`filter-${name}`, label, [["", all]]);
    filter.input.addEventListener("change", () => {
      this.filterValues[name] = filter.input.value;
      this.callbacks.onChange();
    });
    return filter;
  }

  setColour(name) {
    this.groupBy = name;
    this.colour.input.value = name;
    try {
      localStorage.setItem(STORAGE_KEY, name);
    } catch {
      // Only not remembered.
    }
    this.callbacks.onChange();
  }

  /** Colours by the next criterion and returns its label. */
  nextColour() {
    const names = Object.keys(COLOURS);
    this.setColour(names[(names.indexOf(this.groupBy) + 1) % names.length]);
    return COLOURS[this.groupBy];
  }

  get isFiltered() {
    return Object.values(this.filterValues).some(Boolean);
  }

  focus() {
    this.filters.get("speaker").input.focus();
  }

  groups(statements) {
    return groupStatements(statements, this.groupBy, gettext("No theme"));
  }

  show(statements, shown, groups, history) {
    this.count.textContent = countMessage(shown, statements.length);
    this.undo.disabled = !history.past.length;
    this.redo.disabled = !history.future.length;
    clearTimeout(this.optionsTimer);
    this.optionsTimer = setTimeout(() => this.updateFilters(statements), 200);
    const coloured = [...groups.values()].filter(({ hue }) => hue).sort((a, b) => b.count - a.count);
    const others = [...groups.values()].filter(({ hue }) => !hue).reduce((sum, { count }) => sum + count, 0);
    const entries = coloured.map(({ hue, label, count }) => legendEntry(hue, label, count));
    if (coloured.length < groups.size) entries.push(legendEntry(0, gettext("Others"), others));
    this.legend.replaceChildren(...entries);
  }

  updateFilters(statements) {
    for (const [name, { input }] of this.filters) {
      const language = document.documentElement.lang;
      const groups = [...groupStatements(statements, name, gettext("No theme")).values()];
      groups.sort((a, b) => a.label.localeCompare(b.label, language));
      const options = [["", FILTERS[name][1]], ...groups.map(({ key, label, count }) => [key, `${label} (${count})`])];
      const optionsKey = JSON.stringify(options);
      if (input.dataset.key === optionsKey) continue;
      const chosen = this.filterValues[name];
      // What is chosen remains an option when its last statement is gone.
      if (chosen && !groups.some((group) => group.key === chosen))
        options.push([chosen, input.selectedOptions[0]?.textContent ?? chosen]);
      setOptions(input, options, chosen);
      input.dataset.key = optionsKey;
    }
  }
}

function countMessage(shown, all) {
  if (shown === all) return interpolate(ngettext("%(n)s statement", "%(n)s statements", shown), { n: shown });
  return interpolate(ngettext("%(n)s of %(all)s statement", "%(n)s of %(all)s statements", all), { n: shown, all });
}

function legendEntry(hue, label, count) {
  const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
  return h("li", { class: `hue-${hue}` }, swatch, `${label} `, h("span", { class: "legend-count" }, String(count)));
}

function button(act, ...label) {
  return h("button", { type: "button", class: "quiet-button", on: { click: () => act() } }, ...label);
}

function labelledSelect(name, label, options) {
  const input = h("select", { id: `bar-${name}` });
  setOptions(input, options, options[0][0]);
  return { input, root: h("span", { class: "toolbar-select" }, h("label", { for: input.id }, label), input) };
}

function readStoredColour() {
  try {
    const name = localStorage.getItem(STORAGE_KEY);
    return name in COLOURS ? name : "speaker";
  } catch {
    return "speaker";
  }
}
