import assert from "node:assert/strict";
import { test } from "node:test";

import { Reading } from "../../archive/static/archive/annotator/reading.mjs";

// "😀 yes 𠮷野家\n\nno é", é with its accent as a sign of its own.
const FIRST = "😀 yes 𠮷野家";
const reading = new Reading([[FIRST, 0], ["no e\u0301", 11]], "zh");

test("code points are counted, not UTF-16 units", () => {
  assert.equal(reading.paragraphs[0].end, 9);
  assert.equal(reading.offset(0, 3), 2);
  assert.equal(reading.offset(0, FIRST.length), 9);
  assert.equal(reading.offset(1, 2), 13);
  assert.equal(reading.end, 16);
});

test("units and offsets lead back to each other at every sign", () => {
  for (let offset = 0; offset <= 9; offset++) {
    const { index, unit } = reading.place(offset);
    assert.equal(reading.offset(index, unit), offset);
  }
});

test("an offset between paragraphs stands at the end of the former, a start at the beginning of the latter", () => {
  assert.deepEqual(reading.place(11), { index: 1, unit: 0 });
  assert.deepEqual(reading.place(11, true), { index: 0, unit: FIRST.length });
  assert.deepEqual(reading.place(10), { index: 0, unit: FIRST.length });
});

test("words are read out by offsets, with the blank line between paragraphs", () => {
  assert.equal(reading.words(2, 5), "yes");
  assert.equal(reading.words(6, 7), "𠮷");
  assert.equal(reading.words(6, 13), "𠮷野家\n\nno");
});

test("a boundary inside a surrogate pair or before an accent takes the whole sign", () => {
  assert.equal(reading.snap(14), 14);
  assert.equal(reading.snap(15), 14);
  assert.equal(reading.snap(15, true), 16);
  const accents = new Reading([["e\u0301a👩‍🚀b", 0]]);
  assert.equal(accents.snap(1), 0);
  assert.equal(accents.snap(1, true), 2);
  assert.equal(accents.snap(4), 3);
  assert.equal(accents.snap(4, true), 6);
});

test("blanks at the ends are left out, and nothing but blanks is no selection", () => {
  assert.deepEqual(reading.trim(1, 6), { start: 2, end: 5 });
  assert.deepEqual(reading.trim(6, 1), { start: 2, end: 5 });
  assert.equal(reading.trim(1, 2), null);
  assert.equal(reading.trim(9, 11), null);
});

test("a very long paragraph is snapped by what stands around", () => {
  const long = new Reading([["a".repeat(1000) + "e\u0301".repeat(200), 0]]);
  assert.equal(long.snap(1101), 1100);
  assert.equal(long.snap(1101, true), 1102);
});

test("an unknown language is read as English", () => {
  assert.equal(new Reading([["a", 0]], "no such language").language, "en");
});
