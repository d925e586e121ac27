import assert from "node:assert/strict";
import { test } from "node:test";
import { bestProposal, findEvidence } from "../../../archive/static/archive/annotator/proposals/evidence.mjs";

const [ANN, BO, CEM] = ["Ann", "Bo", "Cem"].map((label, index) => ({ id: index + 1, label }));
const NOTHING = { new_speaker: "", candidates: [], mention: "", voice: "speaker", voice_label: "", relays: [] };
const proposal = (start, end, speaker, more = {}) => ({
  ...NOTHING,
  start,
  end,
  speaker,
  cue: { words: "said" },
  ...more,
});
const turn = (start, end, speaker, more = {}) => ({ ...NOTHING, start, end, speaker, mention: "MS LEE", ...more });
const mention = (start, speaker) => ({ start, end: start + 3, speaker });
const read = (more = {}) => ({ proposals: [], turns: [], mentions: [], kind: "news_report", ...more });
const span = { start: 100, end: 140, words: "It is a long sentence about the harbour.", isNewParagraph: false };
const kept = (speaker, voice = "speaker") => ({ speaker, voice, voice_label: "" });
const told = ({ source, values, rivals }) => [source, values.speaker?.label ?? values.voice ?? "", rivals];

test("a printed label comes before a verb, a verb before a name, a name before what was kept", () => {
  const all = read({
    turns: [turn(50, 200, ANN)],
    proposals: [proposal(110, 140, BO)],
    mentions: [mention(102, CEM)],
  });
  assert.deepEqual(told(findEvidence(span, all, kept(CEM))), ["label", "Ann", ["Bo", "Cem"]]);
  assert.deepEqual(told(findEvidence(span, { ...all, turns: [] }, kept(CEM))), ["verb", "Bo", ["Cem"]]);
  assert.deepEqual(told(findEvidence(span, read({ mentions: all.mentions }), kept(BO))), ["name", "Cem", ["Bo"]]);
  assert.deepEqual(told(findEvidence(span, read(), kept(BO))), ["kept", "Bo", []]);
  assert.deepEqual(told(findEvidence(span, read(), null)), ["", "", []]);
});

test("a proposal tells who speaks, not which words are marked", () => {
  const { values } = findEvidence(
    span,
    read({ proposals: [proposal(110, 150, BO, { role_as_printed: "Mayor" })] }),
    null,
  );
  assert.deepEqual(Object.keys(values).sort(), ["relays", "role_as_printed", "speaker", "voice", "voice_label"]);
});

test("evidence that agrees has no rivals", () => {
  const all = read({
    turns: [turn(50, 200, ANN)],
    proposals: [proposal(110, 140, ANN)],
    mentions: [mention(102, ANN)],
  });
  assert.deepEqual(told(findEvidence(span, all, kept(ANN))), ["label", "Ann", []]);
});

test("a mention that fits several stops what was kept", () => {
  const several = read({ proposals: [proposal(100, 140, null, { candidates: [ANN, BO] })] });
  const found = findEvidence(span, several, kept(CEM));
  assert.deepEqual(told(found), ["kept", "Cem", ["Ann", "Bo"]]);
  assert.deepEqual(found.candidates, [ANN, BO]);
});

test("what was kept goes over a paragraph in speeches, and for what somebody wants", () => {
  const next = { ...span, isNewParagraph: true };
  const wanted = { ...next, words: "The harbour should be deeper." };
  assert.equal(findEvidence(next, read(), kept(ANN)).source, "");
  assert.equal(findEvidence(wanted, read(), kept(ANN)).source, "kept");
  assert.equal(findEvidence(wanted, read(), kept(null, "narrator")).source, "");
  assert.equal(findEvidence(next, read({ kind: "speech" }), kept(ANN)).source, "kept");
});

test("a name after a pronoun, or two names, tell nothing", () => {
  const pronoun = { ...span, words: "She and Ann went to the harbour together" };
  assert.equal(findEvidence(pronoun, read({ mentions: [mention(108, ANN)] }), null).source, "");
  assert.equal(findEvidence(span, read({ mentions: [mention(101, ANN), mention(120, BO)] }), null).source, "");
  assert.equal(findEvidence(span, read({ mentions: [mention(180, ANN)] }), null).source, "");
});

test("an unnamed source is evidence, too", () => {
  const official = proposal(100, 140, null, { voice: "unnamed", voice_label: "an official" });
  const { values, rivals } = findEvidence(span, read({ proposals: [official] }), kept(ANN));
  assert.deepEqual(
    [values.voice, values.voice_label, values.speaker, rivals],
    ["unnamed", "an official", null, ["Ann"]],
  );
});

test("of several proposals the one that fits the words best is taken, and none that lies elsewhere", () => {
  const [near, best, far] = [proposal(90, 200, ANN), proposal(102, 140, BO), proposal(138, 190, CEM)];
  assert.equal(bestProposal(span, [near, best, far]), best);
  assert.equal(bestProposal(span, [far]), null);
});
