import assert from "node:assert/strict";
import { test } from "node:test";

import { StatementStore } from "../../../../archive/static/archive/annotator/state/store.mjs";
import { statement } from "../statements.mjs";

/** A store of two statements whose server answers with `answers`; `called` lists the callbacks and `sent` the jobs. */
async function store(...answers) {
  const [called, sent] = [[], []];
  const api = {
    version: null,
    statements: async () => ({
      status: 200,
      body: { version: "1", may: { add: true }, statements: [statement(1), statement(2)] },
    }),
    write: async (job) => {
      sent.push(job);
      return answers.shift();
    },
  };
  const callback = (name) => [name, (...given) => called.push([name, ...given.map((each) => each?.kind ?? each)])];
  const names = [
    "onChange",
    "onQueueChange",
    "onRefusal",
    "onConflict",
    "onDeletion",
    "onDecision",
    "onRemoteChanges",
    "onSave",
  ];
  const created = new StatementStore(api, Object.fromEntries(names.map(callback)));
  await created.load();
  return { store: created, called, sent };
}

const names = (called) => new Set(called.map(([name]) => name));

test("statements are numbered, and an unchanged one remains the same object", async () => {
  const { store: created } = await store();
  const [first, second] = created.list;
  assert.deepEqual([first.number, second.number], [1, 2]);
  assert.equal(created.list[1], second);
});

test("a statement is shown before the server has saved it, and undone by its new id", async () => {
  const saved = statement(7, { start: 0, end: 4 });
  const { store: created, sent } = await store({ status: 201, body: saved }, { status: 204, body: {} });
  created.createAll("marked", [{ values: saved }]);
  assert.deepEqual(
    created.list.map(({ isPending }) => isPending),
    [true, undefined, undefined],
  );
  await created.queue.running;
  created.undo();
  await created.queue.running;
  assert.deepEqual(sent.map(({ kind, id, etag }) => [kind, id, etag]).at(-1), ["remove", 7, saved.etag]);
  assert.deepEqual(
    created.list.map(({ id }) => id),
    [1, 2],
  );
});

test("a refused command cannot be undone", async () => {
  const { store: created, called } = await store({ status: 422, body: { message: "No" } });
  created.change(1, '"1"', statement(1), statement(1, { note: "n" }));
  await created.queue.running;
  assert.deepEqual(
    called.find(([name]) => name === "onRefusal"),
    ["onRefusal", "change", { message: "No" }],
  );
  assert.equal(created.undo(), null);
});

test("a conflict pauses the queue until it is resolved", async () => {
  const theirs = statement(1, { note: "theirs", etag: '"x"' });
  const { store: created, called } = await store({ status: 412, body: { theirs } }, { status: 200, body: theirs });
  created.change(1, '"1"', statement(1), statement(1, { note: "mine" }));
  await created.queue.running;
  assert.equal(created.queue.state, "conflict");
  assert.ok(names(called).has("onConflict"));
  created.resolveConflict([]);
  assert.equal(created.queue.state, "idle");
});

test("a conflict with identical content is no conflict: the answer was lost", async () => {
  const theirs = statement(1, { note: "same", etag: '"x"' });
  const { store: created, called } = await store({ status: 412, body: { theirs } });
  created.change(1, '"1"', statement(1), statement(1, { note: "same" }));
  await created.queue.running;
  assert.ok(!names(called).has("onConflict"));
  assert.equal(created.known.get(1).etag, '"x"');
});

test("several statements are one command; a refused one leaves the others to be undone", async () => {
  const [a, b] = [statement(7), statement(8)];
  const { store: created, sent } = await store(
    { status: 201, body: a },
    { status: 410, body: { message: "Bert has rejected it." } },
    { status: 204, body: {} },
  );
  created.createAll("accepted", [
    { values: a, proposal: "key a" },
    { values: b, proposal: "key b" },
  ]);
  await created.queue.running;
  assert.deepEqual(
    sent.map(({ body }) => body.proposal),
    ["key a", "key b"],
  );
  created.undo();
  await created.queue.running;
  assert.deepEqual(
    sent.slice(2).map(({ kind, id }) => [kind, id]),
    [["remove", 7]],
  );
});

test("a rejected proposal is remembered at once, and not after undo", async () => {
  const { store: created, sent } = await store({ status: 201, body: {} }, { status: 200, body: {} });
  created.reject({ key: "sealed" });
  assert.equal(created.rejected.has("sealed"), true);
  await created.queue.running;
  created.undo();
  assert.equal(created.rejected.has("sealed"), false);
  await created.queue.running;
  assert.deepEqual(
    sent.map(({ kind, proposal }) => [kind, proposal]),
    [
      ["reject", "sealed"],
      ["withdraw", "sealed"],
    ],
  );
});
