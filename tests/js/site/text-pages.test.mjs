import assert from "node:assert/strict";
import test from "node:test";
import { textPageAddress } from "../../../archive/static/archive/site/reading/text-pages.mjs";

const at = (address, here = []) => textPageAddress(`https://a.test${address}`, (id) => here.includes(id));

test("a place of another page is asked for, with what else is in the address", () => {
  assert.equal(at("/documents/x/#p81"), "https://a.test/documents/x/?at=p81#p81");
  assert.equal(at("/documents/x/?q=harbour&at=p1#s7"), "https://a.test/documents/x/?q=harbour&at=s7#s7");
});

test("a place that is here, is nowhere, or is none leaves the reader where he is", () => {
  assert.equal(at("/documents/x/#p81", ["p81"]), null);
  assert.equal(at("/documents/x/?at=p81#p81"), null);
  assert.equal(at("/documents/x/#h3"), null);
  assert.equal(at("/documents/x/"), null);
});
