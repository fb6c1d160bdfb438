/** The questions of `drydock init`, for choices that no option makes. */
import type { InitOptions } from "./run";

type Answers = Omit<InitOptions, "yes">;

/** The user pressed Ctrl-C at a question. */
class Cancelled extends Error {}

function answer<Value>(value: Value): Exclude<Value, symbol> {
  if (isAnswer(value)) return value;
  throw new Cancelled();
}

const isAnswer = <Value>(value: Value): value is Exclude<Value, symbol> =>
  typeof value !== "symbol";

/** @returns undefined where the user gave up */
export async function ask(
  given: InitOptions,
  fallback: Required<Omit<Answers, "image">>,
): Promise<Answers | undefined> {
  const { select, text } = await import("@clack/prompts");
  const asked = async (message: string, initialValue: string) =>
    answer(await text({ message, initialValue }));
  const chosen = async (message: string, [yes, no]: readonly [string, string]) =>
    answer(
      await select({
        message,
        options: [
          { value: true, label: yes },
          { value: false, label: no },
        ],
      }),
    );
  try {
    const name = given.name ?? (await asked("Name of the project?", fallback.name));
    const region = given.region ?? (await asked("AWS region?", fallback.region));
    const internal =
      given.internal ??
      !(await chosen("Who reaches the first service?", ["The internet", "The VPC only"]));
    const source = await sourceOf(given, fallback.build, { asked, chosen });
    const port =
      given.port ?? Number(await asked("The port it listens on?", String(fallback.port)));
    return { name, region, internal, ...source, port };
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  }
}

interface Questions {
  readonly asked: (message: string, initialValue: string) => Promise<string>;
  readonly chosen: (message: string, answers: readonly [string, string]) => Promise<boolean>;
}

async function sourceOf(
  { image, build }: InitOptions,
  folder: string,
  { asked, chosen }: Questions,
): Promise<Pick<Answers, "image" | "build">> {
  if (image !== undefined) return { image };
  if (build !== undefined) return { build };
  const builds = await chosen("Where does its image come from?", [
    "A Dockerfile in this repository",
    "An image that exists",
  ]);
  return builds
    ? { build: await asked("Its folder?", folder) }
    : { image: await asked("Its name, such as ghcr.io/acme/web:1.4.2?", "") };
}
