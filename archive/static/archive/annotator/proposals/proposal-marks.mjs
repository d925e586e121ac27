/* Dotted lines under proposed words, and a line under the cue: highlights of the browser, no elements, so that they are
   never taken for statements. */

const HIGHLIGHTS = ["proposals", "current-proposal", "cue"];

export class ProposalMarks {
  constructor(textView) {
    this.textView = textView;
    this.proposals = [];
    this.current = null;
  }

  show(proposals, current) {
    Object.assign(this, { proposals, current });
    this.drawSoon();
  }

  drawSoon() {
    if (!("highlights" in CSS)) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  /** Only what is in or near the viewport; a paragraph that is rendered again loses its ranges. */
  draw() {
    const { textView, current } = this;
    const visible = this.proposals.filter(({ start, end }) => textView.isNear(start, end));
    const cues = visible.map(({ cue }) => cue).filter(Boolean);
    const ranges = [visible.filter((proposal) => proposal !== current), current ? [current] : [], cues];
    for (const [index, spans] of ranges.entries()) {
      const drawn = spans.map(({ start, end }) => textView.range(start, end));
      CSS.highlights.set(HIGHLIGHTS[index], new Highlight(...drawn));
    }
  }
}
