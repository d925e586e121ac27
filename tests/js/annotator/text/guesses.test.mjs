import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentText } from "../../../../archive/static/archive/annotator/text/document-text.mjs";
import { guessAttribution, sentenceAround } from "../../../../archive/static/archive/annotator/text/guesses.mjs";
import { Movement } from "../../../../archive/static/archive/annotator/text/movement.mjs";

const said = (before, chosen, after = "") => ({ before, chosen, after });
const REPORT = { kind: "news_report", isTranslated: false };

test("quotation marks around or inside the selection suggest a quotation", () => {
  assert.equal(guessAttribution(said("She said “", "we agree", "”."), REPORT), "verbatim");
  assert.equal(guessAttribution(said("", "“we agree”."), REPORT), "verbatim");
  assert.equal(guessAttribution(said("She said “since then ", "we agree", ", all of us”."), REPORT), "verbatim");
  assert.equal(guessAttribution(said("She said “yes” and that ", "we agree", " on “this”."), REPORT), "");
  assert.equal(guessAttribution(said('"Yes," she said, and "so be it: ', "we agree", '."'), REPORT), "verbatim");
  assert.equal(guessAttribution(said("他说「", "向善", "」"), { kind: "readout", isTranslated: true }), "translated");
});

test("a verb of speech that the server found suggests a paraphrase", () => {
  const sentence = said("Lin Jian stressed that ", "all agree", ".");
  assert.equal(guessAttribution({ ...sentence, hasCue: true }, REPORT), "paraphrase");
  assert.equal(guessAttribution(sentence, REPORT), "");
});

test("a speech is its speaker's own words, a question a question", () => {
  assert.equal(guessAttribution(said("", "We will go on."), { kind: "speech", isTranslated: false }), "verbatim");
  assert.equal(guessAttribution(said("", "We will go on."), { kind: "speech", isTranslated: true }), "translated");
  assert.equal(guessAttribution({ ...said("", "What now?"), paragraph: "question" }, REPORT), "question");
  assert.equal(guessAttribution(said("Reuters ", "asked what comes next", "."), REPORT), "question");
});

test("the context is the rest of the sentence", () => {
  const text = new DocumentText([["Go. She said yes. No.", 0]]);
  assert.deepEqual(sentenceAround(text, new Movement(text), { start: 13, end: 16 }), {
    ...said("She said ", "yes", "."),
    from: 4,
    to: 17,
  });
});
