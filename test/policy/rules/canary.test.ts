import assert from "node:assert/strict";
import type { WireValue } from "../../../drydock/offline/pack";
import { evaluate, type Graph } from "../mutation/evaluate";
import { bagWithPlace, documentIn, placesIn } from "../mutation/json-path";
import { rules } from "../../../policy/rules";
import { goodStack } from "../mutation/good-stack";

/** Looks like a real secret, and like nothing a message may show. */
const canary = "c4n/ry+S3cr3t==";

/** Every string of one resource replaced, those inside JSON documents as well. */
function poisoned(graph: Graph, key: string, isChosen: (index: number) => boolean): Graph {
  const resource = graph.get(key);
  assert.ok(resource !== undefined);
  let { properties } = resource;
  let index = 0;
  for (const { path, value } of placesIn(resource.properties)) {
    if (typeof value !== "string" || documentIn(value) !== undefined) continue;
    if (isChosen(index++)) properties = bagWithPlace(properties, path, mixed(value));
  }
  return new Map([...graph, [key, { ...resource, properties }]]);
}

/** The canary by itself for most values; inside a longer one where rules look at the parts. */
function mixed(value: string): WireValue {
  return value.startsWith("arn:") ? `${value}${canary}` : canary;
}

const known: readonly string[] = rules
  .filter((one) => one.convention !== true)
  .map((one) => one.name);

describe("No message carries a value", () => {
  const everyRule = rules.filter((rule) => known.includes(rule.name));

  it("when all strings of a resource are secrets", async () => {
    for (const key of goodStack().keys()) {
      const graph = poisoned(goodStack(), key, () => true);
      await assertSilent(graph);
    }
  });

  it("when one string of a resource is a secret, each in turn", async function () {
    this.timeout(120_000);
    for (const [key, { properties }] of goodStack()) {
      const strings = [...placesIn(properties)].filter(({ value }) => typeof value === "string");
      for (let chosen = 0; chosen < strings.length; chosen++) {
        await assertSilent(poisoned(goodStack(), key, (index) => index === chosen));
      }
    }
  });

  it("when an environment variable or a line of a file is one", async () => {
    const inFile = new Map(goodStack());
    const file = inFile.get("env-file");
    assert.ok(file !== undefined);
    const content = `DB_PASSWORD=${canary}\n${canary}=x\nAPI_TOKEN="${canary}"`;
    inFile.set("env-file", { ...file, properties: { ...file.properties, content } });
    const { findings } = await evaluate(everyRule, inFile);
    assert.equal(findings.filter(({ rule }) => rule === "env-file-content-clean").length, 2);
    await assertSilent(inFile);
  });

  async function assertSilent(graph: Graph): Promise<void> {
    const { findings, deferrals } = await evaluate(everyRule, graph);
    const loud = [...findings, ...deferrals].filter(({ message }) => message.includes(canary));
    assert.deepEqual(loud, []);
  }
});
