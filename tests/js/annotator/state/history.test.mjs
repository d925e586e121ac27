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
