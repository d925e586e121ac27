/* Choosing years with the bars of the chart. */

/** Two years, the earlier first. */
export function orderedYears(year, otherYear) {
  return year <= otherYear ? [year, otherYear] : [otherYear, year];
}

/** The year whose bar is under x, where `years` from `first` on share a width. */
export function yearAt(x, width, first, years) {
  if (width <= 0) return first;
  const place = Math.floor((x / width) * years);
  return first + Math.min(Math.max(place, 0), years - 1);
}

/** The query string of the same search within these years, on its first page. */
export function queryWithYears(query, first, last) {
  const pairs = new URLSearchParams(query);
  pairs.delete("page");
  pairs.set("from", `${String(first).padStart(4, "0")}-01-01`);
  pairs.set("to", `${String(last).padStart(4, "0")}-12-31`);
  return pairs.toString();
}
