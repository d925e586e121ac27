/* What the workbench shows: marks, list and bar agreeing with one another, and with the place in the text. */

import { Layers } from "./laying.mjs";
import { fits, hueOf } from "./looks.mjs";
import { announce, brief, inSlices, say } from "./page.mjs";

export class Showing {
  constructor(paper) {
    this.paper = paper;
    this.layers = new Layers(paper.reading);
    this.current = null;
    this.numbers = new Map();
    this.all = [];
    this.shown = [];
  }

  get statement() {
    return this.all.find(({ id }) => id === this.current) ?? null;
  }

  // ---- Showing ----

  render() {
    this.all = this.store.list;
    this.current = this.store.queue.idOf(this.current);
    if (this.current !== null && !this.statement) this.current = null;
    const found = this.view.groups(this.all);
    this.shown = this.view.isFiltered ? this.all.filter((statement) => fits(statement, this.view.wanted)) : this.all;
    this.hues = new Map(this.shown.map((statement) => [statement.id, hueOf(statement, this.view.by, found)]));
    this.list.current = this.current;
    this.lay();
    this.list.show(this.shown, this.hues);
    this.view.show(this.all, this.shown.length, found, this.store.undoing);
    document.getElementById("nothing").hidden = this.all.length > 0;
  }

  lay() {
    const byId = new Map(this.shown.map((statement) => [statement.id, statement]));
    const classes = ({ id, attribution, waiting }) => `said said-${attribution} hue-${this.hues.get(id)}${waiting ? " is-waiting" : ""}${id === this.current ? " is-current" : ""}`;
    const changed = this.layers.set(this.shown.map((statement) => ({ id: statement.id, start: statement.start, end: statement.end, look: classes(statement) })));
    const look = (id) => ({ classes: `${this.layers.marks.get(id).look} lane-${Math.min(this.layers.lanes.get(id), 3)}`, number: byId.get(id).number, hue: this.hues.get(id), current: id === this.current });
    const moved = this.shown.filter(({ id, number }) => this.numbers.get(id) !== number);
    this.numbers = new Map(this.shown.map(({ id, number }) => [id, number]));
    this.stopNumbers?.();
    this.stopNumbers = inSlices(moved, ({ id, number }) => this.paper.number(id, number));
    this.paper.refresh(changed, (index) => ({ runs: this.layers.of(index), look }));
  }

  outline(span) {
    if (!("highlights" in CSS)) return;
    if (span) CSS.highlights.set("chosen", new Highlight(this.paper.range(span.start, span.end)));
    else CSS.highlights.delete("chosen");
  }

  light(id, on) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("lit");
    const mark = on && this.layers.marks.get(/^\d+$/.test(id) ? Number(id) : id);
    if (mark) CSS.highlights.set("lit", new Highlight(this.paper.range(mark.start, mark.end)));
  }

  choose(id, more = {}) {
    if (id === this.current) return this.list.choose(id, more);
    this.handles.flush();
    this.current = id;
    this.lay();
    this.list.choose(id, more);
  }

  /** From the list to the words, or to the list's entry alone. */
  go(id, reveal) {
    const statement = this.all.find((each) => each.id === id);
    if (!statement) return;
    this.choose(id, { reveal: false });
    if (reveal || this.selecting.start !== statement.start) {
      this.selecting.anchor = this.selecting.focus = statement.start;
      this.selecting.draw(true);
    }
  }

  // ---- Selecting ----

  /** A caret in a mark chooses it, the innermost first. */
  moved() {
    const { span, isCaret, focus } = this.selecting;
    if (isCaret) {
      const here = this.layers.at(focus).map(({ id }) => id);
      if (here.length === 0 || !here.includes(this.current)) this.choose(here[0] ?? null);
      this.tell(this.wordAt(focus));
    } else if (span) {
      this.tell(this.paper.reading.words(span.start, span.end));
    }
    if (this.panel.isOpen && span) this.takeSpan(span);
  }

  wordAt(offset) {
    const word = this.movement.at(offset, "word");
    const inside = this.statement ? ` (${say("statementNumber", { number: this.statement.number })})` : "";
    return word ? this.paper.reading.words(word.start, word.end) + inside : "";
  }

  tell(words) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => announce(brief(words, 160)), 250);
  }

  pointed(by) {
    const { span, focus } = this.selecting;
    if (span) return this.panel.isOpen ? this.takeSpan(span) : this.open(span, by);
    if (this.panel.isOpen && !this.panel.isTouched) this.leave(false);
    const here = this.layers.at(focus).map(({ id }) => id);
    const at = here.indexOf(this.current);
    const again = at >= 0 && this.clicked === focus;
    this.clicked = focus;
    this.choose(here.length ? here[again ? (at + 1) % here.length : Math.max(at, 0)] : null);
    return null;
  }

  takeSpan(span) {
    this.panel.move(span, this.paper.reading.words(span.start, span.end), this.paragraphOf(span));
    this.outline(span);
    this.keep();
  }

  paragraphOf({ start }) {
    return this.paper.paragraph(this.paper.reading.place(start).index).id.slice(1);
  }
}
