/* Text without the differences that do not matter for a search; the same as `fold` in archive/text/folding.py. */

// й is a letter of its own, not и with an accent.
const ACCENTS =
  /(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/gu;

// Letters that Unicode does not take apart.
const LETTERS = {
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  ħ: "h",
  ı: "i",
  ŧ: "t",
  ƶ: "z",
  ɨ: "i",
  ʉ: "u",
  ƀ: "b",
  ǥ: "g",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ʻ: "",
  "\u0640": "",
  "\u0649": "\u064a",
  "\u06cc": "\u064a",
  "\u06a9": "\u0643",
  "\u06c1": "\u0647",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const DIGIT = /\p{Nd}/u;

/** The value of a digit of any script: so many digits stand before it in its run of ten. */
function digitValue(digit) {
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value += 1;
  return String(value);
}

/** In lower case, without accents, compatibility forms made plain. */
export function fold(text) {
  // A capital sigma is lowered by its context; the final form folds, too.
  const lower = text.normalize("NFKC").replaceAll("Σ", "σ").toLowerCase().replaceAll("ς", "σ");
  const plain = lower
    .normalize("NFD")
    .replace(ACCENTS, "")
    .replace(SPECIAL, (letter) => LETTERS[letter]);
  return plain.replace(/(?![0-9])\p{Nd}/gu, digitValue).normalize("NFC");
}
