import * as assert from "node:assert/strict";
import type { Engine } from "./engine";
import { succeed } from "./engine";
import { set } from "./everyday-changes";

/** Settings of one part of a stack file that change together, and what then shows each. */
export interface Change {
  readonly path: readonly string[];
  readonly settings: Readonly<Record<string, Setting>>;
}

interface Setting {
  readonly to: unknown;
  /** The object that shows it, as `TaskDefinition report`. */
  readonly at: string;
  /** Its text afterwards, and not before; absent where the object is created or goes. */
  readonly shows?: string;
}

/** A setting that one object shows by a text in its inputs. */
export const shown = (to: unknown, at: string, shows: string): Setting => ({ to, at, shows });

/** A setting that creates an object, or takes one away. */
export const moves = (to: unknown, at: string): Setting => ({ to, at });

/**
 * Makes changes in one update, looks for each of them in the cloud, and takes them back in another one, after which
 * the cloud is as it was.
 */
export async function thereAndBack(engine: Engine, changes: readonly Change[]): Promise<void> {
  const before = picture(engine);
  const former = engine.scratch.stackText();
  for (const { path, settings } of changes) {
    set(
      path,
      Object.fromEntries(Object.entries(settings).map(([key, { to }]) => [key, to])),
    )(engine.scratch);
  }
  await succeed(engine.up());
  const after = picture(engine);
  const unseen = changes.flatMap(({ path, settings }) =>
    Object.entries(settings)
      .filter(([, setting]) => !isSeen(setting, before, after))
      .map(([key, { at }]) => `${[...path, key].join(".")}: ${after.get(at) ?? `no ${at}`}`),
  );
  assert.deepEqual(unseen, []);
  assert.deepEqual((await succeed(engine.up())).steps, []);
  engine.scratch.writeStack(former);
  await succeed(engine.up());
  assert.deepEqual(Object.fromEntries(picture(engine)), Object.fromEntries(before));
}

type Picture = ReadonlyMap<string, string>;

function isSeen({ at, shows }: Setting, before: Picture, after: Picture): boolean {
  if (shows === undefined) return before.has(at) !== after.has(at);
  return after.get(at)?.includes(shows) === true && before.get(at)?.includes(shows) !== true;
}

/** The inputs of each object, without what counts up or is random. */
function picture(engine: Engine): Picture {
  const texts = new Map<string, string>();
  for (const { type, name, inputs } of engine.cloud()) {
    const key = `${type.split(":").at(-1) ?? ""} ${name}`;
    const text = JSON.stringify(inputs)
      .replaceAll('\\"', '"')
      .replaceAll(/(task-definition\/[\w-]+):\d+/g, "$1")
      .replaceAll(/-[0-9a-f]{7}(?=[":/*])/g, "");
    texts.set(key, text);
  }
  return new Map([...texts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
