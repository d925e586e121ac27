/* Fields of a statement that only the server describes: they are sent, compared and get their defaults. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { statement } from "../statements.mjs";

const TONE = { name: "tone", kind: "text", label: "Tone", help: "", default: "", longest: 40, choices: [] };
const NOTE = { ...TONE, name: "note", label: "Note" };
const data = { voices: [], attributions: [], states: [], fields: [NOTE, TONE] };
globalThis.document = { getElementById: () => ({ textContent: JSON.stringify(data) }) };

const { furtherFields } = await import("../../../../archive/static/archive/annotator/page.mjs");
const { differences, matchesBody, requestBody } = await import("../../../../archive/static/archive/annotator/state/merge.mjs");

test("only fields without a place of their own are further fields", () => {
  assert.deepEqual(furtherFields, [TONE]);
});

test("a further field is sent and compared", () => {
  const mine = statement(1, { tone: "solemn" });
  const body = requestBody(mine, 1);
  assert.equal(body.tone, "solemn");
  assert.ok(matchesBody(mine, body));
  assert.ok(!matchesBody(statement(1, { tone: "" }), body));
  assert.deepEqual(differences(mine, statement(1, { tone: "cheerful" })), [["tone", "solemn", "cheerful"]]);
});
