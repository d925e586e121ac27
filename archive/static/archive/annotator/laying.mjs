/* Pure: how statements lie over the paragraphs. */

/** In the order they are read: the earlier first, of two that begin together the longer. */
export function inOrder(a, b) {
  return a.start - b.start || b.end - a.end || order(a.id, b.id);
}

function order(a, b) {
  if (typeof a === typeof b) return a < b ? -1 : Number(a > b);
  return typeof a === "number" ? -1 : 1; // what has no number yet comes last
}

/** The runs of a paragraph covered by the same marks, in offsets: `ids` outermost first, what opens and closes there. */
export function cut({ start, end }, marks) {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start && mark.start < end) edges.add(mark.start);
    if (mark.end > start && mark.end < end) edges.add(mark.end);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, number) => {
    const to = cuts[number + 1];
    const here = marks.filter((mark) => mark.start <= from && to <= mark.end);
    const ids = here.map(({ id }) => id);
    const opens = here.filter((mark) => mark.start === from).map(({ id }) => id);
    const closes = here.filter((mark) => mark.end === to).map(({ id }) => id);
    return { start: from, end: to, ids, opens, closes };
  });
}

/** id -> the lowest of the lines under the words that no other mark uses there; `marks` in reading order. */
export function lanes(marks) {
  const ends = [];
  return new Map(
    marks.map(({ id, start, end }) => {
      const free = ends.findIndex((used) => used <= start);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = end;
      return [id, lane];
    }),
  );
}

/** Which marks touch which paragraph; tells which paragraphs are to be laid anew when the marks change. */
export class Layers {
  constructor(reading) {
    this.reading = reading;
    this.marks = new Map();
    this.touching = new Map();
    this.lanes = new Map();
  }

  /** `marks` are {id, start, end, look} in reading order; the answer is the set of paragraphs that look otherwise. */
  set(marks) {
    const [before, under] = [this.marks, this.lanes];
    const changed = new Set();
    const same = (old, mark) => old.start === mark.start && old.end === mark.end && old.look === mark.look && under.get(mark.id) === this.lanes.get(mark.id);
    this.marks = new Map(marks.map((mark) => [mark.id, mark]));
    this.lanes = lanes(marks);
    for (const mark of marks) {
      const old = before.get(mark.id);
      if (old && same(old, mark)) continue;
      for (const each of old ? [old, mark] : [mark]) this.eachUnder(each, (index) => changed.add(index));
    }
    for (const [id, old] of before) if (!this.marks.has(id)) this.eachUnder(old, (index) => changed.add(index));
    if (changed.size) this.arrange(marks);
    return changed;
  }

  arrange(marks) {
    this.touching = new Map();
    for (const mark of marks) {
      this.eachUnder(mark, (index) => {
        const here = this.touching.get(index);
        if (here) here.push(mark);
        else this.touching.set(index, [mark]);
      });
    }
  }

  eachUnder(mark, act) {
    const { paragraphs } = this.reading;
    for (let index = this.reading.indexAt(mark.start); index < paragraphs.length; index++) {
      if (paragraphs[index].start >= mark.end) return;
      if (paragraphs[index].end > mark.start) act(index);
    }
  }

  of(index) {
    return cut(this.reading.paragraphs[index], this.touching.get(index) ?? []);
  }

  /** The marks over an offset, innermost first; a caret at the end of a mark is still in it. */
  at(offset) {
    const here = this.touching.get(this.reading.place(offset, true).index) ?? [];
    const next = this.touching.get(this.reading.place(offset).index) ?? [];
    const inside = (mark) => mark.start <= offset && offset < mark.end;
    const found = [...new Set([...here, ...next])].filter((mark) => inside(mark));
    const ended = found.length ? [] : here.filter((mark) => mark.end === offset);
    return [...found, ...ended].sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start);
  }
}
