import assert from "node:assert/strict";
import { test } from "node:test";

import { DocumentText } from "../../../../archive/static/archive/annotator/text/document-text.mjs";

// "😀 yes 𠮷野家\n\nno é", é with its accent as a character of its own.
const FIRST = "😀 yes 𠮷野家";
const text = new DocumentText(
  [
    [FIRST, 0],
    ["no e\u0301", 11],
  ],
  "zh",
);

test("code points are counted, not UTF-16 units", () => {
  assert.equal(text.paragraphs[0].end, 9);
  assert.equal(text.offsetAt(0, 3), 2);
  assert.equal(text.offsetAt(0, FIRST.length), 9);
  assert.equal(text.offsetAt(1, 2), 13);
  assert.equal(text.end, 16);
});

test("units and offsets convert to each other at every character", () => {
  for (let offset = 0; offset <= 9; offset++) {
    const { index, unit } = text.position(offset);
    assert.equal(text.offsetAt(index, unit), offset);
  }
});

test("an offset between paragraphs counts as the end of the first, a start as the beginning of the second", () => {
  assert.deepEqual(text.position(11), { index: 1, unit: 0 });
  assert.deepEqual(text.position(11, true), { index: 0, unit: FIRST.length });
  assert.deepEqual(text.position(10), { index: 0, unit: FIRST.length });
});

test("text is sliced by offsets, with the blank line between paragraphs", () => {
  assert.equal(text.slice(2, 5), "yes");
  assert.equal(text.slice(6, 7), "𠮷");
  assert.equal(text.slice(6, 13), "𠮷野家\n\nno");
});

test("a boundary inside a surrogate pair or before an accent moves to include the whole character", () => {
  assert.equal(text.snapToCharacter(14), 14);
  assert.equal(text.snapToCharacter(15), 14);
  assert.equal(text.snapToCharacter(15, true), 16);
  const accents = new DocumentText([["e\u0301a👩‍🚀b", 0]]);
  assert.equal(accents.snapToCharacter(1), 0);
  assert.equal(accents.snapToCharacter(1, true), 2);
  assert.equal(accents.snapToCharacter(4), 3);
  assert.equal(accents.snapToCharacter(4, true), 6);
});

test("spaces at the ends are trimmed, and only spaces are no selection", () => {
  assert.deepEqual(text.trimSpan(1, 6), { start: 2, end: 5 });
  assert.deepEqual(text.trimSpan(6, 1), { start: 2, end: 5 });
  assert.equal(text.trimSpan(1, 2), null);
  assert.equal(text.trimSpan(9, 11), null);
});

test("in a very long paragraph only the surrounding text decides where a boundary snaps", () => {
  const long = new DocumentText([["a".repeat(1000) + "e\u0301".repeat(200), 0]]);
  assert.equal(long.snapToCharacter(1101), 1100);
  assert.equal(long.snapToCharacter(1101, true), 1102);
});

test("an unknown language is treated as English", () => {
  assert.equal(new DocumentText([["a", 0]], "no such language").language, "en");
});
