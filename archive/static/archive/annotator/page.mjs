/* What the server put into the page for the scripts: the document and the choices of its fields. Empty outside a browser. */

const data = globalThis.document?.getElementById("workbench-data");

export const page = data ? JSON.parse(data.textContent) : { voices: [], attributions: [], states: [] };

/** The label of a value in [[value, label], …]. */
export function labelOf(options, value, fallback = "") {
  return options.find(([key]) => key === value)?.[1] ?? fallback;
}
