import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../../../archive/static/archive/annotator/state/history.mjs";

test("undo and redo traverse the same commands; a new command clears redo", () => {
  const history = new History();
  for (const name of ["a", "b", "c"]) history.record({ name });
  assert.equal(history.undo().name, "c");
  assert.equal(history.undo().name, "b");
  assert.equal(history.redo().name, "b");
  history.record({ name: "d" });
  assert.equal(history.redo(), null);
  const d = history.undo();
  history.forget(d);
  assert.equal(history.redo(), null);
  assert.deepEqual([history.undo().name, history.undo().name, history.undo()], ["b", "a", null]);
});

test("a refused job leaves its command with the others, and takes the command with it when it was the last", () => {
  const history = new History();
  const command = {
    name: "accepted",
    undo: [{ id: "new-1" }, { id: "new-2" }],
    redo: [{ id: "new-1" }, { id: "new-2" }],
  };
  history.record(command);
  history.forgetJob(command, { id: 5, localId: "new-1" });
  assert.deepEqual([history.past.length, command.undo, command.redo], [1, [{ id: "new-2" }], [{ id: "new-2" }]]);
  history.forgetJob(command, { id: "new-2" });
  assert.equal(history.past.length, 0);
});

test("the newest commands are kept over a reload", () => {
  const history = new History();
  for (let number = 0; number < 70; number++) history.record({ name: String(number), undo: [], redo: [] });
  history.undo();
  const again = new History();
  again.restore(JSON.parse(JSON.stringify(history.snapshot())));
  assert.deepEqual(
    [again.past.length + again.future.length, again.redo().name, again.undo().name, again.undo().name],
    [51, "69", "69", "68"],
  );
});
