import { posix } from "node:path";
import type { Context, Named } from "./context";
import { isRemote } from "./remote";

/** Settings in a Dockerfile for the containers of its image. */
export interface Dockerfile {
  readonly user: string | undefined;
  readonly port: number | undefined;
  /** The image that it builds on; undefined where a variable names it. */
  readonly base: string | undefined;
}

/** Reads the Dockerfile of a built service; undefined without one. */
export function dockerfileOf({ service }: Named, { files }: Context): Dockerfile | undefined {
  const { build } = service;
  if (build === undefined || isRemote(build.context)) return undefined;
  const name = "dockerfile" in build ? build.dockerfile : undefined;
  const bytes = files.read(posix.join(build.context, name ?? "Dockerfile"));
  if (bytes === undefined) return undefined;
  const target = "target" in build ? build.target : undefined;
  const text = new TextDecoder().decode(bytes);
  const defaults = new Map(
    [...text.matchAll(/^\s*ARG\s+(\w+)=(\S+)/gim)].map(([, arg = "", value = ""]) => [arg, value]),
  );
  return settingsOf(stagesIn(text), target, defaults);
}

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly lines: string;
}

const fromPattern = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i;

function stagesIn(text: string): Stage[] {
  return text.split(/^(?=\s*FROM\s)/im).flatMap((lines) => {
    const [, from = "", name = ""] = fromPattern.exec(lines) ?? [];
    return from === "" ? [] : [{ from, name: name.toLowerCase(), lines }];
  });
}

/** A stage has its own settings, and the rest from the stages that it builds on. */
function settingsOf(
  stages: readonly Stage[],
  target: string | undefined,
  defaults: ReadonlyMap<string, string>,
): Dockerfile {
  let user: string | undefined;
  let port: string | undefined;
  let base: string | undefined;
  let index =
    target === undefined
      ? stages.length - 1
      : stages.findLastIndex(({ name }) => name === target.toLowerCase());
  for (let stage = stages[index]; stage !== undefined; stage = stages[index]) {
    const { from, lines } = stage;
    user ??= [...lines.matchAll(/^\s*USER\s+(\S+)/gim)].at(-1)?.[1];
    port ??= /^\s*EXPOSE\s+(\d+)/im.exec(lines)?.[1];
    base = from.replaceAll(/\$\{?(\w+)\}?/g, (text, arg: string) => defaults.get(arg) ?? text);
    index = stages.slice(0, index).findLastIndex(({ name }) => name === from.toLowerCase());
  }
  return {
    user,
    port: port === undefined ? undefined : Number(port),
    base: base?.includes("$") === true ? undefined : base,
  };
}
