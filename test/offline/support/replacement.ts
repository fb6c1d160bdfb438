import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Capture,
  type CapturedResource,
  type PropertyBag,
  type PropertyValue,
  isBag,
  unknownValue,
} from "../../../drydock/offline/capture";
import { CloudStore } from "../../../drydock/offline/cloud/store";
import { createOperations } from "../../../drydock/offline/engine/provider/operations";
import { changesBetween } from "../../../drydock/offline/preview/changes";
import { keyOf, snapshotOf } from "../../../drydock/offline/preview/snapshot";

const settings = { region: "us-east-2", defaultTags: {} };
export const vpcType = "aws:ec2/vpc:Vpc";
/** The id of a resource that is replaced: the preview follows it, the engine does not know it yet. */
export const vpcId = "vpc-00000000000000000";

export const urnOf = (type: string): string => `urn:pulumi:test::drydock::${type}::x`;

export function resourceOf(
  type: string,
  inputs: PropertyBag,
  more: Partial<CapturedResource> = {},
) {
  const lists = { dependencies: [], aliases: [], ignoreChanges: [], replaceOnChanges: [] };
  const secrets = { secretPaths: [], secretOutputPaths: [], additionalSecretOutputs: [] };
  return {
    ...lists,
    ...secrets,
    ...{ urn: urnOf(type), type, name: "x", custom: true, remote: false, customTimeouts: {} },
    ...{ protect: false, retainOnDelete: false, outputs: {}, propertyDependencies: {} },
    ...{ inputs, checkedInputs: inputs },
    ...more,
  };
}

function captureOf(resources: readonly CapturedResource[], preview = false): Capture {
  const nothing = { invokes: [], outputs: {}, secretOutputPaths: [] };
  return { project: "drydock", stack: "test", preview, resources, ...nothing };
}

/** Returns the preview's line about the last resource. */
export function previewed(before: readonly CapturedResource[], after: readonly CapturedResource[]) {
  const update = captureOf(after);
  const preview = captureOf(
    after.map((resource) => ({ ...resource, inputs: withoutId(resource.inputs) })),
    true,
  );
  const present = { snapshot: snapshotOf(update, "/repository"), preview, update };
  const changes = changesBetween(snapshotOf(captureOf(before), "/repository"), present);
  const last = keyOf(after.at(-1)?.urn ?? "");
  return changes.find(({ key }) => key === last)?.operation ?? "none";
}

/** Every text that holds the id is unknown, a whole document too. */
export function withoutId(inputs: PropertyBag): PropertyBag {
  const replace = (value: PropertyValue): PropertyValue => {
    if (typeof value === "string") return value.includes(vpcId) ? unknownValue : value;
    if (value === null || typeof value !== "object") return value;
    return isBag(value) ? withoutId(value) : value.map((item: PropertyValue) => replace(item));
  };
  return Object.fromEntries(Object.entries(inputs).map(([key, item]) => [key, replace(item)]));
}

/** What a change of a resource's inputs is: `none`, `update` or `replace`. */
export type Answer = (type: string, before: PropertyBag, now: PropertyBag) => string;

export const preview: Answer = (type, before, now) =>
  previewed([resourceOf(type, before)], [resourceOf(type, now)]);

/** The engine's answer, for the tests of a suite. */
export function engineForSuite(): Answer {
  const folder = mkdtempSync(join(tmpdir(), "drydock-replacement-"));
  const operations = createOperations(new CloudStore(join(folder, "cloud.jsonl")));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return (type, before, now) => {
    const subject = { type, name: "x", urn: urnOf(type) };
    const check = (olds: PropertyBag, news: PropertyBag) =>
      operations.check({ ...subject, olds, news }, settings).inputs;
    const oldInputs = check({}, before);
    const { changes } = operations.diff({
      ...subject,
      oldInputs,
      oldState: oldInputs,
      news: check(oldInputs, now),
    });
    if (changes.length === 0) return "none";
    return changes.some(({ replaces }) => replaces) ? "replace" : "update";
  };
}
