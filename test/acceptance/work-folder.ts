import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import {
  type Changes,
  runEnvFile,
  runExemptions,
  runPolicyConfig,
  runStackFile,
  withEngineKeys,
} from "./stack-file";
import type { RunSettings } from "./run-settings";

/** What a run's folder takes from the repository: all that a user's own repository holds. */
const PARTS = [
  "Pulumi.yaml",
  "index.ts",
  "package.json",
  "tsconfig.json",
  "tsconfig.run.json",
  "policy-exemptions.yaml",
  "app",
  "env",
];

/** The folder of a run: a project of its own, with the state of its stack. */
export interface WorkFolder {
  readonly path: string;
  /** Variables of the Pulumi CLI: without others of the user's, state and passphrase are kept in the folder. */
  readonly variables: Readonly<Record<string, string>>;
  /** The configuration of the policy pack. */
  readonly policyConfig: string;
  /** Everything that the Pulumi CLI printed. */
  readonly logFile: string;
  /** Writes the stack file again, with these changes and no others. */
  change(changes: Changes): void;
  log(text: string): void;
  /** Leaves only the report and the log. */
  clear(): void;
}

export interface WorkFolderOptions {
  /** The repository. */
  readonly root: string;
  /** Where the folders of all runs are. */
  readonly runs: string;
  readonly run: RunSettings;
  readonly shell: Readonly<Record<string, string | undefined>>;
}

export function createWorkFolder(options: WorkFolderOptions): WorkFolder {
  const { root, run } = options;
  const folder = openWorkFolder(options);
  mkdirSync(join(folder.path, "state"), { recursive: true, mode: 0o700 });
  for (const part of PARTS) {
    const filter = (path: string): boolean =>
      !/(^|[/\\])(node_modules|dist)([/\\]|$)/.test(relative(root, path));
    cpSync(join(root, part), join(folder.path, part), { recursive: true, filter });
  }
  rewrite(join(folder.path, "env", "test.env"), runEnvFile);
  const exemptions = join(folder.path, "policy-exemptions.yaml");
  rewrite(exemptions, (text) => runExemptions(text, run));
  const policyConfig = join(policyPackIn(root), "config", "test.json");
  writeFileSync(
    folder.policyConfig,
    runPolicyConfig(readFileSync(policyConfig, "utf8"), exemptions),
  );
  symlinkSync(join(root, "node_modules"), join(folder.path, "node_modules"));
  writeFileSync(join(folder.path, "passphrase"), randomBytes(24).toString("base64url"), {
    mode: 0o600,
  });
  writeFileSync(
    join(folder.path, stackFileName(run)),
    runStackFile(readFileSync(join(root, "Pulumi.test.yaml"), "utf8"), run),
  );
  return folder;
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

/** The folder of a run that was made before. */
export function openWorkFolder({ root, runs, run, shell }: WorkFolderOptions): WorkFolder {
  const path = join(runs, run.stack);
  const logFile = join(path, "pulumi.log");
  return {
    path,
    logFile,
    policyConfig: join(path, "policy-config.json"),
    variables: {
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...(shell["PULUMI_BACKEND_URL"] === undefined
        ? { PULUMI_BACKEND_URL: `file://${join(path, "state")}` }
        : {}),
      ...(shell["PULUMI_CONFIG_PASSPHRASE"] === undefined &&
      shell["PULUMI_CONFIG_PASSPHRASE_FILE"] === undefined
        ? { PULUMI_CONFIG_PASSPHRASE_FILE: join(path, "passphrase") }
        : {}),
    },
    change(changes) {
      const file = join(path, stackFileName(run));
      const original = readFileSync(join(root, "Pulumi.test.yaml"), "utf8");
      const text = runStackFile(original, run, changes);
      writeFileSync(file, withEngineKeys(text, readFileSync(file, "utf8")));
    },
    log(text) {
      appendFileSync(logFile, text, { mode: 0o600 });
    },
    clear() {
      for (const part of [
        ...PARTS,
        "policy-config.json",
        "state",
        "passphrase",
        "node_modules",
        stackFileName(run),
      ]) {
        rmSync(join(path, part), { recursive: true, force: true });
      }
    },
  };
}

const stackFileName = ({ stack }: Pick<RunSettings, "stack">): string => `Pulumi.${stack}.yaml`;

/** The policy pack of the repository. */
export const policyPackIn = (root: string): string => join(root, "node_modules", "drydock-policy");

const stackFileShape = z.object({
  config: z.looseObject({ "aws:region": z.string(), "drydock:account": z.string() }),
});

/** Returns the settings of an earlier run, while its folder still has what destroying needs. */
export function settingsIn(runs: string, stack: string): RunSettings | undefined {
  const file = join(runs, stack, stackFileName({ stack }));
  if (!existsSync(file)) return undefined;
  const { config } = stackFileShape.parse(parse(readFileSync(file, "utf8")));
  return { stack, account: config["drydock:account"], region: config["aws:region"] };
}
