/** Changes keys on Pulumi's engine and takes them back, and says where it does something else than the preview says. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../../drydock/offline/preview/changes";
import { disagreements } from "../engine/support/agreement";
import { changesOf, Engine } from "../engine/support/engine";
import { root, Scratch } from "../engine/support/scratch";
import type { Config, KeyChange } from "./changes";
import { type Group, groupsOf } from "./groups";
import { isAccepted, outcomeOf, textOf } from "./outcome";

/** Faults of all groups, each a paragraph; none where everything is as the preview says. */
export async function changedOnEngine(
  changes: readonly KeyChange[],
  say: (line: string) => void,
): Promise<string[]> {
  const faults: string[] = [];
  let engine: Engine | undefined;
  let present: Config | undefined;
  for (const group of groupsOf(changes, isAccepted)) {
    if (present === undefined || !(await leadsTo(present, group.before))) {
      await engine?.close();
      engine = undefined;
    }
    engine ??= await opened(group.before);
    const found = await faultsOf(engine, group);
    const title = group.changes.map(({ key }) => key).join(", ");
    say(`${found.length === 0 ? "as previewed" : "OTHERWISE"}: ${title}`);
    faults.push(...found.map((fault) => `${title}\n${fault}`));
    present = found.length === 0 ? group.before : undefined;
  }
  await engine?.close();
  return faults;
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

async function faultsOf(engine: Engine, { before, after }: Group): Promise<string[]> {
  const set = async (config: Config) => {
    engine.scratch.write(engine.scratch.source, textOf(config));
    // What a stack file says exists, the stand-in cloud gets when it starts.
    await engine.reopen();
  };
  await set(before);
  const start = await engine.up();
  if (!start.ok) return [`The environment cannot be created: ${start.errors.join("\n")}`];
  const names = inCloud(engine);
  for (const [from, to] of [
    [before, after],
    [after, before],
  ] as const) {
    const { changes } = await outcomeOf(from, to);
    await set(to);
    const run = await engine.up();
    const way = to === after ? "the change" : "the way back";
    if (!run.ok) return [`${way} fails: ${run.errors.join("\n")}`];
    const fault = difference(changes, changesOf(run));
    if (fault !== undefined) return [`${way}: ${fault}`];
  }
  const left = (await engine.preview()).steps;
  return [
    ...(left.length === 0 ? [] : [`work is left: ${left.join(", ")}`]),
    ...disagreements(engine).filter((line) => !staying.test(line)),
    ...(names === inCloud(engine) ? [] : ["the end is not the start"]),
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

const signs = { create: "+", update: "~", replace: "+-", delete: "-" } as const;

function difference(previewed: readonly Change[], done: readonly string[]): string | undefined {
  const expected = new Set(previewed.flatMap(lineOf));
  const found = new Set(done.map((line) => line.replace(/^-\+/, "+-")));
  const more = [...found].filter((line) => !expected.has(line));
  const less = [...expected].filter((line) => !found.has(line));
  if (more.length + less.length === 0) return undefined;
  return `not previewed: ${more.join(", ") || "none"}; previewed and not done: ${less.join(", ") || "none"}`;
}

/** As `changesOf` writes a step of the engine. */
function lineOf({ operation, type, name }: Change): string[] {
  if (/^(?:drydock|awsx|pulumi):(?!providers)/.test(type)) return [];
  const [package_ = "", module = "", short = ""] = type.split(":");
  const title = package_ === "aws" ? (module.split("/")[0] ?? "") : package_;
  return [`${signs[operation]} ${title}.${short} ${name}`];
}
