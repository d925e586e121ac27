import assert from "node:assert/strict";
import { test } from "node:test";

import {
  groupStatements,
  hueOf,
  matchesFilters,
} from "../../../../archive/static/archive/annotator/state/grouping.mjs";

const S = (id, speaker, more = {}) => ({
  id,
  speaker: speaker && { id: speaker, label: `Speaker ${speaker}` },
  voice: "unnamed",
  voice_label: speaker ? "" : "officials",
  themes: [],
  attribution: "verbatim",
  attribution_label: "Verbatim",
  state: "draft",
  state_label: "Draft",
  ...more,
});

test("colours do not change when a statement is added before others", () => {
  const before = groupStatements([S(1, 5), S(2, 6)], "speaker");
  const after = groupStatements([S(9, 7), S(1, 5), S(2, 6), S("new-1", 8)], "speaker");
  for (const statement of [S(1, 5), S(2, 6)])
    assert.equal(hueOf(statement, "speaker", before), hueOf(statement, "speaker", after));
  assert.equal(hueOf(S(9, 7), "speaker", after), 3);
  assert.equal(hueOf(S("new-1", 8), "speaker", after), 4);
});

test("from the ninth group on all share the neutral colour", () => {
  const all = Array.from({ length: 10 }, (_, number) => S(number, number + 1));
  const found = groupStatements(all, "speaker");
  assert.deepEqual(
    all.map((statement) => hueOf(statement, "speaker", found)),
    [1, 2, 3, 4, 5, 6, 7, 8, 0, 0],
  );
});

test("a statement with several themes counts for each and has the colour of the first", () => {
  const statement = S(1, 1, {
    themes: [
      { id: 4, label: "Peace" },
      { id: 5, label: "Trade" },
    ],
  });
  const found = groupStatements([statement, S(2, 1)], "theme", "No theme");
  assert.deepEqual(
    [...found.values()].map(({ label, count, hue }) => [label, count, hue]),
    [
      ["Peace", 1, 1],
      ["Trade", 1, 2],
      ["No theme", 1, 3],
    ],
  );
  assert.equal(hueOf(statement, "theme", found), 1);
});

test("filters combine", () => {
  const statement = S(1, 1, { themes: [{ id: 4, label: "Peace" }] });
  assert.equal(matchesFilters(statement, { speaker: "1", theme: "4", state: "" }), true);
  assert.equal(matchesFilters(statement, { speaker: "1", theme: "5", state: "" }), false);
  assert.equal(matchesFilters(statement, { speaker: "", theme: "", state: "published" }), false);
  assert.equal(matchesFilters(S(1, null), { speaker: "voice unnamed officials", theme: "", state: "" }), true);
});
