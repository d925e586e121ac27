// Pure: where a selection lies in the text. The server counts code points, the browser UTF-16 units.

const BLANK = /[\s\u00ad\u200b\u200c\u200d\u2060\ufeff]/u;
const OPENING = /["“„«‘「『]/u;
const CLOSING = /["”“»’」』]/u;

export function codePoints(string, units = string.length) {
  let count = 0;
  for (let unit = 0; unit < Math.min(units, string.length); count++) {
    unit += string.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return count;
}

export function units(string, points) {
  let unit = 0;
  for (let count = 0; count < points && unit < string.length; count++) {
    unit += string.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return unit;
}

// The pieces are the text cut up in reading order: {start, text}, start in code points. A boundary is {piece, units}.
export function span(pieces, from, to) {
  const start = pieces[from.piece].start + codePoints(pieces[from.piece].text, from.units);
  const end = pieces[to.piece].start + codePoints(pieces[to.piece].text, to.units);
  return trim(words(pieces, start, end), start);
}

export function words(pieces, start, end) {
  let found = "";
  let position = null;
  for (const { start: first, text } of pieces) {
    const length = codePoints(text);
    if (first + length <= start || first >= end) continue;
    if (position !== null && first > position) found += "\n".repeat(first - position);
    found += text.slice(units(text, Math.max(start - first, 0)), units(text, end - first));
    position = first + length;
  }
  return found;
}

// Nothing blank at either end; null when nothing is left.
export function trim(selected, start) {
  const signs = Array.from(selected);
  let [first, last] = [0, signs.length];
  while (first < last && BLANK.test(signs[first])) first++;
  while (last > first && BLANK.test(signs[last - 1])) last--;
  return first < last ? { start: start + first, end: start + last, words: signs.slice(first, last).join("") } : null;
}

// Words inside quotation marks are a quotation, in translation where the document is one; else nobody can tell.
export function guess(before, selected, after, translated) {
  const opened = OPENING.test(Array.from(selected)[0]) || OPENING.test(Array.from(before).at(-1) ?? "");
  const closed = CLOSING.test(Array.from(selected).at(-1)) || CLOSING.test(Array.from(after)[0] ?? "");
  if (!opened || !closed) return "";
  return translated ? "translated" : "verbatim";
}
