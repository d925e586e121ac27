import assert from "node:assert/strict";
import { test } from "node:test";

import {
  applyPending,
  differences,
  matchesBody,
  merge,
  requestBody,
} from "../../../../archive/static/archive/annotator/state/merge.mjs";
import { statement } from "../statements.mjs";

test("a full answer and an answer with changes only report the same news", () => {
  const known = new Map([
    [1, statement(1)],
    [2, statement(2)],
    [3, statement(3)],
  ]);
  const changed = statement(2, { etag: '"x"' });
  const full = merge(known, { statements: [statement(1), changed, statement(4)] });
  const some = merge(known, { statements: [changed, statement(4)], ids: [1, 2, 4] });
  assert.deepEqual(full, some);
  assert.deepEqual(some.remoteChanges, { added: [statement(4)], changed: [changed], removed: [statement(3)] });
  assert.deepEqual([...some.merged.keys()], [1, 2, 4]);
});

test("pending changes are shown over the server state", () => {
  const known = new Map([
    [1, statement(1)],
    [2, statement(2)],
  ]);
  const jobs = [
    { kind: "create", id: "new-1", statement: statement(0) },
    { kind: "change", id: 1, statement: statement(1, { note: "n" }) },
    { kind: "remove", id: 2 },
  ];
  assert.deepEqual(
    applyPending(known, jobs).map(({ id, note, etag, isPending }) => [id, note, etag, isPending]),
    [
      ["new-1", "", "own", true],
      [1, "n", "own", true],
    ],
  );
});

test("a lost answer is recognised by the content of the statement", () => {
  const body = requestBody(statement(1, { themes: [{ id: 2 }, { id: 1 }] }), 3);
  assert.equal(matchesBody(statement(1, { themes: [{ id: 1 }, { id: 2 }] }), body), true);
  assert.equal(matchesBody(statement(1, { note: "other" }), body), false);
  assert.deepEqual([body.speaker, body.event, body.text_version], [1, null, 3]);
});

test("the differing fields of two versions are shown side by side", () => {
  const mine = statement(1, { note: "mine", themes: [{ id: 1, label: "Peace" }] });
  const theirs = statement(1, { speaker: null, attribution: "summary", attribution_label: "Summary" });
  assert.deepEqual(differences(mine, theirs), [
    ["speaker", "Ada", ""],
    ["themes", "Peace", ""],
    ["attribution", "Verbatim", "Summary"],
    ["note", "mine", ""],
  ]);
});
