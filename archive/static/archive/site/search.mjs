/* What searching does better with JavaScript: suggestions, finding a value of a long facet, dragging over years. */

import { Combobox } from "./combobox.mjs";
import { YearChart } from "./year-chart.mjs";

async function fetchJson(address, pairs, signal) {
  const response = await fetch(`${address}?${new URLSearchParams(pairs)}`, { signal });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** `data-suggest` is the address of suggestions, `data-words` the messages for their number. */
function addSuggestions(form) {
  const { suggest, words, label } = form.dataset;
  const find = async (q, signal) => (await fetchJson(suggest, { q }, signal)).suggestions;
  new Combobox(form.querySelector("input[name=q]"), { find, messages: words.split("|"), label });
}

/** An input that finds a value of a facet; the link to all values stays below it. */
function addValueFinder(element) {
  const link = element.querySelector("a");
  const { find: address, list, words } = element.dataset;
  const query = [...new URLSearchParams(location.search)].filter(([name]) => name !== "page");
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = link.textContent;
  input.setAttribute("aria-label", link.textContent);
  element.prepend(input);
  element.classList.add("has-box");
  link.textContent = list;
  const find = async (typed, signal) => {
    const { values } = await fetchJson(address, [...query, ["find", typed]], signal);
    return values.map(({ label, count, url }) => ({ kind: "", label, count, url }));
  };
  new Combobox(input, { find, messages: words.split("|"), label: list });
}

for (const form of document.querySelectorAll("[data-suggest]")) addSuggestions(form);
for (const element of document.querySelectorAll(".facet-all")) addValueFinder(element);
for (const chart of document.querySelectorAll(".chart[data-range]")) new YearChart(chart);
