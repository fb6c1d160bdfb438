/** `drydock init`: writes a repository. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Surroundings } from "../surroundings";
import { UsageError } from "../errors";
import { ask } from "./ask";
import { repositoryFiles } from "./files";
import { manifestOf, projectName } from "./project";
import type { Choices } from "./stack-files";

/** The user's choices so far; missing ones are asked for, or have a default where nobody can answer. */
export interface InitOptions {
  readonly name?: string;
  readonly region?: string;
  readonly image?: string;
  readonly build?: string;
  readonly port?: number;
  readonly internal?: boolean;
  readonly yes: boolean;
}

/** @throws UsageError where a file of a repository is there already */
export async function initRepository(
  options: InitOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, isTerminal, out } = surroundings;
  const asks = isTerminal && process.stdin.isTTY && !options.yes;
  const fallback = defaults(folder);
  const given = asks ? await ask(options, fallback) : options;
  if (given === undefined) return 1;
  const choices = choicesOf(given, fallback);
  const files = repositoryFiles(choices, folder);
  const present = Object.keys(files).filter((path) => existsSync(join(folder, path)));
  if (present.length > 0) {
    throw new UsageError(
      `Nothing was written: there is already ${present.join(", ")}. Run drydock init in an empty folder.`,
    );
  }
  const all = {
    "package.json": manifestOf(folder, choices.name),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  out(
    [
      ...Object.keys(all).map((path) => `  ${path}`),
      "",
      "Next:",
      "  npm install",
      "  npx drydock preview            shows both environments, without an AWS account",
      "  npx drydock preview --accept   keeps them as the baseline that changes are compared with",
      "",
    ].join("\n"),
  );
  return 0;
}

/** Every choice where nobody says otherwise. */
function defaults(folder: string): Required<Omit<InitOptions, "image" | "yes">> {
  return {
    name: projectName(folder),
    region: "us-east-2",
    build: "app",
    port: 8080,
    internal: false,
  };
}

function choicesOf(
  { name, region, image, build, port, internal }: Omit<InitOptions, "yes">,
  fallback: ReturnType<typeof defaults>,
): Choices {
  return {
    name: name ?? fallback.name,
    region: region ?? fallback.region,
    source: image === undefined ? { build: build ?? fallback.build } : { image },
    port: port ?? fallback.port,
    internal: internal ?? fallback.internal,
  };
}
