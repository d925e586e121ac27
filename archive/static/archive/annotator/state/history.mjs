/* The editor's commands of this browser tab, to be undone and redone. A command is {name, undo: [job], redo: [job]}. */

const MAX_STORED_COMMANDS = 50; // commands over a reload

export class History {
  constructor() {
    this.past = [];
    this.future = [];
  }

  /** The newest commands in a form that survives the page. */
  snapshot() {
    return { past: this.past.slice(-MAX_STORED_COMMANDS), future: this.future.slice(-MAX_STORED_COMMANDS) };
  }

  restore({ past, future }) {
    Object.assign(this, { past, future });
  }

  /** A new command makes the undone ones unreachable. */
  record(command) {
    this.past.push(command);
    this.future = [];
  }

  undo() {
    return this.move(this.past, this.future);
  }

  redo() {
    return this.move(this.future, this.past);
  }

  move(from, to) {
    const command = from.pop() ?? null;
    if (command) to.push(command);
    return command;
  }

  /** For a job that the server refused: it can be neither undone nor redone, the others of its command can. */
  forgetJob(command, { id, localId = id }) {
    const isOther = (job) => job.id !== localId && job.id !== id;
    command.undo = command.undo.filter(isOther);
    command.redo = command.redo.filter(isOther);
    if (!command.undo.length) this.forget(command);
  }

  forget(command) {
    this.past = this.past.filter((earlier) => earlier !== command);
    this.future = this.future.filter((earlier) => earlier !== command);
  }
}
