/* The workbench: what the keys, the pointer, the panel and the list do to the text's statements. */

import { known, learn, used } from "./choice.mjs";
import { drafted, isComplete, labelled } from "./drafting.mjs";
import { Handles } from "./handles.mjs";
import { Keeping } from "./keeping.mjs";
import { List } from "./list.mjs";
import { Movement } from "./moving.mjs";
import { announce, brief, page, say } from "./page.mjs";
import { Panel } from "./panel.mjs";
import { place, watchBar } from "./placing.mjs";
import { Selecting } from "./selecting.mjs";
import { Showing } from "./showing.mjs";
import { showKeys } from "./dialogs.mjs";
import { View } from "./view.mjs";

export class Bench extends Showing {
  constructor(paper, api) {
    super(paper);
    this.api = api;
    this.movement = new Movement(paper.reading);
    this.keeping = new Keeping(page.document);
    this.selecting = new Selecting(paper, this.movement);
    this.side = document.getElementById("side");
  }

  /** The store knows the bench and the bench the store; each begins without the other. */
  begin(store) {
    this.store = store;
    const acts = { go: (id, focus) => this.go(id, focus), edit: (id) => this.edit(id), duplicate: (id) => this.duplicate(id), remove: (id) => this.remove(id), choose: (id, role) => this.chooseRole(id, role), lit: (id, on) => this.light(id, on) };
    this.list = new List(document.getElementById("statements"), acts);
    this.view = new View(document.getElementById("bar"), { changed: () => this.render(), undo: () => this.undo(), redo: () => this.redo(), help: showKeys });
    this.panel = new Panel(document.getElementById("panel"), this.api, this.keeping, {
      save: (about, before, filled) => this.save(about, before, filled),
      leave: () => this.leave(),
      changed: () => this.keep(),
      rolesOf: (speaker, event, before) => this.rolesOf(speaker, event, before),
      mayMake: (noun) => store.may.make.includes(noun),
      mayPublish: () => store.may.publish,
    });
    this.handles = new Handles(this.paper, this.movement, { current: () => this.statement, preview: (span) => this.outline(span), save: (statement, span) => this.setSpan(statement, span) });
    this.selecting.pointed = (by, event) => this.pointed(by, event);
    this.selecting.moved = () => this.moved();
    this.paper.laid = () => this.paper.root.contains(document.activeElement) && this.selecting.show();
    watchBar(document.getElementById("bar"), [this.side, this.panel.root, this.list.root.parentElement, this.selecting.caret]);
    for (const noun of ["speaker", "event", "theme"]) learn(this.api, noun);
  }

  speakers() {
    const found = new Map(this.all.filter(({ speaker }) => speaker).map(({ speaker }) => [speaker.id, speaker]));
    return [...found.values()];
  }

  // ---- The panel ----

  open(span, by = "key") {
    if (!this.store.may.add) return announce(say("mayNot"));
    const { filled, guessed } = drafted(this, span);
    this.show({ id: null, seen: null }, filled, { guessed, focus: by !== "touch" });
    return null;
  }

  edit(id) {
    this.handles.flush();
    const statement = this.all.find((each) => each.id === this.store.queue.idOf(id));
    if (!statement) return;
    if (!statement.may_change) {
      announce(say("mayNot"));
      return;
    }
    this.choose(statement.id);
    this.show({ id: statement.id, seen: statement.etag }, statement);
  }

  show(about, filled, more = {}) {
    for (const each of [this.side, this.paper.root]) each.classList.add("has-panel");
    this.panel.open({ ...about, paragraph: this.paragraphOf(filled) }, filled, more);
    this.outline(filled);
    place(this.panel.root, this.side, this.paper, filled);
    if (about.draft) this.keep();
  }

  /** Back to the text; what was typed goes only where the editor leaves on purpose. */
  leave(focus = true) {
    this.panel.close();
    for (const each of [this.side, this.paper.root]) each.classList.remove("has-panel");
    this.outline(null);
    this.keep();
    if (focus) this.paper.root.focus({ preventScroll: true });
  }

  save(about, before, filled) {
    this.leave();
    if (about.id === null) {
      this.create(filled);
    } else {
      this.store.change(about.id, about.seen, about.former ?? before, filled);
      this.after(filled, say("saved", { words: brief(filled.words) }));
    }
  }

  create(filled) {
    this.current = this.store.name();
    this.store.create(filled, this.current);
    this.after(filled, say("marked", { words: brief(filled.words) }));
  }

  after(filled, words) {
    this.keeping.remember(filled);
    for (const [name, noun] of [["speaker", "speaker"], ["event", "event"]]) if (filled[name]) used(noun, filled[name]);
    used("theme", ...filled.themes);
    used("speaker", ...filled.relays.filter(({ id }) => !known("speaker").some((each) => each.id === id)));
    this.selecting.set(filled.end, filled.end, { reveal: false });
    clearTimeout(this.telling);
    announce(words);
  }

  /** Like the last one, at once: one key for each further statement. */
  again() {
    const span = this.selecting.span ?? this.sentence();
    if (!span || !this.store.may.add) return;
    const { filled } = drafted(this, span);
    if (this.keeping.last && isComplete(filled)) this.create(filled);
    else this.open(span);
  }

  sentence() {
    return this.movement.at(this.selecting.focus, "sentence");
  }

  openHere() {
    const { span, isCaret } = this.selecting;
    if (span) this.open(span);
    else if (isCaret && this.statement) this.edit(this.current);
    else if (this.sentence()) {
      const found = this.sentence();
      this.selecting.set(found.start, found.end);
      this.open(found);
    }
  }

  /** The roles known for a speaker at an event, from what the server said of other statements. */
  rolesOf(speaker, event, before) {
    const same = (each) => each.speaker?.id === speaker.id && (each.event?.id ?? null) === (event?.id ?? null) && !each.waiting;
    const found = same(before) && before.roles && before.id !== null ? before : this.all.find((each) => same(each) && !each.role);
    return found ? { roles: found.roles, warning: found.role_warning } : { roles: null, warning: "" };
  }

  // ---- Doing ----

  setSpan(statement, span) {
    const words = this.paper.reading.words(span.start, span.end);
    this.store.change(statement.id, statement.etag, statement, { ...statement, ...span, words }, "moved");
    announce(say("moved", { words: brief(words) }));
  }

  chooseRole(id, role) {
    const statement = this.all.find((each) => each.id === id);
    const chosen = statement?.roles.find((each) => String(each.id) === role);
    if (chosen) this.store.change(id, statement.etag, statement, { ...statement, role: chosen, role_warning: "" });
  }

  remove(id) {
    this.handles.flush();
    const statement = this.all.find((each) => each.id === id);
    if (!statement) return;
    if (!statement.may_delete) {
      announce(say("mayNot"));
      return;
    }
    const inList = this.list.root.contains(document.activeElement);
    const at = this.shown.findIndex((each) => each.id === id);
    const next = this.shown[at + 1] ?? this.shown[at - 1] ?? null;
    if (inList && next) this.choose(next.id, { focus: true });
    this.store.remove(statement);
    if (inList && !next) this.paper.root.focus();
    announce(say("deleted", { words: brief(statement.words) }));
  }

  /** Two statements that say all the same are refused, so the second waits in the panel for what differs. */
  duplicate(id) {
    const statement = this.all.find((each) => each.id === id);
    if (statement) this.show({ id: null, seen: null }, labelled({ ...statement, id: null, number: null }));
  }

  split() {
    const { statement, selecting, paper } = this;
    if (!statement?.may_change) return;
    const at = paper.reading.snap(selecting.focus);
    const parts = at > statement.start && at < statement.end ? [paper.reading.trim(statement.start, at), paper.reading.trim(at, statement.end)] : [];
    if (parts.length < 2 || parts.includes(null)) {
      announce(say("splitWhere"));
      return;
    }
    const halves = parts.map((part) => ({ ...part, words: paper.reading.words(part.start, part.end) }));
    this.store.split(statement, at, halves);
    announce(say("split", { words: brief(halves[1].words) }));
  }

  undo() {
    this.handles.flush();
    const command = this.store.undo();
    announce(command ? say("undone", { what: page.words[`did_${command.say}`] }) : say("nothingToUndo"));
  }

  redo() {
    const command = this.store.redo();
    announce(command ? say("redone", { what: page.words[`did_${command.say}`] }) : say("nothingToRedo"));
  }

  walk(to) {
    const { shown } = this;
    if (!shown.length) return;
    const at = shown.findIndex(({ id }) => id === this.current);
    const after = shown.findIndex(({ start }) => start >= this.selecting.focus);
    const last = shown.length - 1;
    const steps = {
      next: at >= 0 ? at + 1 : after < 0 ? last : after,
      previous: at >= 0 ? at - 1 : (after < 0 ? shown.length : after) - 1,
      first: 0,
      last,
    };
    const { id, start } = shown[Math.min(Math.max(steps[to], 0), last)];
    if (this.list.root.contains(document.activeElement)) this.choose(id, { focus: true });
    else {
      this.choose(id);
      this.selecting.set(start);
    }
  }

  outer() {
    const here = this.layers.at(this.selecting.focus).map(({ id }) => id);
    if (here.length) this.choose(here[(here.indexOf(this.current) + 1) % here.length]);
    if (this.statement) this.tell(`${say("statementNumber", { number: this.statement.number })}: ${this.statement.words}`);
  }

  /** What would be lost with the page is kept by the tab. */
  keep() {
    clearTimeout(this.keepingSoon);
    this.keepingSoon = setTimeout(() => this.keepNow(), 200);
  }

  keepNow() {
    clearTimeout(this.keepingSoon);
    const jobs = this.store.queue.frozen();
    const draft = this.panel.isOpen && this.panel.isTouched ? { about: this.panel.about, filled: this.panel.filled() } : null;
    const drafts = this.drafts ?? [];
    this.keeping.unsent = jobs.length || draft || drafts.length ? { text_version: page.text_version, jobs, draft, drafts } : null;
  }

  get isUnsent() {
    return this.store.queue.jobs.length > 0 || (this.panel.isOpen && this.panel.isTouched);
  }
}
