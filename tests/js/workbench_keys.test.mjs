import assert from "node:assert/strict";
import { test } from "node:test";

import { actionFor, MAP, nameOf, rows } from "../../archive/static/archive/annotator/keys.mjs";

const key = (key, more = {}) => ({ key, ...more });

test("a key is named with what is held", () => {
  assert.equal(nameOf(key("Z", { ctrlKey: true, shiftKey: true })), "Ctrl+Shift+z");
  assert.equal(nameOf(key("z", { metaKey: true })), "Ctrl+z");
  assert.equal(nameOf(key("?", { shiftKey: true })), "?");
  assert.equal(nameOf(key("{", { shiftKey: true, altKey: true })), "{");
  assert.equal(nameOf(key("ы", { code: "KeyS" })), "s");
});

test("keys do what the map says, each in its place", () => {
  assert.deepEqual(actionFor(key("ArrowRight"), "text"), { action: "move", by: "word", forward: true });
  assert.deepEqual(actionFor(key("ArrowDown", { shiftKey: true }), "text"), { action: "extend", by: "sentence", forward: true });
  assert.deepEqual(actionFor(key("ArrowLeft", { shiftKey: true, ctrlKey: true }), "text"), { action: "extend", by: "sign", forward: false });
  assert.deepEqual(actionFor(key("ArrowDown"), "list"), { action: "next" });
  assert.deepEqual(actionFor(key("]"), "list"), { action: "adjust", edge: "end", forward: true });
  assert.equal(actionFor(key("s"), "panel"), null);
  assert.equal(actionFor(key("s", { ctrlKey: true }), "text"), null);
});

test("what is being composed is the input method's", () => {
  assert.equal(actionFor(key("Enter", { isComposing: true }), "panel"), null);
});

test("no key has two meanings in one place", () => {
  for (const [place, map] of Object.entries(MAP)) {
    const keys = map.flatMap(([, keys]) => keys);
    assert.equal(new Set(keys).size, keys.length, place);
  }
});

test("the help has a row for each action", () => {
  assert.deepEqual(rows("panel"), [["leave", ["Escape"]], ["save", ["Ctrl+Enter"]], ["panel", ["F6"]], ["help", ["F1"]]]);
  assert.deepEqual(rows("anywhere")[2], ["next", ["n"]]);
  assert.ok(!rows("list").some(([does]) => does === "undo"));
  assert.deepEqual(rows("text")[1], ["move-word-true", ["ArrowRight"]]);
});
