/* What would be lost with the page: kept in this browser tab until the server has it. */

import { page } from "../page.mjs";

const PAUSE = 200; // milliseconds without a change

export class UnsentChanges {
  constructor(workbench) {
    this.workbench = workbench;
    this.drafts = []; // offered above the text
  }

  saveSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  save() {
    clearTimeout(this.timer);
    const { store, panel, draftStorage } = this.workbench;
    const { drafts } = this;
    const jobs = store.queue.snapshot();
    const draft = this.isPanelChanged ? { target: panel.target, values: panel.values() } : null;
    const hasUnsent = jobs.length > 0 || draft !== null || drafts.length > 0;
    draftStorage.unsent = hasUnsent ? { text_version: page.text_version, jobs, draft, drafts } : null;
  }

  get isPanelChanged() {
    const { panel } = this.workbench;
    return panel.isOpen && panel.isChanged;
  }

  get exist() {
    return this.workbench.store.queue.jobs.length > 0 || this.isPanelChanged;
  }
}
