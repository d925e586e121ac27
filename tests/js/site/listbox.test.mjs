import assert from "node:assert/strict";
import { test } from "node:test";

import { groupByKind, nextIndex } from "../../../archive/static/archive/site/searching/listbox.mjs";

test("arrow keys move through the list and back to the input", () => {
  assert.equal(nextIndex("ArrowDown", -1, 3), 0);
  assert.equal(nextIndex("ArrowDown", 2, 3), -1);
  assert.equal(nextIndex("ArrowUp", -1, 3), 2);
  assert.equal(nextIndex("ArrowUp", 0, 3), -1);
  assert.equal(nextIndex("PageDown", -1, 3), 2);
  assert.equal(nextIndex("PageUp", 2, 3), 0);
});

test("other keys, and an empty list, do not move the selection", () => {
  assert.equal(nextIndex("Enter", 1, 3), null);
  assert.equal(nextIndex("a", -1, 3), null);
  assert.equal(nextIndex("ArrowDown", -1, 0), null);
});

test("options are grouped by kind, in order of first appearance", () => {
  const options = ["Speaker", "Theme", "Speaker", ""].map((kind, at) => ({ kind, at }));
  assert.deepEqual(
    groupByKind(options).map(([kind, found]) => [kind, found.map((option) => option.at)]),
    [
      ["Speaker", [0, 2]],
      ["Theme", [1]],
      ["", [3]],
    ],
  );
});
