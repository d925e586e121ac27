/* What searching does better with JavaScript: suggestions, finding a value of a long facet, dragging over years. */

import { Combobox } from "./combobox.mjs";
import { addFilters } from "./filters.mjs";
import { YearChart } from "./year-chart.mjs";

async function fetchJson(address, pairs, signal) {
  const response = await fetch(`${address}?${new URLSearchParams(pairs)}`, { signal });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** `data-suggestions-url` is the address of suggestions, `data-label` names their list. */
function addSuggestions(form) {
  const { suggestionsUrl, label } = form.dataset;
  const find = async (q, signal) => {
    const { suggestions, message } = await fetchJson(suggestionsUrl, { q }, signal);
    return { options: suggestions, message };
  };
  new Combobox(form.querySelector("input[name=q]"), { find, label });
}

/** An input that finds a value of a facet; the link to all values stays below it. */
function addValueSearch(element) {
  const link = element.querySelector("a");
  const { valuesUrl, listLabel } = element.dataset;
  const query = [...new URLSearchParams(location.search)].filter(([name]) => name !== "page");
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = link.textContent;
  input.setAttribute("aria-label", link.textContent);
  element.prepend(input);
  element.classList.add("has-search-field");
  link.textContent = listLabel;
  const find = async (typed, signal) => {
    const { values, message } = await fetchJson(valuesUrl, [...query, ["find", typed]], signal);
    return { options: values.map(({ label, count, url }) => ({ kind: "", label, count, url })), message };
  };
  new Combobox(input, { find, label: listLabel });
}

for (const form of document.querySelectorAll("[data-suggestions-url]")) addSuggestions(form);
for (const element of document.querySelectorAll(".facet-value-search")) addValueSearch(element);
for (const chart of document.querySelectorAll(".chart[data-search-url]")) new YearChart(chart);
for (const facets of document.querySelectorAll(".facets")) addFilters(facets);
