/* A box that offers options while one types, after the combobox pattern of ARIA; choosing one goes to its address.
   Without it the box is a box and the form a form. */

import { countMessage, groupByKind, nextIndex } from "./listbox.mjs";

const PAUSE = 120; // milliseconds without a key before anything is asked

let made = 0;

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * `find(typed, signal)` promises a list of {kind, label, hint, count, url}; `words` are what to say for none, one and
 * more of them; `label` names the list.
 */
export function combobox(input, { find, words, label }) {
  const id = `options-${(made += 1)}`;
  const list = element("div", { role: "listbox", id, class: "options", "aria-label": label, hidden: "" });
  const status = element("span", { role: "status", class: "vh" });
  let options = [];
  let at = -1;
  let waiting;
  let asking;

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  })) {
    input.setAttribute(name, value);
  }
  input.parentElement.append(list, status);

  function optionOf(option) {
    const count = option.count === null ? "" : option.count.toLocaleString(document.documentElement.lang);
    const parts = [element("span", {}, option.label)];
    if (option.hint) parts.push(element("span", { class: "hint" }, option.hint));
    if (count) parts.push(element("span", { class: "count" }, count));
    const row = element("div", { role: "option", id: `${id}-${options.length}`, "aria-selected": "false" }, ...parts);
    row.addEventListener("click", () => location.assign(option.url));
    options.push({ row, url: option.url });
    return row;
  }

  function show(found) {
    options = [];
    at = -1;
    const groups = groupByKind(found).map(([kind, members]) => {
      const head = kind ? [element("div", { class: "kind", "aria-hidden": "true" }, kind)] : [];
      const group = kind ? { role: "group", "aria-label": kind } : { role: "presentation" };
      return element("div", group, ...head, ...members.map(optionOf));
    });
    list.replaceChildren(...groups);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = countMessage(options.length, words);
  }

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    if (list.hidden) return;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
    at = -1;
  }

  function go(to) {
    options.forEach(({ row }, place) => row.setAttribute("aria-selected", String(place === to)));
    at = to;
    if (to === -1) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", options[to].row.id);
    options[to].row.scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const found = await find(input.value.trim(), signal);
      if (!signal.aborted && document.activeElement === input) show(found);
    } catch {
      // Nothing is offered, then: the box works as it would without.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim() === "") close();
    else waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(options[at].url);
    } else if (event.key === "ArrowDown" && list.hidden && input.value.trim()) {
      event.preventDefault();
      ask();
    } else if (!list.hidden) {
      const to = nextIndex(event.key, at, options.length);
      if (to === null) return;
      event.preventDefault();
      go(to);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  window.addEventListener("pagehide", close); // coming back shows the page, not the list
}
