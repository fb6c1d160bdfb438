import assert from "node:assert/strict";
import { without } from "../../components/model/check/path";

describe("without", () => {
  const tree = { a: { b: 1, c: [{ d: 1, e: 2 }, 3] }, f: undefined };

  for (const [title, paths, rest] of [
    ["nothing", [], tree],
    ["a value", [["a", "b"]], { a: { c: tree.a.c }, f: undefined }],
    ["values side by side", [["a", "b"], ["f"]], { a: { c: tree.a.c } }],
    [
      "a value inside a list",
      [["a", "c", 0, "d"]],
      { a: { b: 1, c: [{ e: 2 }, 3] }, f: undefined },
    ],
    ["an item, and with it its list", [["a", "c", 1]], { a: { b: 1 }, f: undefined }],
    ["a value that goes with what it is in", [["a", "b"], ["a"]], { f: undefined }],
    [
      "what is not there",
      [
        ["x", "y"],
        ["a", "c", 9, "z"],
        ["a", "b", "c"],
      ],
      tree,
    ],
    ["everything", [[]], {}],
  ] as const) {
    it(`leaves out ${title}`, () => {
      assert.deepEqual(without(tree, paths), rest);
    });
  }
});
