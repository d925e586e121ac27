/* Which proposals an editor still has to decide about. Pure: tested without a browser. */

/** The last index whose `start` is at most `offset`, plus one. */
function countUpTo(items, offset) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function overlapLength(a, b) {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Whether a statement has the words already: half of them, and of the same speaker, or both are much the same span. */
function isCovered(proposal, statement) {
  const overlap = overlapLength(proposal, statement);
  const length = proposal.end - proposal.start;
  if (overlap * 2 < length) return false;
  const union = length + statement.end - statement.start - overlap;
  return overlap * 2 >= union || speakerName(statement) === speakerName(proposal);
}

/** The name of who speaks, also of somebody whom the archive does not have yet; "" where nobody is named. */
export function speakerName({ speaker, new_speaker: newSpeaker }) {
  return speaker?.label ?? newSpeaker ?? "";
}

/** `proposals` (by start) without those that are `rejected` (a Set of keys) or that a statement has already. */
export function pendingProposals(proposals, statements, rejected) {
  const ordered = [...statements].sort((a, b) => a.start - b.start);
  const longest = ordered.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  return proposals.filter((proposal) => {
    if (rejected.has(proposal.key)) return false;
    const first = countUpTo(ordered, proposal.start - longest - 1);
    const last = countUpTo(ordered, proposal.end - 1);
    return !ordered.slice(first, last).some((statement) => isCovered(proposal, statement));
  });
}

/** Whether it can be accepted as it is: somebody is named, or needs no name. */
export function isAcceptable(proposal, may) {
  if (proposal.voice !== "speaker" || proposal.speaker) return true;
  return Boolean(proposal.new_speaker) && may.make.includes("speaker");
}

/** [[name, count, isNew], …] of who speaks in these, the most frequent first. */
export function countSpeakers(proposals) {
  const counts = new Map();
  for (const proposal of proposals) {
    const name = speakerName(proposal) || proposal.voice_label;
    const entry = counts.get(name) ?? [name, 0, Boolean(proposal.new_speaker)];
    entry[1]++;
    counts.set(name, entry);
  }
  return [...counts.values()].sort((a, b) => b[1] - a[1]);
}

/** The fields of a statement that a proposal fills; a speaker without an id is created when the statement is saved. */
export function proposedValues(proposal) {
  const { start, end, words, voice, voice_label: voiceLabel, attribution, role_as_printed: role, relays } = proposal;
  const speaker = proposal.speaker ?? (proposal.new_speaker ? { id: null, label: proposal.new_speaker } : null);
  return { start, end, words, voice, voice_label: voiceLabel, attribution, role_as_printed: role, relays, speaker };
}
