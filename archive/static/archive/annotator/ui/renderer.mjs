/* Keeps marks, list, toolbar and highlights in agreement with the statements and with the selection. */

import { gettext, interpolate } from "../catalog.mjs";
import { hueOf, matchesFilters } from "../state/grouping.mjs";
import { MarkLayout } from "../text/layout.mjs";
import { excerpt } from "../text/quotes.mjs";
import { announceSoon, inTimeSlices } from "./dom.mjs";

const MAX_LANES = 4; // levels of underlines that the stylesheet knows

export class Renderer {
  constructor(textView) {
    this.textView = textView;
    this.layout = new MarkLayout(textView.text);
    this.current = null; // id
    this.numbers = new Map();
    this.all = [];
    this.shown = [];
  }

  get statement() {
    return this.find(this.current);
  }

  find(id) {
    return this.all.find((statement) => statement.id === id) ?? null;
  }

  render() {
    this.all = this.store.list;
    this.current = this.store.queue.serverId(this.current);
    if (this.current !== null && !this.statement) this.current = null;
    const { toolbar } = this;
    const groups = toolbar.groups(this.all);
    this.shown = toolbar.isFiltered
      ? this.all.filter((statement) => matchesFilters(statement, toolbar.filterValues))
      : this.all;
    this.hues = new Map(this.shown.map((statement) => [statement.id, hueOf(statement, toolbar.groupBy, groups)]));
    this.list.current = this.current;
    this.renderMarks();
    this.list.show(this.shown, this.hues);
    toolbar.show(this.all, this.shown.length, groups, this.store.history);
    document.getElementById("no-statements").hidden = this.all.length > 0;
    this.proposals.update();
  }

  renderMarks() {
    const { layout, textView } = this;
    const changed = layout.set(
      this.shown.map((statement) => ({
        ...spanOf(statement),
        id: statement.id,
        appearance: this.markClasses(statement),
      })),
    );
    const numbers = new Map(this.shown.map(({ id, number }) => [id, number]));
    const renumbered = this.shown.filter(({ id, number }) => this.numbers.get(id) !== number);
    this.numbers = numbers;
    this.stopNumbers?.();
    this.stopNumbers = inTimeSlices(renumbered, ({ id, number }) => textView.renumber(id, number));
    const appearance = (id) => ({
      classes: `${layout.marks.get(id).appearance} lane-${Math.min(layout.lanes.get(id), MAX_LANES - 1)}`,
      number: numbers.get(id),
      hue: this.hues.get(id),
      isCurrent: id === this.current,
    });
    textView.refresh(changed, (index) => ({ runs: layout.runs(index), appearance }));
  }

  markClasses({ id, attribution, isPending }) {
    const flags = `${isPending ? " is-pending" : ""}${id === this.current ? " is-current" : ""}`;
    return `mark mark-${attribution} hue-${this.hues.get(id)}${flags}`;
  }

  /** Outlines the span that the panel is about; null removes the outline. */
  outlineSpan(span) {
    highlight("panel-span", span && this.textView.range(span.start, span.end));
  }

  /** Outlines several spans that are collected. */
  outlineSpans(spans) {
    highlight("collected-spans", ...spans.map(({ start, end }) => this.textView.range(start, end)));
  }

  /** Highlights the words of the list entry under the pointer. */
  hoverStatement(id, isOver) {
    const mark = isOver && this.layout.marks.get(id);
    highlight("hovered-statement", mark && this.textView.range(mark.start, mark.end));
  }

  /** Makes a statement the current one; null for none. */
  setCurrent(id, options = {}) {
    if (id !== this.current) {
      this.handles.flush();
      this.current = id;
      this.renderMarks();
    }
    this.list.setCurrent(id, options);
  }

  /** Moves the caret to a statement chosen in the list. */
  goToStatement(id, reveal) {
    const statement = this.find(id);
    if (!statement) return;
    this.setCurrent(id, { reveal: false });
    if (reveal || this.selection.start !== statement.start) {
      this.selection.anchor = statement.start;
      this.selection.focus = statement.start;
      this.selection.drawCaret(true);
    }
  }

  /** A caret in a mark makes its statement current, the innermost first. */
  onMove() {
    const { span, isCaret, focus } = this.selection;
    this.proposals.onMove();
    if (isCaret) {
      const ids = this.layout.marksAt(focus).map(({ id }) => id);
      if (!ids.includes(this.current)) this.setCurrent(ids[0] ?? null);
      this.announceSoon(this.wordAt(focus));
    } else if (span) {
      this.announceSoon(this.textView.text.slice(span.start, span.end));
    }
    if (this.panel.isOpen && span) this.changeSpan(span);
  }

  wordAt(offset) {
    const word = this.movement.segmentAt(offset, "word");
    return word
      ? this.textView.text.slice(word.start, word.end) + (this.statement ? ` (${statementTitle(this.statement)})` : "")
      : "";
  }

  announceSoon(message) {
    announceSoon(excerpt(message, 160));
  }

  /** After a click or a selection with the pointer; clicking again takes the next of several statements. */
  onPointer(pointer) {
    const { span, focus } = this.selection;
    if (span) {
      if (this.panel.isOpen) this.changeSpan(span);
      else this.openNew(span, pointer);
      return;
    }
    if (this.panel.isOpen && !this.panel.isChanged) this.closePanel(false);
    const ids = this.layout.marksAt(focus).map(({ id }) => id);
    const proposal = ids.length ? null : this.proposals.proposalAt(focus);
    if (proposal) {
      if (pointer === "touch") this.proposals.openPanel(proposal);
      else this.proposals.setCurrent(proposal);
      return;
    }
    const at = ids.indexOf(this.current);
    const isRepeated = at >= 0 && this.lastClick === focus;
    this.lastClick = focus;
    this.setCurrent(ids.length ? ids[isRepeated ? (at + 1) % ids.length : Math.max(at, 0)] : null);
  }

  changeSpan(span) {
    this.panel.setSpan(span, this.textView.text.slice(span.start, span.end), this.paragraphNumber(span));
    this.outlineSpan(span);
    this.unsent.saveSoon();
  }

  paragraphNumber({ start }) {
    return this.textView.paragraph(this.textView.text.position(start).index).id.slice(1);
  }
}

export function statementTitle({ number }) {
  return interpolate(gettext("Statement %(number)s"), { number });
}

function spanOf({ start, end }) {
  return { start, end };
}

function highlight(name, ...ranges) {
  if (!("highlights" in CSS)) return;
  const drawn = ranges.filter(Boolean);
  if (drawn.length) CSS.highlights.set(name, new Highlight(...drawn));
  else CSS.highlights.delete(name);
}
