import assert from "node:assert/strict";
import { test } from "node:test";

import { orderedYears, queryWithYears, yearAt } from "../../../archive/static/archive/site/searching/year-range.mjs";

test("two years make a range in either order", () => {
  assert.deepEqual(orderedYears(2019, 2021), [2019, 2021]);
  assert.deepEqual(orderedYears(2021, 2019), [2019, 2021]);
});

test("every position over the bars belongs to a year, positions beside them to the nearest", () => {
  assert.deepEqual(
    [-5, 0, 99, 100, 899, 900, 2000].map((x) => yearAt(x, 900, 2017, 9)),
    [2017, 2017, 2017, 2018, 2025, 2025, 2025],
  );
  assert.equal(yearAt(10, 0, 2017, 9), 2017);
});

test("a range of years replaces the previous one and keeps the other parameters", () => {
  assert.equal(
    queryWithYears("?q=a+b&theme=x&theme=y&page=3&from=2000-01-01", 2018, 2020),
    "q=a+b&theme=x&theme=y&from=2018-01-01&to=2020-12-31",
  );
  assert.equal(queryWithYears("", 987, 2020), "from=0987-01-01&to=2020-12-31");
});
