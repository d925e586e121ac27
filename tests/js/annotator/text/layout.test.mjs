import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentText } from "../../../../archive/static/archive/annotator/text/document-text.mjs";
import {
  assignLanes,
  byPosition,
  MarkLayout,
  splitRuns,
} from "../../../../archive/static/archive/annotator/text/layout.mjs";

const text = new DocumentText([
  ["0123456789", 0],
  ["ABCDEFGHIJ", 12],
  ["abc", 24],
]);
const mark = (id, start, end, appearance = "") => ({ id, start, end, appearance });

test("marks may nest and overlap: each run knows all that cover it, outermost first", () => {
  const runs = splitRuns(text.paragraphs[0], [mark(1, 0, 8), mark(2, 2, 5), mark(3, 4, 10)]);
  assert.deepEqual(
    runs.map(({ start, end, ids }) => [start, end, ids]),
    [
      [0, 2, [1]],
      [2, 4, [1, 2]],
      [4, 5, [1, 2, 3]],
      [5, 8, [1, 3]],
      [8, 10, [3]],
    ],
  );
  assert.deepEqual(
    runs.map(({ opens }) => opens),
    [[1], [2], [3], [], []],
  );
  assert.deepEqual(
    runs.map(({ closes }) => closes),
    [[], [], [2], [1], [3]],
  );
});

test("a mark over several paragraphs opens in its first and closes in its last", () => {
  const layout = new MarkLayout(text);
  assert.deepEqual([...layout.set([mark(1, 5, 26)])], [0, 1, 2]);
  assert.deepEqual(
    [0, 1, 2].map((index) => layout.runs(index).map(({ ids, opens, closes }) => [ids, opens, closes])),
    [
      [
        [[], [], []],
        [[1], [1], []],
      ],
      [[[1], [], []]],
      [
        [[1], [], [1]],
        [[], [], []],
      ],
    ],
  );
});

test("only paragraphs whose appearance changes are laid out again", () => {
  const layout = new MarkLayout(text);
  layout.set([mark(1, 0, 3), mark(2, 13, 15)]);
  assert.deepEqual([...layout.set([mark(1, 0, 3), mark(2, 13, 15)])], []);
  assert.deepEqual([...layout.set([mark(1, 0, 3), mark(2, 13, 15, "red")])], [1]);
  assert.deepEqual([...layout.set([mark(1, 0, 3), mark(2, 24, 26, "red")])].sort(), [1, 2]);
  assert.deepEqual([...layout.set([mark(2, 24, 26, "red")])], [0]);
});

test("marks at an offset come innermost first; a caret at the end is still inside", () => {
  const layout = new MarkLayout(text);
  layout.set([mark(1, 0, 8), mark(2, 2, 5)]);
  assert.deepEqual(
    layout.marksAt(3).map(({ id }) => id),
    [2, 1],
  );
  assert.deepEqual(
    layout.marksAt(8).map(({ id }) => id),
    [1],
  );
  assert.deepEqual(layout.marksAt(9), []);
});

test("marks are ordered by start, then by length, then by age", () => {
  const marks = [mark("new-1", 0, 5), mark(3, 2, 4), mark(2, 0, 5), mark(1, 0, 9)];
  assert.deepEqual(
    marks.sort(byPosition).map(({ id }) => id),
    [1, 2, "new-1", 3],
  );
});

test("overlapping marks are underlined on separate lines, each on the same line throughout", () => {
  const found = assignLanes([mark(1, 0, 8), mark(2, 2, 5), mark(3, 4, 10), mark(4, 8, 9), mark(5, 20, 22)]);
  assert.deepEqual([...found.values()], [0, 1, 2, 0, 0]);
});
