import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentText } from "../../../../archive/static/archive/annotator/text/document-text.mjs";
import { findRepeats } from "../../../../archive/static/archive/annotator/text/repeats.mjs";

const FIRST = "😀 We want peace. All say: we want peace.";
const SECOND = "They know we want peaceful days; we want peace, too.";
const text = new DocumentText([
  [FIRST, 0],
  [SECOND, Array.from(FIRST).length + 2],
]);
const words = ({ start, end }) => text.slice(start, end);

test("the same words are found in every paragraph, whole words only, the span itself left out", () => {
  const span = { start: 26, end: 39 };
  assert.equal(words(span), "we want peace");
  const found = findRepeats(text, span, []);
  assert.deepEqual(found.map(words), ["we want peace"]);
  assert.ok(found[0].start > 70);
});

test("what a statement has by half is left out", () => {
  const span = { start: 26, end: 39 };
  const [only] = findRepeats(text, span, []);
  assert.deepEqual(findRepeats(text, span, [{ start: only.start + 4, end: only.end + 20 }]), []);
  assert.equal(findRepeats(text, span, [{ start: only.start + 12, end: only.end + 20 }]).length, 1);
});

test("short words, and spans over paragraphs, have no repeats", () => {
  assert.deepEqual(findRepeats(text, { start: 2, end: 4 }, []), []);
  assert.deepEqual(findRepeats(text, { start: 30, end: 60 }, []), []);
});

test("Chinese words are found inside a run", () => {
  const chinese = new DocumentText([["要加强人工智能国际合作，并加强人工智能国际合作能力。", 0]]);
  assert.deepEqual(findRepeats(chinese, { start: 1, end: 11 }, []), [{ start: 13, end: 23 }]);
});
