/* What happens to changes that were not saved: refused, in conflict, written before a correction, or left behind. */

import { gettext } from "./catalog.mjs";
import { page } from "./page.mjs";
import { findQuote } from "./text/quotes.mjs";
import { showConflict } from "./ui/dialogs.mjs";
import { announce } from "./ui/dom.mjs";
import { showDrafts } from "./ui/error-banner.mjs";

export class Recovery {
  constructor(workbench, store, draftsElement) {
    Object.assign(this, { workbench, store, draftsElement });
  }

  /** A refused write reopens in the panel with its errors; when another one is being edited there, it becomes a draft. */
  handleRefusal(job, { message = gettext("The server did not accept this."), errors = {} }) {
    const { workbench } = this;
    announce(message);
    if (!job.body || workbench.unsent.isPanelChanged) {
      const draft = { ...job.statement, text_version: page.text_version };
      this.offerDrafts([...(workbench.unsent.drafts ?? []), ...(job.body ? [draft] : [])], message);
      return;
    }
    this.reopen(job);
    workbench.panel.showErrors(errors, message);
  }

  reopen(job) {
    const id = job.kind === "create" ? null : job.id;
    const former = id === null ? null : this.store.known.get(id);
    const target = { id, etag: former?.etag ?? job.etag, former, isDraft: true };
    this.workbench.showPanel(target, { ...job.statement, id });
  }

  handleConflict(job, theirs) {
    const again = { ...job, etag: theirs.etag };
    showConflict(job, theirs, {
      keepTheirs: () => this.store.resolveConflict([]),
      keepMine: () => this.store.resolveConflict([again]),
      edit: () => {
        this.reopen(again);
        this.store.resolveConflict([]);
      },
    });
  }

  /** Lists drafts above the text; nothing is sent before the editor has looked at it. */
  offerDrafts(drafts, message = "") {
    this.workbench.unsent.drafts = drafts;
    this.workbench.unsent.save();
    const draftsWithout = (draft) => drafts.filter((other) => other !== draft);
    showDrafts(this.draftsElement, drafts, {
      message,
      discard: (draft) => this.offerDrafts(draftsWithout(draft)),
      open: (draft) => {
        this.offerDrafts(draftsWithout(draft));
        this.openDraft(draft);
      },
    });
  }

  /** Opens a draft at its words, which may have moved since the text was corrected. */
  openDraft(draft) {
    const { workbench, store } = this;
    const { text } = workbench.textView;
    const isCurrent = draft.text_version === page.text_version;
    const { start, end, words } = draft;
    const located = isCurrent ? { start, end } : findQuote(text.slice(0, text.end), words, start);
    const span = located ?? workbench.selection.span ?? workbench.sentence();
    const former = typeof draft.id === "number" ? store.known.get(draft.id) : null;
    const id = former ? draft.id : null;
    workbench.selection.set(span.start, span.end);
    const values = { ...draft, ...span, words: text.slice(span.start, span.end), id };
    workbench.showPanel({ id, etag: former?.etag ?? null, isDraft: true }, values);
    if (!located) {
      workbench.panel.showErrors(
        {},
        gettext("These words are no longer in the text. Select the passage they belong to, then save."),
      );
    }
  }

  /** Sends or offers what was unsent when the page was left. */
  restore() {
    const { unsent } = this.workbench.draftStorage;
    if (!unsent) return;
    const { jobs, draft, drafts = [], text_version: version } = unsent;
    if (version === page.text_version) {
      if (drafts.length) this.offerDrafts(drafts);
      if (jobs.length) this.store.push({ name: "changed", undo: [], redo: [] }, jobs);
      if (draft) this.workbench.showPanel({ ...draft.target, isDraft: true }, draft.values);
      return;
    }
    const written = jobs.filter(({ kind, statement }) => statement && ["create", "change"].includes(kind));
    const unsentDrafts = [...drafts, ...written.map(({ statement }) => statement), ...(draft ? [draft.values] : [])];
    this.offerDrafts(unsentDrafts.map((draft) => ({ text_version: version, ...draft })));
  }
}
