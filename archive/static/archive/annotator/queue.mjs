/* Pure: what is to be written, sent one after the other. A job is JSON: {key, kind, id, seen, body, shown, …}.

   `id` may be a name of this page's own for a statement the server has not numbered yet; `seen` is the ETag the editor
   saw, or "own": the one this page's last write of the statement brought back. `send(job)` promises {status, body},
   status 0 where no answer came; `settle(job, answer)` is told of each that has its answer, `changed()` of every turn. */

export const OWN = "own";
const HOLDING = new Map([
  [0, "offline"],
  [401, "login"],
  [409, "corrected"],
]);

export class WriteQueue {
  constructor({ send, settle, changed = () => {} }) {
    Object.assign(this, { send, settle, changed, jobs: [], state: "idle", running: null, ids: new Map(), etags: new Map(), later: new Map() });
  }

  add(...jobs) {
    this.jobs.push(...jobs);
    this.changed();
    return this.run();
  }

  /** After the network is back, the login renewed, or the editor has chosen. */
  goOn() {
    if (this.state !== "sending") this.state = "idle";
    return this.run();
  }

  hold(state) {
    this.state = state;
    this.changed();
  }

  take() {
    const jobs = this.jobs;
    this.jobs = [];
    this.changed();
    return jobs;
  }

  run() {
    if (this.state !== "idle") return this.running ?? Promise.resolve();
    this.running = this.drain();
    return this.running;
  }

  async drain() {
    while (this.jobs.length && (this.state === "idle" || this.state === "sending")) {
      this.state = "sending";
      this.changed();
      const job = this.resolved(this.jobs[0]);
      const answer = this.isLost(job) ? { status: 424, body: {} } : await this.send(job);
      if (this.state === "sending") this.state = "idle";
      const holding = answer.status >= 500 ? "offline" : HOLDING.get(answer.status);
      if (holding) {
        this.state = holding;
        break;
      }
      this.jobs.shift();
      this.learn(job, answer);
      this.settle(job, answer);
    }
    this.changed();
  }

  /** What is written about a statement that was refused when it was to be made. */
  isLost(job) {
    return job.kind !== "create" && typeof job.id === "string" && job.id.startsWith("new-");
  }

  resolved(job) {
    const id = this.ids.get(job.id) ?? job.id;
    let seen = job.seen === OWN ? this.etags.get(id) : job.seen;
    while (this.later.has(seen)) seen = this.later.get(seen);
    return { ...job, id, seen, given: job.id };
  }

  learn(job, { status, body }) {
    if (status >= 300) return;
    if (job.kind === "remove") return;
    const [first, second] = body.statements ?? [body];
    if (job.kind === "create") this.ids.set(job.given, first.id);
    if (second) this.ids.set(job.second, second.id);
    for (const each of second ? [first, second] : [first]) this.etags.set(each.id, each.etag);
    if (job.seen && job.kind !== "create" && job.seen !== first.etag) this.later.set(job.seen, first.etag);
  }

  idOf(id) {
    return this.ids.get(id) ?? id;
  }

  /** What waits, as it can be kept until the page is opened again: the page's own names mean nothing then. */
  frozen() {
    return this.jobs.map((job) => {
      const { given, ...rest } = this.resolved(job);
      return rest.seen === undefined ? { ...rest, seen: job.seen } : rest;
    });
  }
}
