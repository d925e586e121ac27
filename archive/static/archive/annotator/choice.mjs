/* A box to choose a speaker, an event or themes by typing, after ARIA's combobox; what is missing is made on the spot. */

import { moved } from "../combobox-keys.mjs";
import { announce, h, say } from "./page.mjs";

const PAUSE = 90; // milliseconds without a key before the server is asked
const recent = new Map(); // noun -> what was used last, the latest first

/** Used a moment ago: offered first. */
export function used(noun, ...chosen) {
  const known = recent.get(noun) ?? [];
  const ids = new Set(chosen.map(({ id }) => id));
  recent.set(noun, [...chosen.map((each) => known.find(({ id }) => id === each.id) ?? each), ...known.filter(({ id }) => !ids.has(id))]);
}

export function known(noun) {
  return recent.get(noun) ?? [];
}

export async function learn(api, noun) {
  const { status, body } = await api.choices(noun, "");
  if (status === 200) recent.set(noun, body.choices);
}

const folded = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

export class Choice {
  /** `many` choices stand as chips in their order; `mayMake()` says whether a new one may be made. */
  constructor({ api, noun, name, label, many = false, mayMake = () => false, changed = () => {} }) {
    Object.assign(this, { api, noun, name, many, mayMake, changed, value: [], options: [], at: -1, asked: 0 });
    const id = `choose-${name}`;
    this.input = h("input", { id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-describedby": `${id}-error` });
    this.list = h("div", { id: `${id}-list`, role: "listbox", class: "options", "aria-label": label, hidden: true });
    this.chips = h("span", { class: "chips" });
    this.box = h("div", { class: many ? "choice choice-many" : "choice" }, this.chips, this.input);
    this.root = h("div", { class: "choosing" }, this.box, this.list);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.list.hidden && this.open(this.value.length && !this.many ? "" : this.input.value.trim()));
    this.input.addEventListener("blur", () => this.left());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.take(Number(row.dataset.at));
    });
    this.chips.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.drop(Number(button.dataset.at));
    });
  }

  set(chosen) {
    this.value = chosen;
    this.show();
  }

  get isUnsure() {
    return Boolean(this.input.value.trim()) && (this.many || !this.value.length);
  }

  show() {
    this.input.value = this.many ? "" : (this.value[0]?.label ?? "");
    if (!this.many) return;
    const chips = this.value.map(({ label }, at) =>
      h("span", { class: "chip" }, label, h("button", { type: "button", "data-at": at, "aria-label": say("takeOut", { label }) }, "×")),
    );
    this.chips.replaceChildren(...chips);
  }

  typed() {
    if (!this.many) this.value = [];
    clearTimeout(this.waiting);
    const typed = this.input.value.trim();
    this.offer(typed, matching(known(this.noun), typed), false);
    this.asking = true;
    this.waiting = setTimeout(() => this.ask(typed), typed ? PAUSE : 0);
    this.changed();
  }

  async ask(typed) {
    const turn = ++this.asked;
    const { status, body } = typed ? await this.api.choices(this.noun, typed) : { status: 200, body: { choices: known(this.noun) } };
    if (turn !== this.asked) return;
    this.asking = false;
    if (status !== 200 || document.activeElement !== this.input) return;
    const mine = matching(known(this.noun), typed);
    const ids = new Set(mine.map(({ id }) => id));
    this.offer(typed, [...mine, ...body.choices.filter(({ id }) => !ids.has(id))], true);
    if (this.wanted === typed && this.options.some(({ make }) => !make)) this.take(0);
    this.wanted = null;
  }

  open(typed) {
    this.offer(typed, matching(known(this.noun), typed), true);
    this.go(-1);
    if (typed) this.ask(typed);
  }

  /** What was typed and is not there yet can be made, but only by choosing just that. */
  offer(typed, found, complete) {
    const chosen = new Set(this.many ? this.value.map(({ id }) => id) : []);
    this.options = found.filter(({ id }) => !chosen.has(id)).slice(0, 30);
    const there = found.some(({ label }) => folded(label) === folded(typed));
    if (complete && typed && !there && this.mayMake(this.noun)) this.options.push({ make: typed, label: say("make", { name: typed }) });
    const rows = this.options.map(({ label, hint, make }, at) =>
      h("div", { role: "option", id: `${this.list.id}-${at}`, "data-at": at, "aria-selected": "false", class: make ? "make" : null }, h("span", {}, label), hint ? h("span", { class: "hint" }, hint) : null),
    );
    if (!rows.length && complete && typed) rows.push(h("p", { class: "quiet" }, say("noneFound")));
    this.list.replaceChildren(...rows);
    this.list.hidden = rows.length === 0;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.go(typed && this.options.length && !this.options[0].make ? 0 : -1);
    if (!this.list.hidden) this.makeRoom();
  }

  /** Where the panel is short, it scrolls until the list is in sight. */
  makeRoom() {
    const panel = this.root.closest(".bench-panel");
    const over = this.list.getBoundingClientRect().bottom - panel.getBoundingClientRect().bottom;
    if (over > 0) panel.scrollTop += over + 8;
  }

  go(to) {
    this.at = to;
    for (const row of this.list.querySelectorAll("[role=option]")) row.setAttribute("aria-selected", String(Number(row.dataset.at) === to));
    if (to < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    const row = document.getElementById(`${this.list.id}-${to}`);
    this.input.setAttribute("aria-activedescendant", row.id);
    this.list.scrollTop = Math.max(Math.min(this.list.scrollTop, row.offsetTop), row.offsetTop + row.offsetHeight - this.list.clientHeight);
  }

  close() {
    clearTimeout(this.waiting);
    this.asked++;
    this.asking = false;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.at = -1;
  }

  /** Keys that belong to the list are kept from the form. */
  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const typed = this.input.value.trim();
    if (event.key === "Enter" && !event.shiftKey && (this.at >= 0 || (this.isUnsure && this.asking))) {
      if (this.at >= 0) this.take(this.at);
      else this.wanted = typed; // as soon as it is found
    } else if (event.key === "Escape" && !this.list.hidden) {
      this.close();
      if (!this.many) this.show();
    } else if (event.key === "Backspace" && this.many && !this.input.value && this.value.length) {
      this.drop(this.value.length - 1);
    } else if (event.key === "ArrowDown" && this.list.hidden) {
      this.open(this.value.length && !this.many ? "" : typed);
      if (this.options.length) this.go(0);
    } else if (!this.list.hidden && moved(event.key, this.at, this.options.length) !== null) {
      this.go(moved(event.key, this.at, this.options.length));
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Leaving the box by Tab takes what is marked, as Enter does. */
  left() {
    if (this.at >= 0 && this.isUnsure && !this.options[this.at].make) this.take(this.at, true);
    this.close();
  }

  async take(at, leaving = false) {
    const { make, id, label } = this.options[at] ?? {};
    if (make) {
      this.close();
      return this.make(make);
    }
    if (id === undefined) return;
    this.choose({ id, label });
    this.close();
    if (!leaving) this.input.focus({ preventScroll: true });
  }

  choose(chosen) {
    this.value = this.many ? [...this.value.filter(({ id }) => id !== chosen.id), chosen] : [chosen];
    this.show();
    this.changed();
  }

  async make(name) {
    const { status, body } = await this.api.make(this.noun, name);
    if (status !== 200 && status !== 201) {
      this.fail(body.message ?? say("notMade"));
      return;
    }
    this.fail("");
    used(this.noun, body);
    this.choose(body);
    announce(say(status === 201 ? "made" : "wasThere", { name: body.label }));
  }

  fail() {}

  drop(at) {
    this.value = this.value.filter((_, number) => number !== at);
    this.show();
    this.changed();
    this.input.focus();
  }
}

function matching(options, typed) {
  const wanted = folded(typed).split(/\s+/);
  return options.filter(({ label, hint }) => wanted.every((word) => folded(`${label} ${hint ?? ""}`).includes(word)));
}
