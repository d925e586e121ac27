/* The values of a new statement: carried over from the last one, or suggested by the text. */

import { gettext } from "../catalog.mjs";
import { labelOf, page } from "../page.mjs";
import { guessAttribution, guessSpeaker, guessVoice, sentenceAround } from "../text/guesses.mjs";
import { recentChoices } from "./recent.mjs";

/** {values, hints}: a statement on `span`; a hint beside a field says where its value comes from. */
export function newStatement(workbench, span) {
  const { textView, movement, draftStorage } = workbench;
  const { last, carried } = draftStorage;
  const { index } = textView.text.position(span.start);
  const sentence = {
    ...sentenceAround(textView.text, movement, span),
    paragraph: textView.paragraph(index).dataset.kind,
  };
  const hints = {};
  const values = {
    ...Object.fromEntries(page.fields.map((field) => [field.name, field.default])),
    ...span,
    words: textView.text.slice(span.start, span.end),
    id: null,
    relays: [],
    role: null,
    state: last?.state ?? "draft",
    event: carried.event && last ? last.event : page.event,
    themes: carried.themes && last ? last.themes : [],
  };
  if (carried.speaker && last) {
    for (const name of ["speaker", "voice", "voice_name", "voice_label"]) values[name] = last[name];
    values.role = last.event?.id === values.event?.id ? last.role : null;
  } else {
    values.speaker = guessSpeaker(sentence, distinct([...workbench.speakers(), ...recentChoices("speaker")]));
    values.voice = guessVoice(sentence, values.speaker);
    if (values.speaker) hints.speaker = gettext("suggested");
  }
  values.attribution = guessAttribution(sentence, { kind: page.kind, isTranslated: page.is_translated });
  if (values.attribution) hints.attribution = gettext("suggested");
  else if (last && carried.speaker) {
    values.attribution = last.attribution;
    hints.attribution = gettext("same as the last one");
  }
  return { values: withLabels(values), hints };
}

function distinct(choices) {
  return [...new Map(choices.map((choice) => [choice.id, choice])).values()];
}

/** The values with the labels that are shown for voice, attribution and state. */
export function withLabels(values) {
  return {
    ...values,
    voice_name: labelOf("voice", values.voice),
    attribution_label: labelOf("attribution", values.attribution),
    state_label: labelOf("state", values.state),
  };
}

/** Whether a statement can be saved without opening the panel. */
export function isComplete({ voice, speaker, attribution }) {
  return Boolean(attribution) && (voice !== "speaker" || Boolean(speaker));
}
