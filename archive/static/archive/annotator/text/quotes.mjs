/* Finding quoted words in a text, and shortening them for a line. */

/** {start, end} of the occurrence of `quote` nearest to the offset `start`, in code points; null when there is none. */
export function findQuote(text, quote, start) {
  const words = quote.trim();
  if (!words) return null;
  let best = null;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const offset = countCodePoints(text.slice(0, at));
    if (best === null || Math.abs(offset - start) < Math.abs(best - start)) best = offset;
  }
  return best === null ? null : { start: best, end: best + countCodePoints(words) };
}

/** On one line, with an ellipsis in place of what exceeds `limit` code points. */
export function excerpt(text, limit = 60) {
  const points = Array.from(text.replace(/\s+/g, " ").trim());
  return points.length <= limit ? points.join("") : `${points.slice(0, limit - 1).join("")}…`;
}

function countCodePoints(text) {
  return Array.from(text).length;
}
