/* Several spans that get the same fields in one step: those collected with a key, and the same words elsewhere. */

import { gettext, interpolate, ngettext } from "../catalog.mjs";
import { findRepeats } from "../text/repeats.mjs";
import { announce, h } from "../ui/dom.mjs";

export class SpanCollection {
  constructor(workbench, offerElement) {
    Object.assign(this, { workbench, offerElement, collected: [], repeats: null });
  }

  /** Collects the selection or the sentence at the caret, and goes on behind it. */
  collect() {
    const { selection, panel } = this.workbench;
    const span = selection.span ?? this.workbench.sentence();
    if (!span || panel.isOpen) return;
    this.toggle(span);
    selection.set(span.end, span.end, { reveal: false });
  }

  /** Adds a span, or takes away one that is there. */
  toggle(span) {
    const isSame = ({ start, end }) => start === span.start && end === span.end;
    const has = this.collected.some(isSame);
    this.collected = has ? this.collected.filter((collected) => !isSame(collected)) : [...this.collected, span];
    this.show();
  }

  clear() {
    this.collected = [];
    this.show();
  }

  show() {
    const { length } = this.collected;
    this.workbench.outlineSpans(this.collected);
    announce(interpolate(ngettext("%(n)s passage collected.", "%(n)s passages collected.", length), { n: length }));
  }

  /** The statements of these values on `span` and on all that are collected, in the order of the text. */
  toStatements(values) {
    const { text } = this.workbench.textView;
    const spans = [values, ...this.collected].map(({ start, end }) => ({ start, end }));
    const distinct = [...new Map(spans.map((span) => [`${span.start}-${span.end}`, span])).values()];
    distinct.sort((a, b) => a.start - b.start);
    return distinct.map((span) => ({ values: { ...values, ...span, words: text.slice(span.start, span.end) } }));
  }

  /** After a statement was made: offers its words elsewhere. */
  offerRepeats(values) {
    const { workbench } = this;
    const spans = findRepeats(workbench.textView.text, values, workbench.all);
    this.repeats = spans.length ? { values, spans } : null;
    const n = spans.length;
    this.offerElement.hidden = n === 0;
    if (!n) return;
    const message = ngettext("The same words occur %(n)s more time.", "The same words occur %(n)s more times.", n);
    this.offerElement.replaceChildren(
      h("span", { role: "status" }, interpolate(message, { n })),
      " ",
      h(
        "button",
        { type: "button", class: "quiet-button", on: { click: () => this.markRepeats() } },
        gettext("Mark them as well"),
        " ",
        h("kbd", { "aria-hidden": "true" }, "M"),
      ),
    );
  }

  markRepeats() {
    if (!this.repeats) {
      announce(gettext("The words of the last statement occur nowhere else."));
      return;
    }
    const { values, spans } = this.repeats;
    this.repeats = null;
    this.offerElement.hidden = true;
    this.workbench.store.createAll(
      "repeated",
      spans.map((span) => ({ values: { ...values, ...span, id: null } })),
    );
    const { length } = spans;
    announce(interpolate(ngettext("Marked %(n)s more passage.", "Marked %(n)s more passages.", length), { n: length }));
  }
}
