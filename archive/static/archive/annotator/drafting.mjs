/* What the panel holds when it opens: what is kept on, what can be guessed, what stood there. */

import { known } from "./choice.mjs";
import { around, guessAttribution, guessSpeaker, guessVoice } from "./guessing.mjs";
import { page, say } from "./page.mjs";

const KEPT_VOICE = ["voice", "voice_name", "voice_label"];

/** {filled, guessed}: a new statement on a span; `guessed` says beside a field where its value comes from. */
export function drafted(bench, span) {
  const { paper, movement, keeping } = bench;
  const words = paper.reading.words(span.start, span.end);
  const { index } = paper.reading.place(span.start);
  const sentence = { ...around(paper.reading, movement, span), paragraph: paper.paragraph(index).dataset.kind };
  const { last, on } = keeping;
  const guessed = {};
  const filled = { ...span, words, id: null, relays: [], role: null, role_as_printed: "", note: "", certain: true, voice_label: "" };
  filled.state = last?.state ?? "draft";
  filled.event = on.event && last ? last.event : page.event;
  filled.themes = on.themes && last ? last.themes : [];
  if (on.speaker && last) {
    for (const name of ["speaker", ...KEPT_VOICE]) filled[name] = last[name];
    const same = last.event?.id === filled.event?.id;
    filled.role = same ? last.role : null;
  } else {
    filled.speaker = guessSpeaker(sentence, [...bench.speakers(), ...known("speaker")].filter(once()));
    filled.voice = guessVoice(sentence, filled.speaker);
    if (filled.speaker) guessed.speaker = say("guessed");
  }
  filled.attribution = guessAttribution(sentence, { kind: page.kind, translated: page.translated });
  if (filled.attribution) guessed.attribution = say("guessed");
  else if (last && on.speaker) {
    filled.attribution = last.attribution;
    guessed.attribution = say("asLast");
  }
  return { filled: labelled(filled), guessed };
}

function once() {
  const seen = new Set();
  return ({ id }) => !seen.has(id) && seen.add(id);
}

export function labelled(filled) {
  const label = (options, value) => options.find(([key]) => key === value)?.[1] ?? "";
  return {
    ...filled,
    voice_name: label(page.voices, filled.voice),
    attribution_label: label(page.attributions, filled.attribution),
    state_label: label(page.states, filled.state),
  };
}

/** Whether it can be saved as it is, without a look at the panel. */
export function isComplete({ voice, speaker, attribution }) {
  return Boolean(attribution) && (voice !== "speaker" || Boolean(speaker));
}
