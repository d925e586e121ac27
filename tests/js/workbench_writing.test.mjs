import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf, differences, merge, overlay, relocate, says } from "../../archive/static/archive/annotator/merging.mjs";
import { OWN, WriteQueue } from "../../archive/static/archive/annotator/queue.mjs";
import { Undoing } from "../../archive/static/archive/annotator/undoing.mjs";

const S = (id, more = {}) => ({
  id, etag: `"${id}"`, start: id * 10, end: id * 10 + 5, words: `words ${id}`, state: "draft", state_label: "Draft",
  speaker: { id: 1, label: "Ada" }, event: null, themes: [], relays: [], voice: "speaker", voice_label: "", attribution: "verbatim",
  attribution_label: "Verbatim", role_as_printed: "", role: null, note: "", certain: true, ...more,
});

function queue(answers) {
  const [sent, settled] = [[], []];
  const made = new WriteQueue({
    send: async (job) => { sent.push(job); return answers.shift(); },
    settle: (job, { status }) => settled.push([job.key, status]),
  });
  return { made, sent, settled };
}

test("jobs are sent in order, one at a time", async () => {
  const { made, settled } = queue([{ status: 201, body: S(7) }, { status: 200, body: S(8) }]);
  await made.add({ key: 1, kind: "create", id: "new-1" }, { key: 2, kind: "change", id: 8, seen: '"8"' });
  assert.deepEqual(settled, [[1, 201], [2, 200]]);
  assert.equal(made.state, "idle");
});

test("a statement of this page's own is written by the number and ETag it got", async () => {
  const { made, sent } = queue([{ status: 201, body: S(7) }, { status: 200, body: S(7, { etag: '"b"' }) }, { status: 200, body: {} }]);
  await made.add({ key: 1, kind: "create", id: "new-1" }, { key: 2, kind: "change", id: "new-1", seen: OWN }, { key: 3, kind: "remove", id: "new-1", seen: OWN });
  assert.deepEqual(sent.map(({ id, seen }) => [id, seen]), [["new-1", undefined], [7, '"7"'], [7, '"b"']]);
});

test("without a network all waits and is sent when it is back", async () => {
  const { made, sent, settled } = queue([{ status: 0 }, { status: 201, body: S(1) }, { status: 200, body: {} }]);
  await made.add({ key: 1, kind: "create", id: "new-1" });
  await made.add({ key: 2, kind: "remove", id: 5, seen: '"5"' });
  assert.deepEqual([made.state, made.jobs.length, sent.length], ["offline", 2, 1]);
  await made.goOn();
  assert.deepEqual(settled, [[1, 201], [2, 200]]);
});

test("an expired login and a corrected text hold what waits", async () => {
  for (const [status, state] of [[401, "login"], [409, "corrected"], [503, "offline"]]) {
    const { made } = queue([{ status, body: {} }]);
    await made.add({ key: 1, kind: "create", id: "new-1" });
    assert.deepEqual([made.state, made.jobs.length], [state, 1]);
  }
});

test("a refusal is told and the next one sent; what hangs on a refused statement is not", async () => {
  const { made, sent, settled } = queue([{ status: 422, body: {} }, { status: 200, body: S(3) }]);
  await made.add({ key: 1, kind: "create", id: "new-1" }, { key: 2, kind: "change", id: "new-1", seen: OWN }, { key: 3, kind: "change", id: 3, seen: '"3"' });
  assert.deepEqual(settled, [[1, 422], [2, 424], [3, 200]]);
  assert.equal(sent.length, 2);
});

test("after a write of its own the page's older sight of a statement counts as the newer", async () => {
  const { made, sent } = queue([{ status: 200, body: S(3, { etag: '"b"' }) }, { status: 200, body: S(3, { etag: '"c"' }) }]);
  await made.add({ key: 1, kind: "change", id: 3, seen: '"3"' });
  await made.add({ key: 2, kind: "change", id: 3, seen: '"3"' });
  assert.equal(sent[1].seen, '"b"');
});

test("what waits can be kept and sent by the page opened next", async () => {
  const { made } = queue([{ status: 200, body: S(3, { etag: '"b"' }) }, { status: 0 }]);
  await made.add({ key: 1, kind: "change", id: 3, seen: '"3"' }, { key: 2, kind: "change", id: 3, seen: OWN });
  assert.deepEqual(made.frozen().map(({ key, seen }) => [key, seen]), [[2, '"b"']]);
});

test("both halves of a split are known afterwards", async () => {
  const { made } = queue([{ status: 200, body: { statements: [S(3, { etag: '"b"' }), S(9)] } }]);
  await made.add({ key: 1, kind: "split", id: 3, seen: '"3"', second: "new-4" });
  assert.deepEqual([made.idOf("new-4"), made.etags.get(3), made.etags.get(9)], [9, '"b"', '"9"']);
});

test("a full answer and one of what changed tell the same news", () => {
  const known = new Map([[1, S(1)], [2, S(2)], [3, S(3)]]);
  const changed = S(2, { etag: '"x"' });
  const full = merge(known, { statements: [S(1), changed, S(4)] });
  const some = merge(known, { statements: [changed, S(4)], ids: [1, 2, 4] });
  assert.deepEqual(full, some);
  assert.deepEqual(some.news, { added: [S(4)], changed: [changed], removed: [S(3)] });
  assert.deepEqual([...some.merged.keys()], [1, 2, 4]);
});

test("what waits lies over what the server said", () => {
  const known = new Map([[1, S(1)], [2, S(2)]]);
  const jobs = [
    { kind: "create", id: "new-1", shown: S(0) },
    { kind: "change", id: 1, shown: S(1, { note: "n" }) },
    { kind: "remove", id: 2 },
  ];
  assert.deepEqual(overlay(known, jobs).map(({ id, note, etag, waiting }) => [id, note, etag, waiting]), [["new-1", "", "own", true], [1, "n", "own", true]]);
});

test("an answer that was lost is known by what the statement says", () => {
  const body = bodyOf(S(1, { themes: [{ id: 2 }, { id: 1 }] }), 3);
  assert.equal(says(S(1, { themes: [{ id: 1 }, { id: 2 }] }), body), true);
  assert.equal(says(S(1, { note: "other" }), body), false);
  assert.deepEqual([body.speaker, body.event, body.text_version], [1, null, 3]);
});

test("two versions differ in the fields shown side by side", () => {
  const mine = S(1, { note: "mine", themes: [{ id: 1, label: "Peace" }] });
  const theirs = S(1, { speaker: null, attribution: "summary", attribution_label: "Summary" });
  assert.deepEqual(differences(mine, theirs), [["speaker", "Ada", ""], ["themes", "Peace", ""], ["attribution", "Verbatim", "Summary"], ["note", "mine", ""]]);
});

test("words are found again in a corrected text, at the nearest place", () => {
  assert.deepEqual(relocate("😀 we agree, and we agree", "we agree", 16), { start: 16, end: 24 });
  assert.deepEqual(relocate("😀 we agree, and we agree", "we agree", 0), { start: 2, end: 10 });
  assert.equal(relocate("we agree", "nothing", 0), null);
});

test("undo and redo walk the same way back and forth; something new ends the way forth", () => {
  const undoing = new Undoing();
  for (const say of ["a", "b", "c"]) undoing.did({ say });
  assert.equal(undoing.undo().say, "c");
  assert.equal(undoing.undo().say, "b");
  assert.equal(undoing.redo().say, "b");
  undoing.did({ say: "d" });
  assert.equal(undoing.redo(), null);
  const d = undoing.undo();
  undoing.forget(d);
  assert.equal(undoing.redo(), null);
  assert.deepEqual([undoing.undo().say, undoing.undo().say, undoing.undo()], ["b", "a", null]);
});
