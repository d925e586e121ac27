/* The saved statements, kept by this browser: a list of {id, note, words, wording}, the newest first. */

const STORAGE_KEY = "verbatim.saved";
const MAX_CHARACTERS = 400; // characters kept of a statement, for the day on which it is not public any more

/** What is not such a list, as an older or foreign page may have left it, counts as nothing. */
export function savedStatements() {
  try {
    const rows = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(rows) ? rows.filter(({ id }) => Number.isSafeInteger(id) && id > 0) : [];
  } catch {
    return [];
  }
}

/** Throws where the browser lets pages keep nothing, or no more. */
function store(rows) {
  localStorage.setItem(STORAGE_KEY, JSON.stringify(rows));
}

export function isSaved(id) {
  return savedStatements().some((row) => row.id === id);
}

export function save(id) {
  store([{ id, note: "", words: "", wording: "" }, ...savedStatements().filter((row) => row.id !== id)]);
}

export function remove(id) {
  store(savedStatements().filter((row) => row.id !== id));
}

export function update(id, changes) {
  store(savedStatements().map((row) => (row.id === id ? { ...row, ...changes } : row)));
}

/** The words as the archive has them now are those that were saved. */
export function updateWords(id, { words, wording }) {
  update(id, { words: words.length > MAX_CHARACTERS ? `${words.slice(0, MAX_CHARACTERS)}…` : words, wording });
}

/** Statement id -> {card, words, wording} of those that are public; rejects where the archive is not reached. */
export async function fetchStatements(address, ids) {
  const response = await fetch(`${address}?${new URLSearchParams(ids.map((id) => ["id", id]))}`);
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).statements;
}
