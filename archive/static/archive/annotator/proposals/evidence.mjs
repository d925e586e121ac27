/* Who speaks in a span, by the order of evidence: the printed label of the turn, a name with a verb of speech, a name at
   the head of the sentence, then what was kept on from the last statement. Pure: tested without a browser. */

import { proposedValues, speakerName } from "./pending-proposals.mjs";

export const LABEL = "label";
export const VERB = "verb";
export const NAME = "name";
export const CARRIED_OVER = "kept";

const HEAD_LENGTH = 60; // code points within which a sentence names whom it is about
// Kinds of documents that report one voice from beginning to end; in others, a new paragraph may begin with anybody.
const SINGLE_VOICE_KINDS = new Set(["speech", "readout", "press_conference", "transcript"]);
const PRONOUN = /\b(?:he|she|they)\b|[他她]/iu;
// What somebody wants goes on over paragraphs, what happened does not.
const MODAL_VERBS = /\b(?:should|must|will|would|(?:is|are|has|have|needs?) to|ought|can|could)\b|[要应須须應]/u;

function overlapLength(a, b) {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Intersection over union. */
function intersectionOverUnion(a, b) {
  return overlapLength(a, b) / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** The proposal that fits a span best; null where none has half of it, or lies by half in it. */
export function bestProposal(span, proposals) {
  let [best, most] = [null, 0];
  for (const proposal of proposals) {
    const overlap = overlapLength(span, proposal);
    if (overlap * 2 < Math.min(span.end - span.start, proposal.end - proposal.start)) continue;
    if (intersectionOverUnion(span, proposal) > most) [best, most] = [proposal, intersectionOverUnion(span, proposal)];
  }
  return best;
}

function turnAt(span, turns) {
  return turns.find((turn) => overlapLength(span, turn) * 2 > span.end - span.start) ?? null;
}

function isNamed({ speaker, new_speaker: newSpeaker, voice }) {
  return Boolean(speaker ?? newSpeaker) || (voice !== undefined && voice !== "speaker");
}

function nameOf({ speaker, new_speaker: newSpeaker, voice, voice_label: label, mention }) {
  return speakerName({ speaker, new_speaker: newSpeaker }) || label || mention || voice;
}

/** Who is named first at the head of the span, where only one is named there and no pronoun before the name. */
function mentionAtHead(span, mentions) {
  const head = mentions.filter(
    ({ start }) => start >= span.start && start < Math.min(span.start + HEAD_LENGTH, span.end),
  );
  if (new Set(head.map(({ speaker }) => speaker.id)).size !== 1) return null;
  const before = Array.from(span.words)
    .slice(0, head[0].start - span.start)
    .join("");
  return PRONOUN.test(before) ? null : head[0];
}

/** Whether what was kept still holds: within a paragraph it does; beyond it the words of a speaker may go on. */
function stillApplies(carriedOver, span, { kind }) {
  if (!span.isNewParagraph) return true;
  return carriedOver.voice === "speaker" && (SINGLE_VOICE_KINDS.has(kind) || MODAL_VERBS.test(span.words));
}

/** {source, values, mention, candidates, rivals}: what to fill in, and the names that other evidence gives.

    `span` is {start, end, words, isNewParagraph: whether a paragraph begins between it and what was kept}, `read` what the server
    read in the text: {turns, proposals, mentions, kind of the document}. `carriedOver` is the last statement where its speaker is kept
    on, else null; `source` is "" where nothing tells. */
export function findEvidence(span, read, carriedOver) {
  const { turns, proposals, mentions } = read;
  const turn = turnAt(span, turns);
  const proposal = bestProposal(span, proposals);
  const named = mentionAtHead(span, mentions);
  const claims = [
    turn && { source: LABEL, from: turn, values: turnValues(turn) },
    proposal && { source: VERB, from: proposal, values: speakerValues(proposal) },
    named && { source: NAME, from: named, values: { speaker: named.speaker, voice: "speaker", voice_label: "" } },
    carriedOver &&
      stillApplies(carriedOver, span, read) && {
        source: CARRIED_OVER,
        from: carriedOver,
        values: carriedOverValues(carriedOver),
      },
  ].filter((claim) => claim && isNamed(claim.from));
  const [first = { source: "", from: {}, values: {} }] = claims;
  const names = new Set(claims.map(({ from }) => nameOf(from)));
  names.delete(nameOf(first.from));
  const candidates = (turn ?? proposal)?.candidates ?? [];
  const isOpen = candidates.length > 0 && [CARRIED_OVER, ""].includes(first.source);
  return {
    source: first.source,
    values: first.values,
    attribution: proposal && intersectionOverUnion(span, proposal) >= 0.5 ? proposal.attribution : "",
    mention: first.from.mention ?? "",
    cue: proposal?.cue?.words ?? "",
    candidates,
    rivals: [...names, ...(isOpen ? candidates.map(({ label }) => label) : [])],
  };
}

/** Without the span and its attribution: an editor may have marked other words. */
function speakerValues(proposal) {
  const { start, end, words, attribution, ...values } = proposedValues(proposal);
  return values;
}

function turnValues(turn) {
  const { speaker, voice } = proposedValues({ ...turn, start: 0, end: 0 });
  return { speaker, voice, voice_label: voice === "unnamed" ? turn.mention : "" };
}

function carriedOverValues({ speaker, voice, voice_name: name, voice_label: label }) {
  return { speaker, voice, voice_name: name, voice_label: label };
}
