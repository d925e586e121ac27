/* The workbench: what keys, pointer, panel and list do to the statements of the text. */

import { gettext, interpolate, ngettext } from "../catalog.mjs";
import { showKeys } from "../keys-help.mjs";
import { page } from "../page.mjs";
import { ProposalReview } from "../proposals/proposal-review.mjs";
import { confirmPublication } from "../publication.mjs";
import { redoMessage, undoMessage } from "../state/command-messages.mjs";
import { DraftStorage } from "../state/draft-storage.mjs";
import { knownRoles } from "../state/known-roles.mjs";
import { isComplete, newStatement, withLabels } from "../state/new-statement.mjs";
import { loadRecent, recentChoices, rememberUse } from "../state/recent.mjs";
import { SpanCollection } from "../state/span-collection.mjs";
import { UnsentChanges } from "../state/unsent-changes.mjs";
import { Movement } from "../text/movement.mjs";
import { excerpt } from "../text/quotes.mjs";
import { announce } from "./dom.mjs";
import { BoundaryHandles } from "./handles.mjs";
import { StatementPanel } from "./panel.mjs";
import { positionPanel, trackToolbarHeight } from "./panel-position.mjs";
import { Renderer, statementTitle } from "./renderer.mjs";
import { TextSelection } from "./selection.mjs";
import { StatementList } from "./statement-list.mjs";
import { Toolbar } from "./toolbar.mjs";

export class Workbench extends Renderer {
  constructor(textView, api) {
    super(textView);
    this.api = api;
    this.movement = new Movement(textView.text);
    this.draftStorage = new DraftStorage(page.document);
    this.unsent = new UnsentChanges(this);
    this.spanCollection = new SpanCollection(this, document.getElementById("repeats"));
    this.selection = new TextSelection(textView, this.movement);
    this.sidebar = document.getElementById("sidebar");
  }

  /** The store and the workbench need each other, so each is made without the other. */
  connect(store) {
    this.store = store;
    const toolbar = document.getElementById("toolbar");
    this.list = new StatementList(document.getElementById("statements"), {
      go: (id, reveal) => this.goToStatement(id, reveal),
      edit: (id) => this.edit(id),
      duplicate: (id) => this.duplicate(id),
      remove: (id) => this.remove(id),
      chooseRole: (id, role) => this.chooseRole(id, role),
      hover: (id, isOver) => this.hoverStatement(id, isOver),
    });
    this.proposals = new ProposalReview(this, this.api, document.getElementById("proposals"));
    this.toolbar = new Toolbar(toolbar, {
      onChange: () => this.render(),
      undo: () => this.undo(),
      redo: () => this.redo(),
      help: showKeys,
    });
    this.panel = new StatementPanel(document.getElementById("panel"), this.api, this.draftStorage, {
      save: (target, before, values) => this.save(target, before, values),
      cancel: () => this.closePanel(),
      onChange: () => this.unsent.saveSoon(),
      rolesOf: (...given) => knownRoles(this.all, ...given),
      mayCreateRole: () => store.may.make.includes("role"),
      mayCreate: (modelName) => store.may.make.includes(modelName),
      mayPublish: () => store.may.publish,
    });
    this.handles = new BoundaryHandles(this.textView, this.movement, {
      current: () => this.statement,
      preview: (span) => this.outlineSpan(span),
      save: (statement, span) => this.setSpan(statement, span),
    });
    this.selection.onPointer = (pointer) => this.onPointer(pointer);
    this.selection.onMove = () => this.onMove();
    this.textView.onRender = () => {
      if (this.selection.isFocused) this.selection.show();
      this.proposals.marks.drawSoon();
    };
    trackToolbarHeight(toolbar, [this.sidebar, this.panel.root, this.list.root.parentElement, this.selection.caret]);
    for (const modelName of ["speaker", "event", "theme"]) loadRecent(this.api, modelName);
  }

  // ---- The panel ----

  openNew(span, pointer = null) {
    if (!this.store.may.add) {
      announceForbidden();
      return;
    }
    const { values, ...shown } = newStatement(this, span);
    this.showPanel({ id: null, etag: null }, values, { ...shown, focus: pointer !== "touch" });
  }

  edit(id) {
    this.handles.flush();
    const statement = this.find(this.store.queue.serverId(id));
    if (!statement) return;
    if (!statement.may_change) {
      announceForbidden();
      return;
    }
    this.setCurrent(statement.id);
    this.showPanel({ id: statement.id, etag: statement.etag }, statement);
  }

  /** Opens the panel; see StatementPanel.open for its arguments. */
  showPanel(target, values, options = {}) {
    for (const element of [this.sidebar, this.textView.root]) element.classList.add("has-panel");
    this.panel.open(target, values, { ...options, paragraph: this.paragraphNumber(values) });
    this.outlineSpan(values);
    positionPanel(this.panel.root, this.sidebar, this.textView, values);
    if (target.isDraft) this.unsent.saveSoon();
  }

  /** Returns to the text and drops what was typed. */
  closePanel(focus = true) {
    this.panel.close();
    for (const element of [this.sidebar, this.textView.root]) element.classList.remove("has-panel");
    this.outlineSpan(null);
    this.unsent.saveSoon();
    if (focus) this.textView.root.focus({ preventScroll: true });
  }

  /** The panel stays open where the editor, shown the checklist, goes back. */
  async save(target, before, values) {
    if (!(await confirmPublication(this.store.api, target, before, values))) return;
    this.closePanel();
    if (target.proposal) {
      this.accept([{ values, proposal: target.proposal }]);
      this.proposals.afterSave();
    } else if (target.id === null) {
      this.create(values);
    } else {
      this.store.change(target.id, target.etag, target.former ?? before, values);
      this.afterSave(values, gettext("Saved: “%(words)s”."));
    }
  }

  /** On the span, and on all that are collected. */
  create(values) {
    const items = this.spanCollection.toStatements(values);
    this.current = this.store.newId();
    items[0].id = this.current;
    this.store.createAll("marked", items);
    if (this.spanCollection.collected.length) this.spanCollection.clear();
    this.afterSave(values, gettext("Marked: “%(words)s”."));
    this.spanCollection.offerRepeats(values);
  }

  /** Makes statements of proposals: [{values, proposal}, …], one command. */
  accept(items) {
    this.store.createAll("accepted", items);
    for (const { values } of items) this.remember(values);
    const { length } = items;
    if (length > 1) {
      announce(
        interpolate(ngettext("Accepted: %(n)s statement.", "Accepted: %(n)s statements.", length), { n: length }),
      );
    }
  }

  /** For the next statement. */
  remember(values) {
    this.draftStorage.remember(values);
    if (values.speaker?.id) rememberUse("speaker", values.speaker);
    if (values.event) rememberUse("event", values.event);
    rememberUse("theme", ...values.themes);
    const recentIds = new Set(recentChoices("speaker").map(({ id }) => id));
    rememberUse("speaker", ...values.relays.filter(({ id }) => !recentIds.has(id)));
  }

  afterSave(values, message) {
    this.remember(values);
    this.selection.set(values.end, values.end, { reveal: false });
    announceWords(message, values.words);
  }

  /** Marks the selection or the sentence without opening the panel, unless something is missing or evidence disagrees. */
  async repeatLast() {
    const span = this.selection.span ?? this.sentence();
    if (!span || !this.store.may.add) return;
    const { values, rivals } = newStatement(this, span);
    if (!this.draftStorage.last || !isComplete(values) || rivals.length) this.openNew(span);
    else if (await confirmPublication(this.store.api, { id: null }, null, values)) this.create(values);
  }

  sentence() {
    return this.movement.segmentAt(this.selection.focus, "sentence");
  }

  openAtCaret() {
    const { span, isCaret } = this.selection;
    const sentence = this.sentence();
    const { collected } = this.spanCollection;
    if (collected.length) this.openNew(span ?? collected.at(-1));
    else if (this.proposals.current) this.proposals.openPanel(this.proposals.current);
    else if (span) this.openNew(span);
    else if (isCaret && this.statement) this.edit(this.current);
    else if (sentence) {
      this.selection.set(sentence.start, sentence.end);
      this.openNew(sentence);
    }
  }

  // ---- Commands ----

  setSpan(statement, span) {
    const words = this.textView.text.slice(span.start, span.end);
    this.store.change(statement.id, statement.etag, statement, { ...statement, ...span, words }, "moved");
    announceWords(gettext("Now marked: “%(words)s”."), words);
  }

  chooseRole(id, role) {
    const statement = this.find(id);
    const chosen = statement?.roles.find((candidate) => String(candidate.id) === role);
    if (chosen) this.store.change(id, statement.etag, statement, { ...statement, role: chosen, role_warning: "" });
  }

  remove(id) {
    this.handles.flush();
    const statement = this.find(id);
    if (!statement) return;
    if (!statement.may_delete) {
      announceForbidden();
      return;
    }
    const isInList = this.list.root.contains(document.activeElement);
    const index = this.shown.findIndex((other) => other.id === id);
    const next = this.shown[index + 1] ?? this.shown[index - 1] ?? null;
    if (isInList && next) this.setCurrent(next.id, { focus: true });
    this.store.remove(statement);
    if (isInList && !next) this.textView.root.focus();
    announceWords(gettext("Deleted: “%(words)s”. Undo restores it."), statement.words);
  }

  /** The server refuses exact duplicates, so the copy opens in the panel for what differs. */
  duplicate(id) {
    const statement = this.find(id);
    if (statement) this.showPanel({ id: null, etag: null }, withLabels({ ...statement, id: null, number: null }));
  }

  split() {
    const { statement, selection, textView } = this;
    if (!statement?.may_change) return;
    const { text } = textView;
    const at = text.snapToCharacter(selection.focus);
    const isInside = at > statement.start && at < statement.end;
    const parts = isInside ? [text.trimSpan(statement.start, at), text.trimSpan(at, statement.end)] : [null];
    if (parts.includes(null)) {
      announce(gettext("To split a statement, place the cursor inside it, between two words."));
      return;
    }
    const halves = parts.map((span) => ({ ...span, words: text.slice(span.start, span.end) }));
    this.store.split(statement, at, halves);
    announceWords(gettext("Split. The second part is “%(words)s”."), halves[1].words);
  }

  undo() {
    this.handles.flush();
    announce(undoMessage(this.store.undo()));
  }

  redo() {
    announce(redoMessage(this.store.redo()));
  }

  /** Goes to the "next", "previous", "first" or "last" statement shown. */
  goTo(direction) {
    const { shown } = this;
    if (!shown.length) return;
    const at = shown.findIndex(({ id }) => id === this.current);
    const after = shown.findIndex(({ start }) => start >= this.selection.focus);
    const last = shown.length - 1;
    const indexes = {
      next: at >= 0 ? at + 1 : after < 0 ? last : after,
      previous: at >= 0 ? at - 1 : (after < 0 ? shown.length : after) - 1,
      first: 0,
      last,
    };
    const { id, start } = shown[Math.min(Math.max(indexes[direction], 0), last)];
    const focus = this.list.root.contains(document.activeElement);
    this.setCurrent(id, { focus });
    if (!focus) this.selection.set(start);
  }

  /** Of several statements at the caret, makes the next one current. */
  selectOuter() {
    const ids = this.layout.marksAt(this.selection.focus).map(({ id }) => id);
    if (ids.length) this.setCurrent(ids[(ids.indexOf(this.current) + 1) % ids.length]);
    if (this.statement) this.announceSoon(`${statementTitle(this.statement)}: ${this.statement.words}`);
  }
}

function announceForbidden() {
  announce(gettext("You do not have permission to do this."));
}

function announceWords(message, words) {
  announce(interpolate(message, { words: excerpt(words) }));
}
