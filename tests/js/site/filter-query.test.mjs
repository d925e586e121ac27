import assert from "node:assert/strict";
import { test } from "node:test";

import { combine } from "../../../archive/static/archive/site/searching/filter-query.mjs";

test("several choices are added, taken away and kept apart from the page", () => {
  const base = "?q=a&source=x&page=3";
  assert.equal(combine(base, []), "q=a&source=x");
  assert.equal(
    combine(base, ["?q=a&source=x&source=y", "?q=a&source=x&kind=speech"]),
    "q=a&source=x&source=y&kind=speech",
  );
  assert.equal(combine(base, ["?q=a", "?q=a&source=x&not-theme=t"]), "q=a&not-theme=t");
});
