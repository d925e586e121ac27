/* The ends of a mark: drawn with the pointer, or moved by keys. */

const PAUSE = 700; // milliseconds after the last key until the new ends are saved

export class Handles {
  /** `does` has current(), preview(span or null), save(statement, span). */
  constructor(paper, movement, does) {
    Object.assign(this, { paper, movement, does, drag: null, waiting: null });
    paper.root.addEventListener("pointerdown", (event) => this.down(event));
    document.addEventListener("pointermove", (event) => this.move(event));
    document.addEventListener("pointerup", () => this.up());
    document.addEventListener("pointercancel", () => this.cancel());
  }

  down(event) {
    const handle = event.target.closest(".handle");
    const statement = this.does.current();
    if (!handle || !statement?.may_change) return;
    event.preventDefault();
    this.drag = { edge: handle.dataset.handle, statement, span: { start: statement.start, end: statement.end } };
    this.paper.root.classList.add("is-dragging");
  }

  move(event) {
    if (!this.drag) return;
    event.preventDefault();
    const offset = this.paper.offsetUnder(event.clientX, event.clientY);
    if (offset === null) return;
    const span = this.moved(this.drag.span, this.drag.edge, event.altKey ? offset : this.toWord(offset, this.drag.edge));
    if (!span) return;
    this.drag.span = span;
    this.does.preview(span);
  }

  /** The pointer takes whole words; with Alt it takes signs. */
  toWord(offset, edge) {
    const word = this.movement.at(offset, "word");
    if (!word || offset <= word.start || offset >= word.end) return offset;
    return edge === "start" ? word.start : word.end;
  }

  moved({ start, end }, edge, offset) {
    if (edge === "start" ? offset >= end : offset <= start) return null;
    return this.paper.reading.trim(edge === "start" ? offset : start, edge === "start" ? end : offset);
  }

  up() {
    if (!this.drag) return;
    const { statement, span } = this.drag;
    this.cancel();
    this.save(statement, span);
  }

  cancel() {
    this.drag = null;
    this.paper.root.classList.remove("is-dragging");
    this.does.preview(null);
  }

  save(statement, span) {
    if (span.start !== statement.start || span.end !== statement.end) this.does.save(statement, span);
  }

  /** By word, outward or inward; several keys one after the other are one change. */
  adjust({ edge, forward }) {
    const current = this.does.current();
    if (!current?.may_change) return null;
    if (this.waiting && this.waiting.statement.id !== current.id) this.flush();
    const { statement, span } = this.waiting ?? { statement: current, span: current };
    const offset = this.movement.step(span[edge], "word", forward, edge === "end" && forward);
    const moved = this.moved(span, edge, offset) ?? span;
    clearTimeout(this.timer);
    this.waiting = { statement, span: { start: moved.start, end: moved.end } };
    this.timer = setTimeout(() => this.flush(), PAUSE);
    this.does.preview(this.waiting.span);
    return this.waiting.span;
  }

  flush() {
    clearTimeout(this.timer);
    if (!this.waiting) return;
    const { statement, span } = this.waiting;
    this.waiting = null;
    this.does.preview(null);
    this.save(statement, span);
  }
}
