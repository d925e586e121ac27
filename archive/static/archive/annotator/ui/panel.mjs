/* The panel beside the words: the values of one statement, new or existing. */

import { gettext, interpolate } from "../catalog.mjs";
import { furtherFields, labelOf, page } from "../page.mjs";
import { EntityPicker } from "../pickers/entity-picker.mjs";
import { RoleField } from "../pickers/role-field.mjs";
import { excerpt } from "../text/quotes.mjs";
import { h } from "./dom.mjs";
import {
  carryOverButton,
  field,
  plainField,
  readValue,
  select,
  setError,
  setHint,
  setOptions,
  setValue,
} from "./fields.mjs";

const NARROW_FIELDS = new Set(["attribution", "voice", "role_as_printed", "certain"]);
// The places of the fields in the panel; any other plain field comes before the note.
const FIELDS_BEFORE_ROLE = ["attribution", "voice", "voice_label"];
const LAST_FIELDS = ["note"];
const FLAG_FIELDS = ["certain"];

export class StatementPanel {
  /** `callbacks`: save(target, before, values), cancel(), onChange(), rolesOf(speaker, event, before), mayCreateRole(), mayCreate(modelName), mayPublish(). */
  constructor(root, api, draftStorage, callbacks) {
    Object.assign(this, { root, api, draftStorage, callbacks, target: null });
    this.words = h("blockquote", { class: "panel-words", lang: page.language, dir: page.direction });
    this.title = h("h2", { id: "panel-title" });
    this.message = h("p", { class: "panel-error", role: "alert", hidden: true });
    this.role = new RoleField(api, callbacks, () => this.input("role_as_printed").value.trim());
    this.form = h(
      "form",
      { class: "workbench-form", novalidate: true, "aria-labelledby": "panel-title" },
      ...this.build(),
    );
    const cancel = h(
      "button",
      { type: "button", class: "quiet-button", on: { click: () => callbacks.cancel() } },
      gettext("Cancel"),
    );
    this.root.append(h("header", { class: "panel-head" }, this.title, cancel), this.words, this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.form.addEventListener("input", () => this.onInput());
    this.form.addEventListener("change", () => this.onInput());
  }

  get isOpen() {
    return !this.root.hidden;
  }

  build() {
    this.pickers = {};
    const picker = (name, modelName, label, { isMany = false, isWide = true, isCarriedOver = false } = {}) => {
      this.pickers[name] = this.picker(name, modelName, label, isMany);
      return field(name, label, this.pickers[name].root, {
        isWide,
        carryOver: isCarriedOver ? this.carryOverButton(name, label) : null,
      });
    };
    const plain = new Map(
      page.fields.map((field) => [field.name, plainField(field, { isWide: !NARROW_FIELDS.has(field.name) })]),
    );
    const take = (names) => names.filter((name) => plain.has(name)).map((name) => plain.get(name));
    const further = furtherFields().map(({ name }) => name);
    const state = field("state", gettext("State"), select("state", page.states), { isWide: false });
    const submit = h("button", { type: "submit", class: "button default" }, gettext("Save"));
    return [
      this.message,
      picker("speaker", "speaker", gettext("Speaker"), { isCarriedOver: true }),
      ...take(FIELDS_BEFORE_ROLE),
      this.role.root,
      picker("themes", "theme", gettext("Themes"), { isMany: true, isCarriedOver: true }),
      picker("event", "event", gettext("Event"), { isCarriedOver: true }),
      ...take(["role_as_printed"]),
      picker("relays", "speaker", gettext("Relayed by"), { isMany: true, isWide: false }),
      ...take([...further, ...LAST_FIELDS]),
      state,
      ...take(FLAG_FIELDS),
      h(
        "div",
        { class: "panel-footer" },
        submit,
        h("span", { class: "quiet" }, gettext("Enter saves, Escape cancels")),
      ),
    ];
  }

  picker(name, modelName, label, isMany) {
    return new EntityPicker(
      { api: this.api, modelName, name, label, isMany, isOrdered: name === "relays" },
      {
        mayCreate: this.callbacks.mayCreate,
        onChange: () => this.onInput(),
        onError: (message) => setError(this.form, name, message),
      },
    );
  }

  carryOverButton(name, label) {
    return carryOverButton(name, label, this.draftStorage.carriedOver[name], (...toggled) =>
      this.draftStorage.setCarriedOver(...toggled),
    );
  }

  input(name) {
    return this.form.elements.namedItem(name);
  }

  /** `target` is {id, etag, former, isDraft} (id null for a new statement); `values` a statement as it is shown. */
  open(target, values, { hints = {}, focus = true, paragraph = "", candidates = [], typed = "" } = {}) {
    this.target = { ...target, span: { start: values.start, end: values.end } };
    this.before = values;
    for (const [name, picker] of Object.entries(this.pickers)) picker.set([values[name] ?? []].flat());
    const mayPublish = this.callbacks.mayPublish();
    const isPublished = values.state === "published";
    const states = mayPublish || isPublished ? page.states : page.states.filter(([value]) => value !== "published");
    setOptions(this.input("state"), states, values.state);
    this.input("state").disabled = isPublished && !mayPublish;
    for (const { name, kind } of page.fields) setValue(this.input(name), kind, values[name]);
    this.title.textContent =
      target.id === null
        ? gettext("Mark this passage")
        : interpolate(gettext("Statement %(number)s"), { number: values.number });
    this.pickers.speaker.suggestions = candidates;
    if (typed && !values.speaker) this.pickers.speaker.setTyped(typed);
    for (const name of ["speaker", "attribution"]) setHint(this.form, name, hints[name] ?? "");
    this.clearErrors();
    this.showWords(values.words, paragraph);
    this.role.reset(values);
    this.root.hidden = false;
    this.isChanged = Boolean(target.isDraft);
    this.showDependentFields();
    this.proposeThemes();
    if (focus) this.focus();
  }

  /** Themes that fit the words, below their field; the answer to a span that is no longer open is dropped. */
  async proposeThemes() {
    const { target } = this;
    this.pickers.themes.propose([]);
    const { status, body } = await this.api.themes(target.span);
    if (status === 200 && target === this.target) this.pickers.themes.propose(body.themes);
  }

  showWords(words, paragraph) {
    this.words.textContent = excerpt(words, 150);
    this.words.dataset.paragraph = `¶ ${paragraph}`;
  }

  /** Another span for what is open; the values stay. */
  setSpan(span, words, paragraph) {
    Object.assign(this.target, { span, words });
    this.showWords(words, paragraph);
    this.isChanged = true;
    this.proposeThemes();
  }

  /** The first field that is missing has the focus, speaker before attribution. */
  focus() {
    const needsSpeaker = !this.pickers.speaker.value.length && this.input("voice").value === "speaker";
    const isSpeakerFirst = needsSpeaker || this.input("attribution").value !== "";
    (isSpeakerFirst ? this.pickers.speaker.input : this.input("attribution")).focus({ preventScroll: true });
  }

  close() {
    this.root.hidden = true;
    this.target = null;
    this.isChanged = false;
    for (const picker of Object.values(this.pickers)) picker.close();
  }

  onInput() {
    if (!this.isOpen) return;
    this.isChanged = true;
    this.matchVoiceToSpeaker();
    this.showDependentFields();
    this.callbacks.onChange();
  }

  /** Only a speaker's voice has a speaker; choosing a speaker chooses that voice. */
  matchVoiceToSpeaker() {
    const voice = this.input("voice");
    const hasSpeaker = this.pickers.speaker.value.length > 0;
    if (hasSpeaker && voice.value !== "speaker" && document.activeElement !== voice) voice.value = "speaker";
    if (hasSpeaker && voice.value !== "speaker") this.pickers.speaker.set([]);
  }

  showDependentFields() {
    this.form.querySelector('[data-field="voice_label"]').hidden = this.input("voice").value !== "unnamed";
    this.role.show(this.pickers.speaker.value[0], this.pickers.event.value[0]);
  }

  /** The statement as it will be shown when it is saved. */
  values() {
    const firstValue = (name) => this.pickers[name].value[0] ?? null;
    const plain = Object.fromEntries(page.fields.map(({ name, kind }) => [name, readValue(this.input(name), kind)]));
    const { voice, attribution } = plain;
    const state = this.input("state").value;
    const speaker = firstValue("speaker");
    return {
      ...this.before,
      ...plain,
      ...this.target.span,
      words: this.target.words ?? this.before.words,
      speaker,
      event: firstValue("event"),
      themes: this.pickers.themes.value,
      relays: this.pickers.relays.value,
      voice_name: labelOf("voice", voice, voice),
      voice_label: voice === "unnamed" ? plain.voice_label : "",
      attribution_label: labelOf("attribution", attribution, attribution),
      role: speaker ? this.role.chosen : null,
      state,
      state_label: labelOf("state", state, state),
    };
  }

  save() {
    this.clearErrors();
    const unresolved = Object.entries(this.pickers).find(([, picker]) => picker.isUnresolved);
    const values = this.values();
    const errors = {};
    if (unresolved) {
      const [name, picker] = unresolved;
      const typed = picker.input.value.trim();
      errors[name] = [interpolate(gettext("Choose an entry from the list for “%(typed)s”."), { typed })];
    } else if (values.voice === "speaker" && !values.speaker) {
      errors.speaker = [gettext("Choose a speaker, or select another voice.")];
    }
    if (!values.attribution) errors.attribution = [gettext("Choose an attribution.")];
    if (Object.keys(errors).length) this.showErrors(errors);
    else this.callbacks.save(this.target, this.before, values);
  }

  /** Each error stands at its field, and the first wrong field has the focus; `message` is for errors without a field. */
  showErrors(errors, message = "") {
    const otherMessages = [];
    let first = null;
    for (const [name, messages] of Object.entries(errors)) {
      if (setError(this.form, name, messages.join(" "))) first ??= name;
      else otherMessages.push(...messages);
    }
    this.message.textContent = otherMessages.length ? otherMessages.join(" ") : first ? "" : message;
    this.message.hidden = !this.message.textContent;
    const input = first && this.form.querySelector(`[data-field="${first}"] :is(input, select, textarea)`);
    (input ?? this.form.querySelector("[type=submit]")).focus();
  }

  clearErrors() {
    this.message.hidden = true;
    for (const element of this.form.querySelectorAll("[data-field]")) setError(this.form, element.dataset.field, "");
  }
}
