/* What the public pages do a little better with JavaScript; all of it works without. */

import { rememberSearch } from "../saving/recent-searches.mjs";
import { addSaveButtons } from "../saving/save-buttons.mjs";
import { copyAndAnnounce } from "./copying.mjs";
import { addMatchNavigation } from "./matches.mjs";
import { QuoteBar } from "./quote-bar.mjs";
import { TermNotes } from "./terms.mjs";
import { openTextPage } from "./text-pages.mjs";

function addCopyButton(citation) {
  const { copy, label, copied, failed } = citation.dataset;
  const text = citation.querySelector(".citation-text");
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.textContent = copy;
  button.setAttribute("aria-label", label);
  status.className = "status-message";
  status.setAttribute("role", "status");
  button.addEventListener("click", () => copyAndAnnounce(text.textContent.trim(), status, { copied, failed }));
  const place = document.createElement("dd"); // a list of definitions holds nothing else
  place.append(button, status);
  citation.append(place);
}

/* A statement that crosses another or spans paragraphs is several marks; :target reaches only the first. */
function showTarget() {
  for (const element of document.querySelectorAll(".is-target")) element.classList.remove("is-target");
  const id = /^#s(\d+)$/.exec(location.hash)?.[1];
  if (!id) return;
  const targets = document.querySelectorAll(`[data-statement-id="${id}"], #note-${id}`);
  for (const element of targets) element.classList.add("is-target");
}

const template = document.querySelector("#quote-bar");
if (template && document.querySelector("[data-passage-url]")) new QuoteBar(template);
for (const bar of document.querySelectorAll(".matches")) addMatchNavigation(bar);
for (const citation of document.querySelectorAll(".citation[data-copy]")) addCopyButton(citation);
new TermNotes(document.querySelectorAll("a.term[data-term]"));
addSaveButtons();
rememberSearch();
for (const act of [openTextPage, showTarget]) {
  window.addEventListener("hashchange", act);
  act();
}
