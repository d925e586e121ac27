/* What would be lost with the page: kept in this browser tab until the server has it. */

import { page } from "../page.mjs";

const DEBOUNCE_DELAY = 200; // milliseconds without a change

export class UnsentChanges {
  constructor(workbench) {
    this.workbench = workbench;
    this.drafts = []; // offered above the text
  }

  saveSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), DEBOUNCE_DELAY);
  }

  save() {
    clearTimeout(this.timer);
    const { store, panel, draftStorage } = this.workbench;
    const { drafts } = this;
    const jobs = store.queue.snapshot();
    const draft = this.isPanelChanged ? { target: panel.target, values: panel.values() } : null;
    this.saveHistory();
    const hasUnsent = jobs.length > 0 || draft !== null || drafts.length > 0;
    draftStorage.unsent = hasUnsent ? { text_version: page.text_version, jobs, draft, drafts } : null;
  }

  /** What can be undone; not over a correction of the text, which moves words. */
  saveHistory() {
    const { store, draftStorage } = this.workbench;
    const { past, future } = store.history.snapshot();
    draftStorage.undoable = { text_version: page.text_version, past, future, ...store.queue.names() };
  }

  restoreHistory() {
    const { store, draftStorage } = this.workbench;
    const stored = draftStorage.undoable;
    if (stored?.text_version !== page.text_version) return;
    store.history.restore(stored);
    store.queue.restoreNames(stored);
  }

  get isPanelChanged() {
    const { panel } = this.workbench;
    return panel.isOpen && panel.isChanged;
  }

  get hasChanges() {
    return this.workbench.store.queue.jobs.length > 0 || this.isPanelChanged;
  }
}
