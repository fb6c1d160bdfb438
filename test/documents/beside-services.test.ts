import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import { formatProblems, loadStackFile } from "../../drydock/config";
import { memoryFiles } from "../config/support";
import { root } from "../program/run-program";

const document = readFileSync(join(root, "docs", "beside-services.md"), "utf8");

const read: (text: string) => unknown = parse;

/** Maps one over another, at every depth. */
function merged(one: unknown, other: unknown): unknown {
  if (!isMap(one) || !isMap(other)) return other;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    keys.map((key): [string, unknown] => [
      key,
      key in other ? merged(one[key], other[key]) : one[key],
    ]),
  );
}

describe("docs/beside-services.md", () => {
  it("has blocks that are, together, a stack file that loads", () => {
    const blocks = [...document.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) =>
      read(text),
    );
    assert.equal(blocks.length, 4);
    const image = { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:1" };
    const services: unknown = {
      "aws:region": "us-east-2",
      "drydock:lifecycle": "disposable",
      "drydock:services": { web: { image }, worker: { image } },
    };
    const config = blocks.reduce(merged, services);
    const text = stringify({ config }, { aliasDuplicateObjects: false });
    const loaded = loadStackFile("Pulumi.shop.yaml", { text, files: memoryFiles({}) });
    assert.ok(!("problems" in loaded), "problems" in loaded ? formatProblems(loaded.problems) : "");
  });
});
