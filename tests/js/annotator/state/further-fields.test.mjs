/* Fields of a statement that only the server describes: they are sent, compared and get their defaults. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { furtherFields, page } from "../../../../archive/static/archive/annotator/page.mjs";
import { differences, matchesBody, requestBody } from "../../../../archive/static/archive/annotator/state/merge.mjs";
import { statement } from "../statements.mjs";

const TONE = { name: "tone", kind: "text", label: "Tone", help: "", default: "", longest: 40, choices: [] };
const NOTE = { ...TONE, name: "note", label: "Note" };

describe("fields that only the server describes", () => {
  const others = page.fields;
  before(() => {
    page.fields = [NOTE, TONE];
  });
  after(() => {
    page.fields = others;
  });

  test("only fields without a fixed position are further fields", () => {
    assert.deepEqual(furtherFields(), [TONE]);
  });

  test("a further field is sent and compared", () => {
    const mine = statement(1, { tone: "solemn" });
    const body = requestBody(mine, 1);
    assert.equal(body.tone, "solemn");
    assert.ok(matchesBody(mine, body));
    assert.ok(!matchesBody(statement(1, { tone: "" }), body));
    assert.deepEqual(differences(mine, statement(1, { tone: "cheerful" })), [["tone", "solemn", "cheerful"]]);
  });
});
