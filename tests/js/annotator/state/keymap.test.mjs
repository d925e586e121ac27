import assert from "node:assert/strict";
import { test } from "node:test";

import { actionFor, KEYMAP, keyName, keyRows } from "../../../../archive/static/archive/annotator/state/keymap.mjs";

const key = (key, more = {}) => ({ key, ...more });

test("a key's name includes its modifiers", () => {
  assert.equal(keyName(key("Z", { ctrlKey: true, shiftKey: true })), "Ctrl+Shift+z");
  assert.equal(keyName(key("z", { metaKey: true })), "Ctrl+z");
  assert.equal(keyName(key("?", { shiftKey: true })), "?");
  assert.equal(keyName(key("{", { shiftKey: true, altKey: true })), "{");
  assert.equal(keyName(key("ы", { code: "KeyS" })), "s");
});

test("keys trigger the actions of the key map, by context", () => {
  assert.deepEqual(actionFor(key("ArrowRight"), "text"), { action: "move", by: "word", forward: true });
  assert.deepEqual(actionFor(key("ArrowDown", { shiftKey: true }), "text"), {
    action: "extend",
    by: "sentence",
    forward: true,
  });
  assert.deepEqual(actionFor(key("ArrowLeft", { shiftKey: true, ctrlKey: true }), "text"), {
    action: "extend",
    by: "character",
    forward: false,
  });
  assert.deepEqual(actionFor(key("ArrowDown"), "list"), { action: "next" });
  assert.deepEqual(actionFor(key("]"), "list"), { action: "adjust", edge: "end", forward: true });
  assert.equal(actionFor(key("s"), "panel"), null);
  assert.equal(actionFor(key("s", { ctrlKey: true }), "text"), null);
});

test("keys during composition are left to the input method", () => {
  assert.equal(actionFor(key("Enter", { isComposing: true }), "panel"), null);
});

test("no key has two meanings in one context", () => {
  for (const [place, map] of Object.entries(KEYMAP)) {
    const keys = map.flatMap(([, keys]) => keys);
    assert.equal(new Set(keys).size, keys.length, place);
  }
});

test("the help has a row for each action", () => {
  assert.deepEqual(keyRows("panel"), [
    ["cancel", ["Escape"]],
    ["save", ["Ctrl+Enter"]],
    ["panel", ["F6"]],
    ["help", ["F1"]],
  ]);
  assert.deepEqual(keyRows("anywhere")[2], ["next", ["n"]]);
  assert.ok(!keyRows("list").some(([does]) => does === "undo"));
  assert.deepEqual(keyRows("text")[1], ["move-word-true", ["ArrowRight"]]);
});
