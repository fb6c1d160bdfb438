/** Whether Pulumi's state and the stand-in cloud say the same. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { writtenByAwsType } from "../../../offline/engine/constraints/storage";
import { isMap } from "../../../offline/engine/workspace/values";
import type { Engine } from "./engine";

/** One resource of the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly custom: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The state file of the backend: what an export gives, without starting the CLI. */
export function stateFile(engine: Engine): string {
  const { stateFolder } = engine.sandbox.folder;
  return join(stateFolder, ".pulumi", "stacks", "drydock", `${engine.scratch.stack}.json`);
}

export function stateResources(engine: Engine): StateResource[] {
  const deployment: unknown = parse(readFileSync(stateFile(engine), "utf8"));
  const checkpoint = isMap(deployment) ? deployment["checkpoint"] : undefined;
  const latest = isMap(checkpoint) ? checkpoint["latest"] : undefined;
  const resources = isMap(latest) ? latest["resources"] : undefined;
  const list: unknown[] = Array.isArray(resources) ? resources : [];
  return list.filter(isMap).map((values) => ({
    urn: text(values["urn"]),
    type: text(values["type"]),
    id: text(values["id"]),
    custom: values["custom"] === true,
    values,
  }));
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * What one side has and the other has not: an orphan in the cloud, a ghost in the state. Images stay in a
 * repository, and AWS writes into a bucket, without the state knowing.
 */
export function disagreements(engine: Engine): string[] {
  const inState = stateResources(engine)
    .filter(({ type, custom }) => custom && type.startsWith("aws:"))
    .map(({ type, id }) => `${type} ${id}`);
  const inCloud = engine
    .cloud()
    .filter(({ type }) => type.startsWith("aws:") && type !== writtenByAwsType)
    .map(({ type, id }) => `${type} ${id}`);
  return [
    ...without(inState, inCloud).map((one) => `in the state only: ${one}`),
    ...without(inCloud, inState).map((one) => `in the cloud only: ${one}`),
  ];
}

/** The list without one occurrence of each of the others. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return list.filter((one) => {
    const index = left.indexOf(one);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}
