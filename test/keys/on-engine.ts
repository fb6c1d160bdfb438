/** Changes keys on Pulumi's engine and takes them back, and says where it does something else than the preview says. */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import type { Change } from "../../drydock/offline/preview/changes";
import { disagreements } from "../engine/support/agreement";
import { changesOf, Engine } from "../engine/support/engine";
import type { StateResource } from "../../drydock/offline/engine/workspace/state";
import { root, Scratch } from "../engine/support/scratch";
import { stateResources } from "../engine/support/state";
import type { Config, KeyChange } from "./changes";
import { type Group, groupOf, groupsOf, halvesOf, type Previewed } from "./groups";
import { isAccepted, outcomeOf, textOf } from "./outcome";
import { changedPaths, linesOf, missingParts } from "./parts";

/** What the engine did with keys that were changed together. */
export interface Tried {
  readonly changes: readonly Previewed[];
  /** Each a paragraph; none where everything is as previewed. */
  readonly faults: readonly string[];
}

/** @param hear is told of each group when it is done */
export async function changedOnEngine(
  changes: readonly KeyChange[],
  hear: (tried: Tried) => void,
): Promise<void> {
  const previewed: Previewed[] = [];
  for (const change of changes) {
    previewed.push({ ...change, outcome: await outcomeOf(change.before, change.after) });
  }
  const bench = new Bench();
  const accepted = previewed.filter(({ outcome }) => outcome.refusals.length === 0);
  for (const group of groupsOf(accepted, isAccepted)) (await bench.try(group)).forEach(hear);
  const refused = previewed.filter(({ outcome }) => outcome.refusals.length > 0);
  for (const change of refused) hear(await bench.tryRefused(change));
  await bench.close();
}

/** An engine, kept from one group to the next where the former environment may become the next one. */
class Bench {
  private engine: Engine | undefined;
  private present: Config | undefined;

  /** Where a group fails, its halves are tried, down to single keys; a key whose part another one hides, alone. */
  async try(group: Group): Promise<Tried[]> {
    const hidden = new Map<Previewed, string>();
    const faults = await this.faults(group.before, (engine) => faultsOf(engine, group, hidden));
    const { changes } = group;
    if (changes.length === 1) return [{ changes, faults: [...faults, ...hidden.values()] }];
    const failed = faults.length > 0;
    const again = failed ? halvesOf(group) : [...hidden.keys()].map((one) => groupOf([one]));
    const parts: Tried[] = [];
    for (const one of again) parts.push(...(await this.try(one)));
    if (failed) {
      return parts.some((part) => part.faults.length > 0) ? parts : [{ changes, faults }];
    }
    return [{ changes: changes.filter((one) => !hidden.has(one)), faults: [] }, ...parts];
  }

  async tryRefused(change: Previewed): Promise<Tried> {
    const faults = await this.faults(change.before, (engine) => faultsOfRefusal(engine, change));
    return { changes: [change], faults };
  }

  async close(): Promise<void> {
    await this.engine?.close();
    this.engine = undefined;
  }

  private async faults(
    before: Config,
    find: (engine: Engine) => Promise<string[]>,
  ): Promise<string[]> {
    if (this.present === undefined || !(await leadsTo(this.present, before))) await this.close();
    this.engine ??= await opened(before);
    await set(this.engine, before);
    const start = await this.engine.up();
    const faults = start.ok
      ? await find(this.engine)
      : [`The environment cannot be created: ${start.errors.join("\n")}`];
    this.present = faults.length === 0 ? before : undefined;
    return faults;
  }
}

/** An environment may become the next group's, where the preview lets it. */
const leadsTo = async (from: Config, to: Config): Promise<boolean> =>
  from["aws:region"] === to["aws:region"] && (await outcomeOf(from, to)).refusals.length === 0;

function opened(config: Config): Promise<Engine> {
  const scratch = new Scratch("Pulumi.test.yaml", "test");
  cpSync(join(root, "examples/platform"), join(scratch.folder, "examples/platform"), {
    recursive: true,
  });
  scratch.write(scratch.source, textOf(config));
  return Engine.open(scratch);
}

async function set(engine: Engine, config: Config): Promise<void> {
  engine.scratch.write(engine.scratch.source, textOf(config));
  // What a stack file says exists, the stand-in cloud gets when it starts.
  await engine.reopen();
}

/** @param hidden gets the changes of which the update lacks a part */
async function faultsOf(
  engine: Engine,
  { before, after, changes }: Group,
  hidden: Map<Previewed, string>,
): Promise<string[]> {
  const names = inCloud(engine);
  const start = plainResources(engine);
  for (const [from, to] of [
    [before, after],
    [after, before],
  ] as const) {
    const previewed = await outcomeOf(from, to);
    await set(engine, to);
    const run = await engine.up();
    const way = to === after ? "the change" : "the way back";
    if (!run.ok) return [`${way} fails: ${run.errors.join("\n")}`];
    const lines = new Set(changesOf(run).map((line) => line.replace(/^-\+/, "+-")));
    const fault = difference(previewed.changes, lines);
    if (fault !== undefined) return [`${way}: ${fault}`];
    if (to === before) break;
    const done = { lines, paths: changedPaths(start, plainResources(engine)) };
    for (const change of changes) {
      const parts = missingParts(change.outcome.changes, done);
      if (parts.length > 0) hidden.set(change, `previewed and not done: ${parts.join(", ")}`);
    }
  }
  const left = (await engine.preview()).steps;
  return [
    ...(left.length === 0 ? [] : [`work is left: ${left.join(", ")}`]),
    ...disagreements(engine).filter((line) => !staying.test(line)),
    ...(names === inCloud(engine) ? [] : ["the end is not the start"]),
  ];
}

/** What is in the state, with the cloud's inputs where the state has encrypted ones. */
function plainResources(engine: Engine): StateResource[] {
  const inputs = new Map(engine.cloud().map((one) => [one.urn, one.inputs]));
  return stateResources(engine).map((one) => {
    const isSecret = JSON.stringify(one.values["inputs"] ?? "").includes(runtime.specialSecretSig);
    const plain = isSecret ? inputs.get(one.urn) : undefined;
    return plain === undefined ? one : { ...one, values: { ...one.values, inputs: plain } };
  });
}

async function faultsOfRefusal(engine: Engine, { after }: Previewed): Promise<string[]> {
  const { cloudFile } = engine.sandbox.folder;
  await set(engine, after);
  const before = readFileSync(cloudFile, "utf8");
  const { ok, output } = await engine.preview();
  return [
    // Of a deletion the engine says "protected", of a replacement "marked for protection"; the rest is the program's.
    ...(ok || !/protect(?:ed|ion)|Nothing was changed/.test(output)
      ? [`not refused: ${output}`]
      : []),
    ...(readFileSync(cloudFile, "utf8") === before ? [] : ["something changed before the refusal"]),
  ];
}

/** Former revisions, files and values stay, for a rollback reads them. */
const staying = /taskDefinition:TaskDefinition|bucketObjectv2:|secretVersion:/;

const inCloud = (engine: Engine): string =>
  engine
    .cloud()
    .filter(({ type }) => !staying.test(type))
    .map(({ type, name }) => `${type} ${name}`)
    .sort()
    .join("\n");

function difference(previewed: readonly Change[], done: ReadonlySet<string>): string | undefined {
  const expected = new Set(previewed.flatMap(linesOf));
  const more = [...done].filter((line) => !expected.has(line));
  const less = [...expected].filter((line) => !done.has(line));
  if (more.length + less.length === 0) return undefined;
  return `not previewed: ${more.join(", ") || "none"}; previewed and not done: ${less.join(", ") || "none"}`;
}
