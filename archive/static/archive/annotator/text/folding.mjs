/* Text without the differences that do not matter for a search; the same as `fold` in archive/text/folding.py. */

// й is a letter of its own, not и with an accent.
const ACCENTS = /(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]/gu;

/** In lower case, without accents, compatibility forms made plain. */
export function fold(text) {
  // A capital sigma is lowered by its context; the final form folds, too.
  const lower = text.normalize("NFKC").replaceAll("Σ", "σ").toLowerCase().replaceAll("ς", "σ");
  return lower.normalize("NFD").replace(ACCENTS, "").normalize("NFC");
}
