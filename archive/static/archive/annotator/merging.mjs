/* Pure: what the server said and what waits to be sent, put together; and what others did meanwhile. */

import { inOrder } from "./laying.mjs";

const SENT = ["voice", "voice_label", "attribution", "role_as_printed", "note", "certain", "state"];
const NAMED = ["speaker", "event", "role"];
const MANY = ["themes", "relays"];

/** The statements as the server knows them after an answer, and which of them are news to this page. */
export function merge(known, { statements, ids }) {
  const given = new Map(statements.map((statement) => [statement.id, statement]));
  const order = ids ?? statements.map(({ id }) => id);
  const merged = new Map();
  const news = { added: [], changed: [], removed: [] };
  for (const id of order) {
    const statement = given.get(id) ?? known.get(id);
    if (!statement) continue;
    merged.set(id, statement);
    if (!known.has(id)) news.added.push(statement);
    else if (known.get(id).etag !== statement.etag) news.changed.push(statement);
  }
  for (const [id, statement] of known) if (!merged.has(id)) news.removed.push(statement);
  return { merged, news };
}

/** The statements in reading order as they will be when all that waits is sent. */
export function overlay(known, jobs) {
  const found = new Map(known);
  for (const { kind, id, shown, seconds } of jobs) {
    if (kind === "remove") found.delete(id);
    else if (shown) found.set(id, { ...shown, id, etag: "own", waiting: true });
    if (seconds) found.set(seconds.id, { ...seconds, etag: "own", waiting: true });
  }
  return [...found.values()].sort(inOrder);
}

/** What is sent for a statement as it is shown. */
export function bodyOf(shown, text_version) {
  const body = { start: shown.start, end: shown.end, text_version };
  for (const name of SENT) body[name] = shown[name];
  for (const name of NAMED) body[name] = shown[name]?.id ?? null;
  for (const name of MANY) body[name] = (shown[name] ?? []).map(({ id }) => id);
  return body;
}

/** Whether a statement already says all that was to be written: the answer to an earlier try was lost. */
export function says(statement, body) {
  const theirs = bodyOf(statement, body.text_version);
  return Object.keys(body).every((name) => {
    const [a, b] = [theirs[name], body[name]];
    return name === "themes" ? sorted(a) === sorted(b) : JSON.stringify(a) === JSON.stringify(b);
  });
}

function sorted(ids) {
  return [...ids].sort((a, b) => a - b).join();
}

/** [name, mine, theirs] for each field in which two versions differ. */
export function differences(mine, theirs) {
  const names = ["words", ...NAMED.slice(0, 2), ...MANY, ...SENT, "role"];
  return names
    .map((name) => [name, told(mine, name), told(theirs, name)])
    .filter(([, a, b]) => a !== b);
}

export function told(statement, name) {
  const value = statement[name];
  if (Array.isArray(value)) return value.map(({ label }) => label).join(", ");
  if (value && typeof value === "object") return value.label;
  const label = statement[`${name}_label`];
  if (name !== "voice_label" && typeof label === "string" && name !== "voice") return label;
  if (name === "voice") return statement.voice_name ?? value;
  return typeof value === "boolean" ? String(value) : (value ?? "");
}

/** Where words that stood at `start` stand in a corrected text: the nearest place, in offsets; null where nowhere. */
export function relocate(text, words, start) {
  let best = null;
  const wanted = words.trim();
  if (!wanted) return null;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const offset = points(text, at);
    if (best === null || Math.abs(offset - start) < Math.abs(best - start)) best = offset;
  }
  return best === null ? null : { start: best, end: best + points(wanted, wanted.length) };
}

function points(text, unit) {
  return Array.from(text.slice(0, unit)).length;
}
