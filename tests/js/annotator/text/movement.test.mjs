import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentText } from "../../../../archive/static/archive/annotator/text/document-text.mjs";
import { Movement } from "../../../../archive/static/archive/annotator/text/movement.mjs";

const FIRST = "Mr. Lin said: “We agree.” 😀 Books travel.";
const SECOND = "The end comes.";
const text = new DocumentText(
  [
    [FIRST, 0],
    [SECOND, 43],
  ],
  "en",
);
const moving = new Movement(text);
const walk = (from, by, forward, extending, times) => {
  const seen = [];
  let at = from;
  while (seen.length < times) {
    at = moving.step(at, by, forward, extending);
    seen.push(at);
  }
  return seen;
};

test("the sample text has the expected length", () => assert.equal(text.paragraphs[0].end, 41));

test("a caret goes to the beginning of the next word, a selection to its end", () => {
  assert.deepEqual(
    walk(0, "word", true, false, 3).map((at) => text.slice(at, at + 3)),
    ["Lin", "sai", "We "],
  );
  assert.deepEqual(
    walk(0, "word", true, true, 3).map((at) => text.slice(0, at)),
    ["Mr", "Mr. Lin", "Mr. Lin said"],
  );
});

test("an emoji counts as a word", () => {
  assert.equal(text.slice(21, moving.step(23, "word", true, true)), "ee.” 😀");
});

test("movement by word continues into the next paragraph and back", () => {
  assert.equal(moving.step(35, "word", true), 43);
  assert.equal(moving.step(43, "word", false), 34);
  assert.equal(moving.step(57, "word", true), 57);
  assert.equal(moving.step(0, "word", false), 0);
});

test("a title with a full stop ends no sentence", () => {
  assert.deepEqual(moving.segmentAt(0, "sentence"), { start: 0, end: 25 });
  assert.equal(text.slice(0, 25), "Mr. Lin said: “We agree.”");
  assert.equal(moving.step(0, "sentence", true), 26);
});

test("movement by paragraph, to its edges, and to the ends of the text", () => {
  assert.equal(moving.step(5, "paragraph", true), 43);
  assert.equal(moving.step(45, "paragraph", false), 43);
  assert.equal(moving.step(43, "paragraph", false), 0);
  assert.equal(moving.step(5, "paragraph", true, true), 41);
  assert.equal(moving.step(5, "edge", true), 41);
  assert.equal(moving.step(45, "edge", false), 43);
  assert.equal(moving.step(5, "text", true), 57);
  assert.equal(moving.step(5, "text", false), 0);
});

test("a step by character never stops inside one", () => {
  assert.equal(moving.step(26, "character", true), 27);
  const accents = new Movement(new DocumentText([["e\u0301a", 0]]));
  assert.equal(accents.step(0, "character", true), 2);
  assert.equal(accents.step(2, "character", false), 0);
});

test("a selection grows to whole units, and a whole one takes in the next", () => {
  const first = moving.select({ start: 15, end: 15 }, "sentence");
  assert.deepEqual(first, { start: 0, end: 25 });
  const second = moving.select(first, "sentence");
  assert.equal(text.slice(second.start, second.end), FIRST);
  assert.equal(moving.select(second, "sentence").end, 57);
  assert.deepEqual(moving.select({ start: 4, end: 4 }, "word"), { start: 4, end: 7 });
});

test("Chinese is segmented into words and sentences", () => {
  const chinese = new Movement(
    new DocumentText([["外交部发言人表示，中国支持全球治理。会议将在北京举行。", 0]], "zh-Hans"),
  );
  assert.deepEqual(chinese.segmentAt(0, "sentence"), { start: 0, end: 18 });
  assert.equal(chinese.step(0, "sentence", true), 18);
  assert.ok(chinese.step(0, "word", true) <= 3);
});

test("an empty paragraph is skipped", () => {
  const gaps = new Movement(
    new DocumentText([
      ["a", 0],
      ["", 3],
      ["b", 5],
    ]),
  );
  assert.equal(gaps.step(0, "paragraph", true), 5);
  assert.equal(gaps.step(5, "word", false), 0);
});
