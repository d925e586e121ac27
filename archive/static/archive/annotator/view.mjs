/* The bar above: what the colours stand for, which statements are shown, what can be undone. */

import { refill } from "./fields.mjs";
import { h, page, say } from "./page.mjs";
import { groups } from "./looks.mjs";

export const COLOURS = ["speaker", "theme", "attribution"];
const FILTERS = ["speaker", "theme", "state"];

export class View {
  /** `does` has changed(), undo(), redo(), help(). */
  constructor(root, does) {
    this.does = does;
    this.by = remembered();
    this.wanted = Object.fromEntries(FILTERS.map((name) => [name, ""]));
    this.count = h("span", { class: "count", role: "status" });
    this.legend = h("ul", { class: "legend", "aria-label": say("legend") });
    this.colour = picker("colour", say("colourBy"), COLOURS.map((name) => [name, page.words[`by_${name}`]]));
    this.colour.input.value = this.by;
    this.colour.input.addEventListener("change", () => this.colourBy(this.colour.input.value));
    this.filters = FILTERS.map((name) => {
      const made = picker(`filter-${name}`, page.words[`filter_${name}`], [["", page.words[`all_${name}`]]]);
      made.input.addEventListener("change", () => {
        this.wanted[name] = made.input.value;
        does.changed();
      });
      return [name, made];
    });
    this.undo = h("button", { type: "button", class: "quiet-button", on: { click: () => does.undo() } }, say("undo"));
    this.redo = h("button", { type: "button", class: "quiet-button", on: { click: () => does.redo() } }, say("redo"));
    const help = h("button", { type: "button", class: "quiet-button", on: { click: () => does.help() } }, say("keys"), " ", h("kbd", {}, "?"));
    root.append(this.colour.root, ...this.filters.map(([, made]) => made.root), this.count, h("span", { class: "bar-acts" }, this.undo, this.redo, help), this.legend);
  }

  colourBy(by) {
    this.by = by;
    this.colour.input.value = by;
    try {
      localStorage.setItem("annotate colour", by);
    } catch {
      // Only forgotten.
    }
    this.does.changed();
  }

  nextColour() {
    this.colourBy(COLOURS[(COLOURS.indexOf(this.by) + 1) % COLOURS.length]);
    return page.words[`by_${this.by}`];
  }

  get isFiltered() {
    return Object.values(this.wanted).some(Boolean);
  }

  focus() {
    this.filters[0][1].input.focus();
  }

  groups(statements) {
    return groups(statements, this.by, say("noTheme"));
  }

  show(all, shown, found, undoing) {
    this.count.textContent = shown === all.length ? say("count", { n: shown }) : say("countOf", { n: shown, all: all.length });
    this.undo.disabled = !undoing.done.length;
    this.redo.disabled = !undoing.undone.length;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.options(all), 200);
    const first = [...found.values()].filter(({ hue }) => hue).sort((a, b) => b.count - a.count);
    const more = found.size - first.length;
    const entry = (hue, label, count) => h("li", { class: `hue-${hue}` }, h("span", { class: "swatch", "aria-hidden": "true" }), `${label} `, h("span", { class: "legend-count" }, String(count)));
    const rest = [...found.values()].filter(({ hue }) => !hue).reduce((sum, { count }) => sum + count, 0);
    this.legend.replaceChildren(...first.map(({ hue, label, count }) => entry(hue, label, count)), ...(more ? [entry(0, say("others"), rest)] : []));
  }

  /** What is chosen stays choosable when its last statement is gone. */
  options(all) {
    for (const [name, { input }] of this.filters) {
      const found = [...groups(all, name, say("noTheme")).values()].sort((a, b) => a.label.localeCompare(b.label, document.documentElement.lang));
      const options = [["", page.words[`all_${name}`]], ...found.map(({ key, label, count }) => [key, `${label} (${count})`])];
      const key = JSON.stringify(options);
      if (input.dataset.key === key) continue;
      const chosen = this.wanted[name];
      if (chosen && !found.some((group) => group.key === chosen)) options.push([chosen, input.selectedOptions[0]?.textContent ?? chosen]);
      refill(input, options, chosen);
      input.dataset.key = key;
    }
  }
}

function picker(name, label, options) {
  const input = h("select", { id: `bar-${name}` }, ...options.map(([value, words]) => h("option", { value }, words)));
  return { input, root: h("span", { class: "picker" }, h("label", { for: input.id }, label), input) };
}

function remembered() {
  try {
    const by = localStorage.getItem("annotate colour");
    return COLOURS.includes(by) ? by : "speaker";
  } catch {
    return "speaker";
  }
}
