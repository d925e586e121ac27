import assert from "node:assert/strict";
import { test } from "node:test";

import { OWN_ETAG, WriteQueue } from "../../../../archive/static/archive/annotator/state/queue.mjs";
import { statement } from "../statements.mjs";

function queue(answers) {
  const [sent, answered] = [[], []];
  const made = new WriteQueue({
    send: async (job) => {
      sent.push(job);
      return answers.shift();
    },
    onAnswer: (job, { status }) => answered.push([job.key, status]),
  });
  return { made, sent, answered };
}

test("jobs are sent in order, one at a time", async () => {
  const { made, answered } = queue([
    { status: 201, body: statement(7) },
    { status: 200, body: statement(8) },
  ]);
  await made.add({ key: 1, kind: "create", id: "new-1" }, { key: 2, kind: "change", id: 8, etag: '"8"' });
  assert.deepEqual(answered, [
    [1, 201],
    [2, 200],
  ]);
  assert.equal(made.state, "idle");
});

test("a statement created on this page is written with the id and ETag it received", async () => {
  const { made, sent } = queue([
    { status: 201, body: statement(7) },
    { status: 200, body: statement(7, { etag: '"b"' }) },
    { status: 200, body: {} },
  ]);
  await made.add(
    { key: 1, kind: "create", id: "new-1" },
    { key: 2, kind: "change", id: "new-1", etag: OWN_ETAG },
    { key: 3, kind: "remove", id: "new-1", etag: OWN_ETAG },
  );
  assert.deepEqual(
    sent.map(({ id, etag }) => [id, etag]),
    [
      ["new-1", undefined],
      [7, '"7"'],
      [7, '"b"'],
    ],
  );
});

test("without a network jobs are queued, and sent when it returns", async () => {
  const { made, sent, answered } = queue([
    { status: 0 },
    { status: 201, body: statement(1) },
    { status: 200, body: {} },
  ]);
  await made.add({ key: 1, kind: "create", id: "new-1" });
  await made.add({ key: 2, kind: "remove", id: 5, etag: '"5"' });
  assert.deepEqual([made.state, made.jobs.length, sent.length], ["offline", 2, 1]);
  await made.resume();
  assert.deepEqual(answered, [
    [1, 201],
    [2, 200],
  ]);
});

test("an expired login and a corrected text pause the queue", async () => {
  for (const [status, state] of [
    [401, "login"],
    [409, "corrected"],
    [503, "offline"],
  ]) {
    const { made } = queue([{ status, body: {} }]);
    await made.add({ key: 1, kind: "create", id: "new-1" });
    assert.deepEqual([made.state, made.jobs.length], [state, 1]);
  }
});

test("a refusal is reported and the next job is sent; jobs that depend on a refused statement are not", async () => {
  const { made, sent, answered } = queue([
    { status: 422, body: {} },
    { status: 200, body: statement(3) },
  ]);
  await made.add(
    { key: 1, kind: "create", id: "new-1" },
    { key: 2, kind: "change", id: "new-1", etag: OWN_ETAG },
    { key: 3, kind: "change", id: 3, etag: '"3"' },
  );
  assert.deepEqual(answered, [
    [1, 422],
    [2, 424],
    [3, 200],
  ]);
  assert.equal(sent.length, 2);
});

test("after its own write the page's older ETag counts as the new one", async () => {
  const { made, sent } = queue([
    { status: 200, body: statement(3, { etag: '"b"' }) },
    { status: 200, body: statement(3, { etag: '"c"' }) },
  ]);
  await made.add({ key: 1, kind: "change", id: 3, etag: '"3"' });
  await made.add({ key: 2, kind: "change", id: 3, etag: '"3"' });
  assert.equal(sent[1].etag, '"b"');
});

test("pending jobs can be stored, and sent by the next page", async () => {
  const { made } = queue([{ status: 200, body: statement(3, { etag: '"b"' }) }, { status: 0 }]);
  await made.add({ key: 1, kind: "change", id: 3, etag: '"3"' }, { key: 2, kind: "change", id: 3, etag: OWN_ETAG });
  assert.deepEqual(
    made.snapshot().map(({ key, etag }) => [key, etag]),
    [[2, '"b"']],
  );
});

test("both halves of a split are known afterwards", async () => {
  const { made } = queue([{ status: 200, body: { statements: [statement(3, { etag: '"b"' }), statement(9)] } }]);
  await made.add({ key: 1, kind: "split", id: 3, etag: '"3"', secondId: "new-4" });
  assert.deepEqual([made.serverId("new-4"), made.etags.get(3), made.etags.get(9)], [9, '"b"', '"9"']);
});
