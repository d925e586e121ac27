import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countSpeakers,
  isAcceptable,
  pendingProposals,
  proposedValues,
} from "../../../archive/static/archive/annotator/proposals/pending-proposals.mjs";

const ANN = { id: 1, label: "Ann" };
const BO = { id: 2, label: "Bo" };
const proposal = (start, end, more = {}) => ({
  key: `${start}-${end}`,
  start,
  end,
  speaker: ANN,
  new_speaker: "",
  candidates: [],
  voice: "speaker",
  voice_label: "",
  ...more,
});
const statement = (start, end, speaker = ANN) => ({ start, end, speaker });
const keys = (proposals) => proposals.map(({ key }) => key);

test("a proposal is hidden where a statement has half of its words and its speaker", () => {
  const all = [proposal(0, 10), proposal(20, 30), proposal(40, 50)];
  assert.deepEqual(keys(pendingProposals(all, [], new Set())), ["0-10", "20-30", "40-50"]);
  const marked = [statement(0, 5), statement(20, 24), statement(35, 400)];
  assert.deepEqual(keys(pendingProposals(all, marked, new Set())), ["20-30"]);
});

test("a quotation of somebody else inside a long statement stays open, the same span does not", () => {
  const all = [proposal(100, 130, { speaker: BO }), proposal(500, 530, { speaker: BO })];
  assert.deepEqual(keys(pendingProposals(all, [statement(0, 300), statement(500, 530)], new Set())), ["100-130"]);
});

test("a speaker who is not in the archive yet is told by the name", () => {
  const all = [proposal(0, 10, { speaker: null, new_speaker: "Cem" }), proposal(20, 30, { speaker: null })];
  const pending = [statement(0, 60, { id: null, label: "Cem" })];
  assert.deepEqual(keys(pendingProposals(all, pending, new Set())), ["20-30"]);
});

test("what was rejected is hidden", () => {
  assert.deepEqual(pendingProposals([proposal(0, 10)], [], new Set(["0-10"])), []);
});

test("the same as looking at every statement", () => {
  let seed = 7;
  const random = (n) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % n;
  };
  for (let round = 0; round < 50; round++) {
    const span = (make) => {
      const start = random(200);
      return make(start, start + 1 + random(60));
    };
    const marked = Array.from({ length: random(12) }, () => span(statement));
    const all = Array.from({ length: 12 }, () => span(proposal)).sort((a, b) => a.start - b.start);
    const covered = (p, s) => {
      const both = Math.max(0, Math.min(p.end, s.end) - Math.max(p.start, s.start));
      return both >= (p.end - p.start) / 2;
    };
    const expected = all.filter((each) => !marked.some((other) => covered(each, other)));
    assert.deepEqual(keys(pendingProposals(all, marked, new Set())), keys(expected));
  }
});

test("accepted at once is what names one speaker, or needs none", () => {
  const may = { make: ["speaker"] };
  const nobody = { speaker: null };
  assert.equal(isAcceptable(proposal(0, 1), may), true);
  assert.equal(isAcceptable(proposal(0, 1, { ...nobody, candidates: [ANN, BO] }), may), false);
  assert.equal(isAcceptable(proposal(0, 1, { ...nobody, new_speaker: "Cem" }), may), true);
  assert.equal(isAcceptable(proposal(0, 1, { ...nobody, new_speaker: "Cem" }), { make: [] }), false);
  assert.equal(isAcceptable(proposal(0, 1, { ...nobody, voice: "unnamed" }), may), true);
});

test("speakers are counted, new ones told apart", () => {
  const all = [proposal(0, 1), proposal(2, 3, { speaker: null, new_speaker: "Cem" }), proposal(4, 5)];
  assert.deepEqual(countSpeakers(all), [
    ["Ann", 2, false],
    ["Cem", 1, true],
  ]);
});

test("a new speaker has no id until the statement is saved", () => {
  assert.deepEqual(proposedValues(proposal(0, 1, { speaker: null, new_speaker: "Cem" })).speaker, {
    id: null,
    label: "Cem",
  });
  assert.equal(proposedValues(proposal(0, 1, { speaker: null })).speaker, null);
});
