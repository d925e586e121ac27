/* A button beside every statement that saves it in this browser. */

import { announce } from "../reading/copying.mjs";
import { fetchStatements, isSaved, remove, save, updateWords } from "./saved-statements.mjs";

export function addSaveButtons(root = document) {
  const texts = document.querySelector("#saving")?.dataset;
  if (!texts) return;
  for (const element of root.querySelectorAll("[data-statement]")) addSaveButton(element, texts);
}

function addSaveButton(element, texts) {
  const id = Number(element.dataset.statement);
  const list = element.querySelector(":scope > .statement-body > ul.meta:not(.matched-fields)");
  const place = list ?? element.querySelector(".save-slot");
  if (!place) return;
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "save";
  button.setAttribute("aria-label", texts.saveLabel.replace("%(id)s", id));
  status.className = "status-message";
  status.setAttribute("role", "status");
  updateButton(button, isSaved(id), texts);
  button.addEventListener("click", () => toggleSaved(id, button, status, texts));
  const holder = document.createElement(list ? "li" : "span");
  holder.className = "screen-only";
  holder.append(button, status);
  place.append(holder);
}

function updateButton(button, saved, { save: saveLabel, remove: savedLabel }) {
  button.textContent = saved ? savedLabel : saveLabel;
  button.setAttribute("aria-pressed", String(saved));
}

function toggleSaved(id, button, status, texts) {
  const saved = isSaved(id);
  try {
    if (saved) remove(id);
    else save(id);
  } catch {
    announce(status, texts.failed);
    return;
  }
  updateButton(button, !saved, texts);
  announce(status, saved ? texts.removed : texts.saved);
  if (!saved) rememberWords(id, texts.statementsUrl);
}

/** The page of saved statements does so later where the archive is not reached now. */
async function rememberWords(id, address) {
  try {
    const statement = (await fetchStatements(address, [id]))[id];
    if (statement && isSaved(id)) updateWords(id, statement);
  } catch {
    // saved without its words
  }
}
