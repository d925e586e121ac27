/* The editor's commands of this session, to be undone and redone. A command is {name, undo: [job], redo: [job]}. */

export class History {
  constructor() {
    this.past = [];
    this.future = [];
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

  /** For a command that the server refused: it can be neither undone nor redone. */
  forget(command) {
    this.past = this.past.filter((each) => each !== command);
    this.future = this.future.filter((each) => each !== command);
  }
}
