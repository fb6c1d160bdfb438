import assert from "node:assert/strict";
import fc from "fast-check";
import { interpolate } from "../../drydock/import/compose/interpolate";

const VARIABLES: Readonly<Record<string, string>> = { SET: "value", EMPTY: "", OTHER: "other" };
const lookup = (name: string): string | undefined => VARIABLES[name];

/** Every form of https://docs.docker.com/reference/compose-file/interpolation/, by its outcome. */
const FORMS: Readonly<Record<string, string>> = {
  plain: "plain",
  $SET: "value",
  "${SET}": "value",
  "a${SET}b$OTHER-c": "avaluebother-c",
  "${SET:-default}": "value",
  "${EMPTY:-default}": "default",
  "${UNSET:-default}": "default",
  "${SET-default}": "value",
  "${EMPTY-default}": "",
  "${UNSET-default}": "default",
  "${UNSET:-}": "",
  "${SET:+replacement}": "replacement",
  "${EMPTY:+replacement}": "",
  "${EMPTY+replacement}": "replacement",
  "${UNSET+replacement}": "",
  "${SET:?needed}": "value",
  "${EMPTY?needed}": "",
  "${UNSET:-${SET}}": "value",
  "${UNSET:-${EMPTY:-deep}}": "deep",
  "${UNSET:-a b:c}": "a b:c",
  $$SET: "$SET",
  "$${SET}": "${SET}",
  "${UNSET:-$$5}": "$5",
  "cost: $5": "cost: $5",
  "ends in $": "ends in $",
};

describe("import: variables", () => {
  for (const [text, outcome] of Object.entries(FORMS)) {
    it(`reads ${text}`, () => {
      const result = interpolate(text, lookup);
      assert.deepEqual([result.text, result.unset, result.errors], [outcome, [], []]);
    });
  }

  it("puts nothing in the place of what is not set, and says so", () => {
    const { text, unset } = interpolate("<${UNSET}$ALSO>", lookup);
    assert.equal(text, "<>");
    assert.deepEqual(unset, ["UNSET", "ALSO"]);
  });

  for (const text of ["${UNSET?}", "${UNSET:?needed}", "${EMPTY:?needed}"]) {
    it(`says that ${text} is required`, () => {
      const [error = ""] = interpolate(text, lookup).errors;
      assert.match(error, /^the variable (?:UNSET|EMPTY) is required and not set$/);
    });
  }

  for (const text of ["${SET", "${}", "${1A}", "${SET/a/b}", "${SET:default}"]) {
    it(`refuses ${text}`, () => {
      assert.equal(interpolate(text, lookup).errors.length, 1);
    });
  }

  it("gives back a text whose dollars are doubled", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        assert.equal(interpolate(text.replaceAll("$", "$$$$"), lookup).text, text);
      }),
    );
  });

  it("ends on any text", () => {
    const piece = fc.constantFrom("$", "{", "}", ":", "-", "?", "SET", "EMPTY", " ");
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        interpolate(pieces.join(""), lookup);
      }),
    );
  });
});
