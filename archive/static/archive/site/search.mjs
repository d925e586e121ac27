/* What searching does better with JavaScript: suggestions, finding a value of a long facet, dragging over years. */

import { combobox } from "./combobox.mjs";
import { orderedYears, queryWithYears, yearAt } from "./year-range.mjs";

async function json(address, pairs, signal) {
  const response = await fetch(`${address}?${new URLSearchParams(pairs)}`, { signal });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** `data-suggest` is where suggestions come from, `data-words` what to say of their number. */
function offerSuggestions(box) {
  combobox(box.querySelector("input[name=q]"), {
    find: async (q, signal) => (await json(box.dataset.suggest, { q }, signal)).suggestions,
    words: box.dataset.words.split("|"),
    label: box.dataset.label,
  });
}

/** In place of the link to all values of a facet, a box that finds one; the link stays below it. */
function offerValues(place) {
  const link = place.querySelector("a");
  const input = document.createElement("input");
  const here = [...new URLSearchParams(location.search)].filter(([name]) => name !== "page");
  input.type = "search";
  input.placeholder = link.textContent;
  input.setAttribute("aria-label", link.textContent);
  place.prepend(input);
  place.classList.add("has-box");
  link.textContent = place.dataset.list;
  combobox(input, {
    find: async (find, signal) => {
      const { values } = await json(place.dataset.find, [...here, ["find", find]], signal);
      return values.map(({ label, count, url }) => ({ kind: "", label, count, url }));
    },
    words: place.dataset.words.split("|"),
    label: link.textContent,
  });
}

/** Dragging over the bars, or Shift with two of them, chooses the years between. */
function offerRange(chart) {
  const svg = chart.querySelector("svg");
  const first = Number(chart.dataset.first);
  const years = Number(chart.dataset.years);
  const span = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  span.setAttribute("class", "chart-span");
  let begun = null;
  let dragged = false;
  let anchor = Number(svg.querySelector("a[aria-current]")?.dataset.year) || null;

  const at = (event) => yearAt(event.clientX - svg.getBoundingClientRect().left, svg.clientWidth, first, years);
  const go = (one, other) =>
    location.assign(`${chart.dataset.range}?${queryWithYears(location.search, ...orderedYears(one, other))}`);

  function mark(one, other) {
    const [from, to] = orderedYears(one, other);
    const step = svg.viewBox.baseVal.width / years;
    span.setAttribute("x", String((from - first) * step));
    span.setAttribute("width", String((to - from + 1) * step));
    span.setAttribute("height", String(svg.viewBox.baseVal.height));
    if (!span.isConnected) svg.prepend(span);
  }

  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.shiftKey) return;
    begun = at(event);
    dragged = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (begun === null || (at(event) === begun && !dragged)) return;
    if (!dragged) svg.setPointerCapture(event.pointerId);
    dragged = true;
    mark(begun, at(event));
  });
  svg.addEventListener("pointerup", (event) => {
    if (begun !== null && dragged) go(begun, at(event));
    begun = null;
  });
  svg.addEventListener("pointercancel", () => {
    begun = null;
    span.remove();
  });
  svg.addEventListener("click", (event) => {
    const bar = event.target.closest("a");
    if (dragged) {
      event.preventDefault();
      dragged = false;
    } else if (bar && event.shiftKey) {
      event.preventDefault();
      extend(Number(bar.dataset.year));
    }
  });
  svg.addEventListener("keydown", (event) => {
    const bar = event.target.closest("a");
    if (!bar || event.key !== "Enter" || !event.shiftKey) return;
    event.preventDefault();
    extend(Number(bar.dataset.year));
  });

  function extend(year) {
    if (anchor === null) {
      anchor = year;
      mark(year, year);
    } else {
      go(anchor, year);
    }
  }
}

document.querySelectorAll("[data-suggest]").forEach(offerSuggestions);
document.querySelectorAll(".facet-all").forEach(offerValues);
document.querySelectorAll(".chart[data-range]").forEach(offerRange);
