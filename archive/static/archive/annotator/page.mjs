/* What the server put into the page for the scripts. Outside a browser it is empty, for tests to fill. */

const data = globalThis.document?.getElementById("workbench-data");

/** `fields` are the plain fields of a statement: {name, kind, label, help, longest, choices}; `states` are choices too. */
export const page = data ? JSON.parse(data.textContent) : { fields: [], states: [] };

/** [[value, label], …] of a field. */
export function choicesOf(name) {
  return name === "state" ? page.states : (page.fields.find((field) => field.name === name)?.choices ?? []);
}

/** The label of one of a field's values. */
export function labelOf(name, value, fallback = "") {
  return choicesOf(name).find(([key]) => key === value)?.[1] ?? fallback;
}
