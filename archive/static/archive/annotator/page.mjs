/* What the server put into the page for the scripts. Outside a browser it is empty, for tests to fill. */

const data = globalThis.document?.getElementById("workbench-data");

/** `fields` are the plain fields of a statement: {name, kind, label, help, default, longest, choices}; `states` are choices too. */
export const page = data ? JSON.parse(data.textContent) : { fields: [], states: [] };

const POSITIONED_FIELDS = new Set(["voice", "voice_label", "attribution", "role_as_printed", "note", "certain"]);

/** The fields that have no place of their own in panel and list: they are shown as they are described. */
export function furtherFields() {
  return page.fields.filter(({ name }) => !POSITIONED_FIELDS.has(name));
}

/** [[value, label], …] of a field. */
function choicesOf(name) {
  return name === "state" ? page.states : (page.fields.find((field) => field.name === name)?.choices ?? []);
}

/** The label of one of a field's values. */
export function labelOf(name, value, fallback = "") {
  return choicesOf(name).find(([key]) => key === value)?.[1] ?? fallback;
}
