import assert from "node:assert/strict";
import { test } from "node:test";

import { redoMessage, undoMessage } from "../../../../archive/static/archive/annotator/state/command-messages.mjs";

test("messages of undo and redo name the command, or say that there is none", () => {
  assert.equal(undoMessage({ name: "deleted" }), "Undone: deleting.");
  assert.equal(redoMessage({ name: "moved" }), "Redone: moving the boundaries.");
  assert.deepEqual([undoMessage(null), redoMessage(null)], ["There is nothing to undo.", "There is nothing to redo."]);
});
