/* What the server put into the page for the scripts: the document and the choices of its fields. Empty outside a browser. */

const data = globalThis.document?.getElementById("workbench-data");

export const page = data ? JSON.parse(data.textContent) : { voices: [], attributions: [], states: [], fields: [] };

const PLACED = new Set(["voice", "voice_label", "attribution", "role_as_printed", "note", "certain"]);

/** Fields of a statement (archive/editing/fields.py) that the panel has no place for: they come last, as they are described. */
export const furtherFields = page.fields.filter(({ name }) => !PLACED.has(name));

/** The label of a value in [[value, label], …]. */
export function labelOf(options, value, fallback = "") {
  return options.find(([key]) => key === value)?.[1] ?? fallback;
}
