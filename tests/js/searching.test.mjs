import assert from "node:assert/strict";
import { test } from "node:test";

import { grouped, moved, told } from "../../archive/static/archive/combobox-keys.mjs";
import { between, narrowed, yearAt } from "../../archive/static/archive/year-range.mjs";

test("arrows go through the list and back to the box", () => {
  assert.equal(moved("ArrowDown", -1, 3), 0);
  assert.equal(moved("ArrowDown", 2, 3), -1);
  assert.equal(moved("ArrowUp", -1, 3), 2);
  assert.equal(moved("ArrowUp", 0, 3), -1);
  assert.equal(moved("PageDown", -1, 3), 2);
  assert.equal(moved("PageUp", 2, 3), 0);
});

test("other keys, and an empty list, leave the place alone", () => {
  assert.equal(moved("Enter", 1, 3), null);
  assert.equal(moved("a", -1, 3), null);
  assert.equal(moved("ArrowDown", -1, 0), null);
});

test("options stand under their kinds, in the order in which these come", () => {
  const options = ["Speaker", "Theme", "Speaker", ""].map((kind, at) => ({ kind, at }));
  assert.deepEqual(
    grouped(options).map(([kind, found]) => [kind, found.map((option) => option.at)]),
    [
      ["Speaker", [0, 2]],
      ["Theme", [1]],
      ["", [3]],
    ],
  );
});

test("how many there are is said in words", () => {
  const words = ["No suggestions", "%s suggestion", "%s suggestions"];
  assert.deepEqual([0, 1, 7].map((count) => told(count, words)), ["No suggestions", "1 suggestion", "7 suggestions"]);
});

test("two years are a span whichever comes first", () => {
  assert.deepEqual(between(2019, 2021), [2019, 2021]);
  assert.deepEqual(between(2021, 2019), [2019, 2021]);
});

test("every place over the bars belongs to a year, places beside them to the nearest", () => {
  assert.deepEqual([-5, 0, 99, 100, 899, 900, 2000].map((x) => yearAt(x, 900, 2017, 9)), [
    2017, 2017, 2017, 2018, 2025, 2025, 2025,
  ]);
  assert.equal(yearAt(10, 0, 2017, 9), 2017);
});

test("a span of years replaces the one before and keeps the rest", () => {
  assert.equal(narrowed("?q=a+b&theme=x&theme=y&page=3&from=2000-01-01", 2018, 2020),
    "q=a+b&theme=x&theme=y&from=2018-01-01&to=2020-12-31");
  assert.equal(narrowed("", 987, 2020), "from=0987-01-01&to=2020-12-31");
});
