/* What the public pages do a little better with JavaScript; all of it works without. */

import { addSaveButtons } from "../saving/buttons.mjs";
import { rememberSearch } from "../saving/recent-searches.mjs";
import { copyAndSay } from "./copying.mjs";
import { addHitSteps } from "./matches.mjs";
import { goToPlace } from "./places.mjs";
import { QuoteBar } from "./quote-bar.mjs";
import { TermNotes } from "./terms.mjs";

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
  button.addEventListener("click", () => copyAndSay(text.textContent.trim(), status, { copied, failed }));
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
for (const bar of document.querySelectorAll(".matches")) addHitSteps(bar);
for (const citation of document.querySelectorAll(".citation[data-copy]")) addCopyButton(citation);
new TermNotes(document.querySelectorAll("a.term[data-term]"));
addSaveButtons();
rememberSearch();
for (const act of [goToPlace, showTarget]) {
  window.addEventListener("hashchange", act);
  act();
}
