/* What this tab remembers of a document while it is open: what to keep on, what waits, what is being typed. */

export const KEPT = ["speaker", "event", "themes"];

export class Keeping {
  constructor(document) {
    this.own = `annotate ${document}`;
    this.on = { speaker: true, event: true, themes: false, ...this.read("annotate keep") };
    this.last = this.read(`${this.own} last`); // the statement saved last, as it was shown
  }

  read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  write(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // A full or forbidden store: the page works on, it only remembers less.
    }
  }

  turn(name, on) {
    this.on[name] = on;
    this.write("annotate keep", this.on);
  }

  remember(shown) {
    this.last = shown;
    this.write(`${this.own} last`, shown);
  }

  /** {text_version, jobs, drafts}: what was not sent when the page was left. */
  get unsent() {
    return this.read(`${this.own} unsent`);
  }

  set unsent(value) {
    this.write(`${this.own} unsent`, value);
  }
}
