/* What the server put into the page for the scripts: the document, the choices, and every word they show. */

export const page = JSON.parse(document.getElementById("workbench").textContent);

/** `say("marked", {words})`; of words for one and for more, `n` chooses. */
export function say(name, values = {}) {
  const given = page.words[name];
  const words = Array.isArray(given) ? given[values.n === 1 ? 0 : 1] : given;
  return words.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** An element; `on` holds listeners, a null attribute is left out, true stands alone. */
export function h(tag, { on = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  for (const [event, heard] of Object.entries(on)) made.addEventListener(event, heard);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function brief(words, most = 60) {
  const line = words.replace(/\s+/g, " ").trim();
  const signs = Array.from(line);
  return signs.length <= most ? line : `${signs.slice(0, most - 1).join("")}…`;
}

const live = document.getElementById("live");

/** Said to a screen reader when it has a moment, the same words twice as well. */
export function announce(words) {
  live.textContent = "";
  setTimeout(() => (live.textContent = words), 30);
}

export function isDesktop() {
  return window.matchMedia("(min-width: 50rem)").matches;
}

const SLICE = 5; // milliseconds

/** Works through `items` in short slices that leave the page time to answer; returns what stops it. */
export function inSlices(items, act, done = () => {}) {
  const waiting = items[Symbol.iterator]();
  let stopped = false;
  const slice = () => {
    const began = performance.now();
    while (!stopped && performance.now() - began < SLICE) {
      const { value, done: over } = waiting.next();
      if (over) {
        stopped = true;
        done();
        return;
      }
      act(value);
    }
    if (!stopped) setTimeout(slice);
  };
  slice();
  return () => (stopped = true);
}
