/* Merging what the server answered with what is pending here, and comparing versions of a statement. */

import { page } from "../page.mjs";
import { byPosition } from "../text/layout.mjs";
import { OWN_ETAG } from "./queue.mjs";

const RELATIONS = ["speaker", "event", "role"];
const LISTS = ["themes", "relays"];

/** {merged, remoteChanges}: the statements (by id) after an answer, and what is added, changed and removed since `known`. */
export function merge(known, { statements, ids }) {
  const answered = new Map(statements.map((statement) => [statement.id, statement]));
  const order = ids ?? statements.map(({ id }) => id);
  const merged = new Map();
  const remoteChanges = { added: [], changed: [], removed: [] };
  for (const id of order) {
    const statement = answered.get(id) ?? known.get(id);
    if (!statement) continue;
    merged.set(id, statement);
    if (!known.has(id)) remoteChanges.added.push(statement);
    else if (known.get(id).etag !== statement.etag) remoteChanges.changed.push(statement);
  }
  for (const [id, statement] of known) if (!merged.has(id)) remoteChanges.removed.push(statement);
  return { merged, remoteChanges };
}

/** The statements in text order as they will be when all pending jobs are sent. */
export function applyPending(known, jobs) {
  const applied = new Map(known);
  const pending = { etag: OWN_ETAG, isPending: true };
  for (const { kind, id, statement, secondStatement } of jobs) {
    if (kind === "remove") applied.delete(id);
    else if (statement) applied.set(id, { ...statement, id, ...pending });
    if (secondStatement) applied.set(secondStatement.id, { ...secondStatement, ...pending });
  }
  return [...applied.values()].sort(byPosition);
}

function plainNames() {
  return [...page.fields.map(({ name }) => name), "state"];
}

/** The JSON that is sent for a statement. */
export function requestBody(statement, textVersion) {
  const body = { start: statement.start, end: statement.end, text_version: textVersion };
  for (const name of plainNames()) body[name] = statement[name];
  for (const name of RELATIONS) body[name] = statement[name]?.id ?? null;
  if (statement.speaker?.id === null) body.new_speaker = statement.speaker.label;
  for (const name of LISTS) body[name] = (statement[name] ?? []).map(({ id }) => id);
  return body;
}

/** Whether a statement has all the values of `body` already: the answer to an earlier attempt was lost. */
export function matchesBody(statement, body) {
  const theirs = requestBody(statement, body.text_version);
  const names = Object.keys(body).filter((name) => name !== "confirmed");
  return names.every((name) => {
    const [a, b] = [theirs[name], body[name]];
    return name === "themes" ? sorted(a) === sorted(b) : JSON.stringify(a) === JSON.stringify(b);
  });
}

function sorted(ids) {
  return [...ids].sort((a, b) => a - b).join();
}

/** [name, mine, theirs] for each field in which two versions differ. */
export function differences(mine, theirs) {
  const names = ["words", "speaker", "event", ...LISTS, ...plainNames(), "role"];
  return names
    .map((name) => [name, displayValue(mine, name), displayValue(theirs, name)])
    .filter(([, a, b]) => a !== b);
}

function displayValue(statement, name) {
  const value = statement[name];
  if (Array.isArray(value)) return value.map(({ label }) => label).join(", ");
  if (value && typeof value === "object") return value.label;
  if (name === "voice") return statement.voice_name ?? value;
  if (name !== "voice_label" && typeof statement[`${name}_label`] === "string") return statement[`${name}_label`];
  return typeof value === "boolean" ? String(value) : (value ?? "");
}
