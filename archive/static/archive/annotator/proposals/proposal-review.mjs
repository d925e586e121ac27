/* What keys, pointer and list do to proposals: one is the current one, and deciding goes on with the next. */

import { gettext, interpolate } from "../catalog.mjs";
import { page } from "../page.mjs";
import { withLabels } from "../state/new-statement.mjs";
import { announce } from "../ui/dom.mjs";
import { showAcceptDialog } from "./accept-dialog.mjs";
import { isAcceptable, pendingProposals, proposedValues } from "./pending-proposals.mjs";
import { ProposalList, proposalMessage } from "./proposal-list.mjs";
import { ProposalMarks } from "./proposal-marks.mjs";
import { ProposalSource } from "./proposal-source.mjs";

export class ProposalReview {
  constructor(workbench, api, root) {
    const { textView } = workbench;
    Object.assign(this, { workbench, textView, root, current: null, pending: [], isLoading: true });
    this.marks = new ProposalMarks(textView);
    this.source = new ProposalSource(api, textView.text.end, {
      onChange: () => this.update(),
      onError: ({ message }) => message && announce(message),
    });
    this.list = new ProposalList(root, {
      go: (proposal) => this.setCurrent(proposal),
      accept: (proposal) => this.accept(proposal),
      open: (proposal) => this.openPanel(proposal),
      reject: (proposal) => this.reject(proposal),
      acceptAll: () => this.acceptAll(),
    });
    textView.onVisible = () => this.loadVisible();
  }

  async loadVisible() {
    this.marks.drawSoon();
    const [from, to] = this.textView.visibleSpan();
    await Promise.all([this.source.load(from), this.source.load(to)]);
  }

  /** After proposals came, or statements changed. */
  update() {
    const { store } = this.workbench;
    const at = this.pending.indexOf(this.current);
    this.isLoading = this.isLoading && ![...this.source.parts.values()].some(Boolean);
    this.pending = store.may.add ? pendingProposals(this.source.proposals, this.workbench.all, store.rejected) : [];
    this.root.hidden = !store.may.add;
    if (this.current && !this.pending.includes(this.current)) {
      const renewed = this.pending.find(({ key }) => key === this.current.key);
      this.current = renewed ?? this.nearest(at);
    }
    this.show();
  }

  /** What takes the place of a current proposal that is decided: the next one in the text. */
  nearest() {
    return this.pending.find(({ start }) => start >= this.current.start) ?? null;
  }

  show() {
    this.marks.show(this.pending, this.current);
    this.list.show(this.pending, this.current, this);
  }

  get emptyMessage() {
    if (this.isLoading) return gettext("Reading the text…");
    if (!this.source.hasGrammar) return gettext("Statements cannot be proposed in this language yet.");
    return gettext("There is nothing left to decide here.");
  }

  setCurrent(proposal, { quiet = false } = {}) {
    this.current = proposal;
    if (proposal) {
      const { selection } = this.workbench;
      this.isMoving = true;
      selection.set(proposal.start);
      this.isMoving = false;
      this.workbench.setCurrent(null);
      if (!quiet) {
        const number = this.pending.indexOf(proposal) + 1;
        this.workbench.announceSoon(proposalMessage(proposal, number, this.pending.length));
      }
    }
    this.show();
  }

  /** The caret was moved by somebody else: there is no current proposal any more, or it is the one at a click. */
  onMove() {
    if (this.isMoving || !this.current) return;
    this.current = null;
    this.show();
  }

  proposalAt(offset) {
    const covering = this.pending.filter(({ start, end }) => start <= offset && offset < end);
    return covering.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null;
  }

  /** What the server read in the text around, also where no proposal is left to decide. */
  get evidence() {
    return { ...this.source.evidence, kind: page.kind };
  }

  // ---- Keys ----

  /** To the next (1) or previous (-1) proposal from the current one or the caret. */
  async step(by) {
    const { focus } = this.workbench.selection;
    const at = this.pending.indexOf(this.current);
    let index = at + by;
    if (at < 0) {
      const after = this.pending.findIndex(({ start }) => start >= focus);
      index = by > 0 ? after : (after < 0 ? this.pending.length : after) - 1;
    }
    const next = index >= 0 ? this.pending[index] : null;
    if (next) this.setCurrent(next);
    else if (by > 0) await this.stepBeyond(focus);
    else announce(gettext("There is no proposal before this one."));
  }

  async stepBeyond(offset) {
    const next = this.source.nextAfter(offset);
    if (next !== null && (await this.source.load(next))) {
      this.setCurrent(this.pending.find(({ start }) => start >= next) ?? null);
      return;
    }
    announce(this.pending.length ? gettext("There is no proposal after this one.") : this.emptyMessage);
  }

  /** The current proposal; without one, the key goes to the next. */
  async decide(act) {
    if (this.current) act(this.current);
    else await this.step(1);
  }

  acceptCurrent() {
    return this.decide((proposal) => this.accept(proposal));
  }

  rejectCurrent() {
    return this.decide((proposal) => this.reject(proposal));
  }

  // ---- Decisions ----

  values(proposal) {
    const { last, carriedOver } = this.workbench.draftStorage;
    return withLabels({
      ...Object.fromEntries(page.fields.map((field) => [field.name, field.default])),
      ...proposedValues(proposal),
      id: null,
      role: null,
      state: "draft",
      event: carriedOver.event && last ? last.event : page.event,
      themes: carriedOver.themes && last ? last.themes : [],
    });
  }

  accept(proposal) {
    const { workbench } = this;
    if (!isAcceptable(proposal, workbench.store.may)) {
      this.openPanel(proposal);
      return;
    }
    this.advance(proposal, () => {
      workbench.accept([{ values: this.values(proposal), proposal: proposal.key }]);
    });
  }

  reject(proposal) {
    this.advance(proposal, () => this.workbench.store.reject(proposal));
  }

  /** Decides, and goes on with the next proposal, which is read aloud. */
  advance(proposal, act) {
    this.current = proposal;
    act();
    this.update();
    this.setCurrent(this.current?.key === proposal.key ? null : this.current);
  }

  /** In the panel, filled in. */
  openPanel(proposal) {
    this.setCurrent(proposal, { quiet: true });
    this.workbench.showPanel({ id: null, etag: null, proposal: proposal.key }, this.values(proposal), {
      hints: { speaker: this.speakerHint(proposal), attribution: proposal.reason },
      candidates: proposal.candidates,
      typed: proposal.voice === "speaker" && !proposal.candidates.length ? proposal.mention : "",
    });
  }

  speakerHint({ mention, candidates, new_speaker: newSpeaker }) {
    if (newSpeaker) return gettext("new; created when you save");
    if (candidates.length) return interpolate(gettext("“%(mention)s” fits several"), { mention });
    return mention ? interpolate(gettext("as “%(mention)s”"), { mention }) : "";
  }

  /** After the panel has saved a proposal that was opened. */
  afterSave() {
    this.update();
    if (this.current) this.setCurrent(this.current);
  }

  acceptAll() {
    const { workbench, textView } = this;
    const ready = this.pending.filter((proposal) => isAcceptable(proposal, workbench.store.may));
    if (!ready.length) {
      announce(gettext("There are no proposals that can be accepted without review."));
      return;
    }
    const isVisible = ({ start, end }) => textView.isOnScreen(start, end);
    showAcceptDialog(ready, isVisible, this.pending.length - ready.length, (chosen) => {
      workbench.accept(chosen.map((proposal) => ({ values: this.values(proposal), proposal: proposal.key })));
      this.update();
    });
  }

  /** Somebody else decided first. */
  handleDecision(message) {
    announce(message);
    document.getElementById("change-notice").textContent = message;
    return this.source.reload();
  }
}
