/** The provider plugins that the packages of a program ask for. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { readText } from "drydock-components/files";
import { jsonIn } from "../../json";
import type { Check, Probe } from "./checks";

/** A provider plugin, as Pulumi names it. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}

const providerPackage = z.object({
  version: z.string(),
  pulumi: z.object({
    resource: z.literal(true),
    name: z.string(),
    version: z.string().optional(),
  }),
});

/**
 * Lists the plugins of the packages that are installed for a folder, as Pulumi's language host does before an update:
 * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/pulumi-language-nodejs/main.go
 *
 * @returns undefined where no package is installed
 */
export function wantedPlugins(folder: string): readonly Plugin[] | undefined {
  const modules = join(folder, "node_modules");
  if (!existsSync(modules)) {
    return folder === dirname(folder) ? undefined : wantedPlugins(dirname(folder));
  }
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((one) => join(name, one)) : [name],
  );
  const found = names.flatMap((name): Plugin[] => {
    const text = readText(join(modules, name, "package.json"));
    const read = providerPackage.safeParse(text === undefined ? undefined : jsonIn(text));
    if (!read.success) return [];
    const { version, pulumi } = read.data;
    return [{ name: pulumi.name, version: pulumi.version ?? version }];
  });
  // One plugin serves several packages.
  return [...new Map(found.map((one) => [textOf(one), one])).values()];
}

/** What `pulumi plugin ls --json` prints. */
const installed = z.array(
  z.object({ name: z.string(), kind: z.string(), version: z.string().default("") }),
);

/** Undefined without the CLI, which another check asks for. */
export async function providersCheck({ run, plugins }: Probe): Promise<Check | undefined> {
  const what = "Pulumi's provider plugins";
  if (plugins === undefined) {
    const fix = "Run npm ci in the repository.";
    return { what, ok: false, found: "the packages that ask for them are not installed", fix };
  }
  const read = installed.safeParse(jsonIn((await run("pulumi", "plugin", "ls", "--json")) ?? ""));
  if (!read.success) return undefined;
  const there = new Set(
    read.data
      .filter(({ kind }) => kind === "resource")
      .map(({ name, version }) => textOf({ name, version: version.replace(/^v/, "") })),
  );
  const missing = plugins.filter((one) => !there.has(textOf(one)));
  if (missing.length === 0) return { what, ok: true, found: plugins.map(textOf).join(", ") };
  return {
    what,
    ok: false,
    found: `without ${missing.map(textOf).join(", ")}`,
    fix:
      "The update downloads them where it reaches the internet, or run " +
      missing
        .map(({ name, version }) => `pulumi plugin install resource ${name} v${version}`)
        .join("; "),
  };
}

const textOf = ({ name, version }: Plugin): string => `${name} v${version}`;
