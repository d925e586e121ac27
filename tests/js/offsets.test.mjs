import assert from "node:assert/strict";
import { test } from "node:test";

import { codePoints, guess, span, trim, units, words } from "../../archive/static/archive/annotator-offsets.mjs";

// "😀 yes 𠮷野家\n\nno é" in three pieces; the blank line between paragraphs belongs to no piece.
const pieces = [
  { start: 0, text: "😀 yes " },
  { start: 6, text: "𠮷野家" },
  { start: 11, text: "no é" },
];

test("code points are counted, not UTF-16 units", () => {
  assert.equal(codePoints("😀𠮷a"), 3);
  assert.equal(codePoints("😀𠮷a", 2), 1);
  assert.equal(codePoints("abc", 99), 3);
});

test("units and code points lead back to each other", () => {
  const string = "a😀é𠮷\u0301b";
  for (let points = 0; points <= codePoints(string); points++) {
    assert.equal(codePoints(string, units(string, points)), points);
  }
});

test("a boundary inside a surrogate pair takes the whole sign", () => {
  assert.equal(codePoints("😀a", 1), 1);
});

test("a selection within one piece", () => {
  assert.deepEqual(span(pieces, { piece: 0, units: 3 }, { piece: 0, units: 6 }), { start: 2, end: 5, words: "yes" });
});

test("a selection across pieces and paragraphs keeps the blank line", () => {
  assert.deepEqual(span(pieces, { piece: 0, units: 3 }, { piece: 2, units: 2 }), {
    start: 2,
    end: 13,
    words: "yes 𠮷野家\n\nno",
  });
});

test("blanks at the ends are left out", () => {
  assert.deepEqual(span(pieces, { piece: 0, units: 2 }, { piece: 0, units: 7 }), { start: 2, end: 5, words: "yes" });
  assert.deepEqual(trim("\u200b\n é \u00a0", 10), { start: 13, end: 14, words: "é" });
});

test("nothing but blanks is no selection", () => {
  assert.equal(trim(" \n\u00a0", 4), null);
  assert.equal(trim("", 4), null);
});

test("words are read out by offsets", () => {
  assert.equal(words(pieces, 6, 7), "𠮷");
  assert.equal(words(pieces, -1, 0), "");
  assert.equal(words(pieces, 15, 16), "");
});

test("quotation marks around or inside the selection make a quotation", () => {
  assert.equal(guess("“", "we agree", "”", ""), "verbatim");
  assert.equal(guess(" ", "“we agree”", " ", ""), "verbatim");
  assert.equal(guess("「", "向善", "」", "machine"), "translated");
  assert.equal(guess(" ", "“we agree", " ", ""), "");
  assert.equal(guess("", "we agree", "", ""), "");
});
