import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentText } from "../../../../archive/static/archive/annotator/text/document-text.mjs";
import {
  guessAttribution,
  guessSpeaker,
  guessVoice,
  sentenceAround,
} from "../../../../archive/static/archive/annotator/text/guesses.mjs";
import { Movement } from "../../../../archive/static/archive/annotator/text/movement.mjs";

const said = (before, chosen, after = "") => ({ before, chosen, after });
const REPORT = { kind: "news_report", isTranslated: false };

test("quotation marks around or inside the selection suggest a quotation", () => {
  assert.equal(guessAttribution(said("She said “", "we agree", "”."), REPORT), "verbatim");
  assert.equal(guessAttribution(said("", "“we agree”."), REPORT), "verbatim");
  assert.equal(guessAttribution(said("She said “since then ", "we agree", ", all of us”."), REPORT), "verbatim");
  assert.equal(guessAttribution(said("She said “yes” and that ", "we agree", " on “this”."), REPORT), "paraphrase");
  assert.equal(guessAttribution(said('"Yes," she said, and "so be it: ', "we agree", '."'), REPORT), "verbatim");
  assert.equal(guessAttribution(said("他说「", "向善", "」"), { kind: "readout", isTranslated: true }), "translated");
});

test("a reporting verb suggests a paraphrase, in English and in Chinese", () => {
  assert.equal(guessAttribution(said("Lin Jian stressed that ", "all agree", "."), REPORT), "paraphrase");
  assert.equal(guessAttribution(said("", "毛宁表示，中方支持。"), REPORT), "paraphrase");
  assert.equal(guessAttribution(said("发言人指出", "中方支持", "。"), REPORT), "paraphrase");
  assert.equal(guessAttribution(said("", "The harbour was full."), REPORT), "");
});

test("a speech is its speaker's own words, a question a question", () => {
  assert.equal(guessAttribution(said("", "We will go on."), { kind: "speech", isTranslated: false }), "verbatim");
  assert.equal(guessAttribution(said("", "We will go on."), { kind: "speech", isTranslated: true }), "translated");
  assert.equal(guessAttribution({ ...said("", "What now?"), paragraph: "question" }, REPORT), "question");
  assert.equal(guessAttribution(said("Reuters ", "asked what comes next", "."), REPORT), "question");
});

test("the voice is guessed from the surrounding words", () => {
  assert.equal(guessVoice(said("A senior official ", "said yes"), null), "unnamed");
  assert.equal(guessVoice(said("知情人士", "说可以"), null), "unnamed");
  assert.equal(guessVoice(said("A senior official ", "said yes"), { id: 1 }), "speaker");
  assert.equal(guessVoice(said("", "yes"), null), "speaker");
});

test("a known name beside a reporting verb is the speaker", () => {
  const known = [
    { id: 1, label: "Lin Jian" },
    { id: 2, label: "Mao Ning" },
    { id: 3, label: "王毅" },
  ];
  assert.equal(guessSpeaker(said("Lin Jian said ", "we agree"), known).id, 1);
  assert.equal(guessSpeaker(said("Mr. Lin met him", "and left"), known), null);
  assert.equal(guessSpeaker(said("", "王毅表示支持"), known).id, 3);
  assert.equal(guessSpeaker(said("Lin Jian and Mao Ning said ", "yes"), known), null);
});

test("the last name is enough for a person, but not for an institution", () => {
  const known = [
    { id: 1, label: "Government of China" },
    { id: 2, label: "Amara Adeyemi" },
  ];
  assert.equal(guessSpeaker(said("", "In May China said it would come"), known), null);
  assert.equal(guessSpeaker(said("Minister Adeyemi said ", "yes"), known).id, 2);
});

test("the context is the rest of the sentence", () => {
  const text = new DocumentText([["Go. She said yes. No.", 0]]);
  assert.deepEqual(sentenceAround(text, new Movement(text), { start: 13, end: 16 }), said("She said ", "yes", "."));
});
