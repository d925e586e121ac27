import assert from "node:assert/strict";
import { test } from "node:test";

import { excerpt, findQuote } from "../../../../archive/static/archive/annotator/text/quotes.mjs";

test("a quote is found again in a corrected text, at the nearest occurrence", () => {
  assert.deepEqual(findQuote("😀 we agree, and we agree", "we agree", 16), { start: 16, end: 24 });
  assert.deepEqual(findQuote("😀 we agree, and we agree", "we agree", 0), { start: 2, end: 10 });
  assert.equal(findQuote("we agree", "nothing", 0), null);
});

test("an excerpt is one line with a limited number of characters", () => {
  assert.equal(excerpt(" two\n\nlines "), "two lines");
  assert.equal(excerpt("😀😀😀😀", 4), "😀😀😀😀");
  assert.equal(excerpt("😀😀😀😀😀", 4), "😀😀😀…");
});
