/* The page of saved statements: as the archive has them now, with the reader's notes. */

import { announce } from "../reading/copying.mjs";
import { forgetSearches, recentSearches } from "./recent-searches.mjs";
import { fetchStatements, remove, savedStatements, update, updateWords } from "./saved-statements.mjs";

const page = document.querySelector("#saved");
const list = document.querySelector("#saved-list");
const form = document.querySelector("#saved-export");
const template = document.querySelector("#saved-row");

async function showSaved() {
  const rows = savedStatements();
  const current = await fetchAll(rows.map(({ id }) => id));
  list.replaceChildren(...rows.map((row) => makeRow(row, current?.[row.id], current === null)));
  updateEmptyState();
}

/** In as many requests as it takes; null, and said so, where the archive is not reached. */
async function fetchAll(ids) {
  const { statementsUrl, maxIds, unreachable } = page.dataset;
  const statements = {};
  try {
    for (let first = 0; first < ids.length; first += Number(maxIds))
      Object.assign(statements, await fetchStatements(statementsUrl, ids.slice(first, first + Number(maxIds))));
  } catch {
    showNotice(unreachable);
    return null;
  }
  return statements;
}

function makeRow(row, statement, isUnreachable) {
  const item = template.content.firstElementChild.cloneNode(true);
  const card = item.querySelector(".saved-card");
  if (statement) {
    card.innerHTML = statement.card; // made by the archive's own templates, which escape
    if (!row.wording) updateWords(row.id, statement);
    else if (row.wording !== statement.wording) showCorrection(item, row);
  } else {
    const quote = document.createElement("blockquote");
    quote.className = "words";
    quote.textContent = row.words;
    card.append(quote);
    if (!isUnreachable) showUnavailable(item, row);
  }
  const note = item.querySelector("textarea");
  note.value = row.note;
  note.addEventListener("input", () => update(row.id, { note: note.value }));
  item.querySelector("button").addEventListener("click", () => removeRow(item, row.id));
  return item;
}

function addressOf(id) {
  return page.dataset.statementUrl.replace("0", id);
}

function showCorrection(item, { id, words }) {
  const notice = item.querySelector(".saved-changed");
  notice.querySelector("q").textContent = words;
  notice.querySelector("a").href = addressOf(id);
  notice.hidden = false;
}

function showUnavailable(item, { id }) {
  const notice = item.querySelector(".saved-unavailable");
  notice.querySelector("a").href = addressOf(id);
  notice.hidden = false;
}

function removeRow(item, id) {
  remove(id);
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  updateEmptyState();
  next?.querySelector("button")?.focus();
}

function updateEmptyState() {
  form.hidden = !list.children.length;
  if (!list.children.length) showNotice(page.dataset.empty);
}

function showNotice(words) {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = words;
  list.before(notice);
  announce(document.querySelector("#saved-status"), words);
}

function showSearches() {
  const rows = recentSearches();
  const items = rows.map(({ address, title }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    item.append(link);
    return item;
  });
  document.querySelector("#recent-searches").replaceChildren(...items);
  document.querySelector("#recent").hidden = !rows.length;
}

form.addEventListener("submit", () => {
  const rows = savedStatements().map(({ id, note }) => ({ id, note: note ?? "" }));
  form.elements.saved.value = JSON.stringify(rows);
});
document.querySelector("#forget-searches").addEventListener("click", () => {
  forgetSearches();
  showSearches();
});
showSearches();
showSaved();
