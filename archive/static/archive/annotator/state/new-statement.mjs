/* The values of a new statement: carried over from the last one, or suggested by the text. */

import { gettext, interpolate } from "../catalog.mjs";
import { labelOf, page } from "../page.mjs";
import { CARRIED_OVER, findEvidence, LABEL, NAME, VERB } from "../proposals/evidence.mjs";
import { guessAttribution, sentenceAround } from "../text/guesses.mjs";

/** {values, hints, candidates, rivals}: a statement on `span`; a hint beside a field says where its value comes from, and
    `rivals` are the names that other evidence gives. */
export function newStatement(workbench, span) {
  const { textView, movement, draftStorage } = workbench;
  const { last, carriedOver } = draftStorage;
  const { text } = textView;
  const words = text.slice(span.start, span.end);
  const { index } = text.position(span.start);
  const previous = carriedOver.speaker ? last : null;
  const isNewParagraph = previous !== null && !touchesParagraph(text, previous, index);
  const read = workbench.proposals.evidence;
  const evidence = findEvidence({ ...span, words, isNewParagraph }, read, previous);
  const sentence = { ...sentenceAround(text, movement, span), paragraph: textView.paragraph(index).dataset.kind };
  sentence.hasCue = read.proposals.some(({ cue }) => cue && cue.start >= sentence.from && cue.end <= sentence.to);
  const event = carriedOver.event && last ? last.event : page.event;
  const values = {
    ...Object.fromEntries(page.fields.map((field) => [field.name, field.default])),
    ...span,
    words,
    id: null,
    speaker: null,
    relays: [],
    state: last?.state ?? "draft",
    event,
    themes: carriedOver.themes && last ? last.themes : [],
    ...evidence.values,
    role: evidence.source === CARRIED_OVER && previous.event?.id === event?.id ? previous.role : null,
  };
  const hints = { speaker: speakerHint(evidence) };
  values.attribution =
    evidence.attribution || guessAttribution(sentence, { kind: page.kind, isTranslated: page.is_translated });
  if (values.attribution) hints.attribution = gettext("suggested");
  else if (evidence.source === CARRIED_OVER) {
    values.attribution = previous.attribution;
    hints.attribution = gettext("same as the last one");
  }
  const lastSpeaker = previous?.speaker?.id ? [previous.speaker] : [];
  return {
    values: withLabels(values),
    hints,
    candidates: [...evidence.candidates, ...lastSpeaker],
    rivals: evidence.rivals,
  };
}

function touchesParagraph(text, { start, end }, index) {
  return text.position(start).index <= index && index <= text.position(end, true).index;
}

const SOURCES = {
  [LABEL]: gettext("printed: %(mention)s"),
  [VERB]: gettext("“%(mention)s” with “%(cue)s”"),
  [NAME]: gettext("named here"),
  [CARRIED_OVER]: gettext("kept from the last statement"),
  "": "",
};

/** Where the speaker comes from, and what speaks for somebody else. */
function speakerHint({ source, mention, cue, rivals }) {
  const message = source === VERB && !(mention && cue) ? gettext("from the text") : SOURCES[source];
  const hint = interpolate(message, { mention, cue });
  if (!rivals.length) return hint;
  const other = interpolate(gettext("also possible: %(names)s"), { names: rivals.join(", ") });
  return hint ? `${hint}; ${other}` : other;
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
