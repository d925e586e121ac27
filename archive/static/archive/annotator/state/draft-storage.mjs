/* What this browser tab remembers of a document: which fields to carry over, the last statement, unsent changes. */

export class DraftStorage {
  constructor(document) {
    this.prefix = `annotate ${document}`;
    this.carriedOver = { speaker: true, event: true, themes: false, ...this.read("annotate carry") };
    this.last = this.read(`${this.prefix} last`); // the statement saved last, as it was shown
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
      // The storage is full or forbidden: the page works on and remembers less.
    }
  }

  /** Whether a field's value is carried over to the next statement. */
  setCarriedOver(name, isCarriedOver) {
    this.carriedOver[name] = isCarriedOver;
    this.write("annotate carry", this.carriedOver);
  }

  remember(statement) {
    this.last = statement;
    this.write(`${this.prefix} last`, statement);
  }

  /** {text_version, past, future, ids, etags, newerEtags}: what can be undone and redone, by the names that it uses. */
  get undoable() {
    return this.read(`${this.prefix} undo`);
  }

  set undoable(value) {
    this.write(`${this.prefix} undo`, value);
  }

  /** {text_version, jobs, draft, drafts}: what was not sent when the page was left; null when all was sent. */
  get unsent() {
    return this.read(`${this.prefix} unsent`);
  }

  set unsent(value) {
    this.write(`${this.prefix} unsent`, value);
  }
}
