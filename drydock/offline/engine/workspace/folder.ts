/** The sandbox's folder of one stack: the engine's home, its state, the stand-in cloud. */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { stringify } from "yaml";
import { packageFolder } from "../../package-folder";
import { saltOf, sandboxStackFile } from "./stack-file";

/** Paths of one sandboxed stack. */
export interface SandboxFolder {
  /** Holds Pulumi.yaml and the copy of the stack file. */
  readonly path: string;
  /** The contents of the stand-in cloud. */
  readonly cloudFile: string;
  readonly stateFolder: string;
}

export const sandboxFolder = (path: string): SandboxFolder => ({
  path,
  cloudFile: join(path, "cloud", "cloud.jsonl"),
  stateFolder: join(path, "state"),
});

/** The engine's state file of a stack. */
export const stateFile = (
  { stateFolder }: Pick<SandboxFolder, "stateFolder">,
  { project, stack }: Pick<FolderContent, "project" | "stack">,
): string => join(stateFolder, ".pulumi", "stacks", project, `${stack}.json`);

/** Content of a sandbox's folder. */
export interface FolderContent {
  readonly project: string;
  readonly stack: string;
  /** The program's folder: relative paths of assets start there. */
  readonly root: string;
  /** Text of the stack file. */
  readonly stackFileText: string;
}

/**
 * Writes the project, a copy of the stack file and the policy host.
 *
 * @returns paths of the values encrypted with the owner's key, which must be set again
 */
export function writeFolder(folder: SandboxFolder, content: FolderContent): readonly string[] {
  const { project, stack, root, stackFileText } = content;
  for (const path of [folder.path, folder.stateFolder, binFolder(folder), homeFolder(folder)]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }
  writeFileSync(
    join(folder.path, "Pulumi.yaml"),
    stringify({ name: project, runtime: "nodejs", main: root }),
  );
  refuseLogs(homeFolder(folder));
  const passphrase = passphraseFile(folder);
  if (!existsSync(passphrase)) {
    writeFileSync(passphrase, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  writePolicyHost(join(binFolder(folder), "pulumi-analyzer-policy-nodejs"));
  const copy = stackFileCopy(folder, stack);
  const salt = existsSync(copy) ? saltOf(readFileSync(copy, "utf8")) : undefined;
  const { text, securePaths } = sandboxStackFile(stackFileText, salt);
  writeFileSync(copy, text, { mode: 0o600 });
  return securePaths;
}

/**
 * Puts a file where the engine would create a folder for its automatic logs: encrypting everything that it could say takes a
 * quarter of its time, and no setting turns it off. Without the folder it goes on without logs.
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/logging/encrypted.go
 */
function refuseLogs(home: string): void {
  const logs = join(home, "logs");
  rmSync(logs, { recursive: true, force: true });
  writeFileSync(logs, "");
}

export const stackFileCopy = (folder: SandboxFolder, stack: string): string =>
  join(folder.path, `Pulumi.${stack}.yaml`);

const binFolder = ({ path }: SandboxFolder): string => join(path, "bin");
const homeFolder = ({ path }: SandboxFolder): string => join(path, "home");
const passphraseFile = ({ path }: SandboxFolder): string => join(path, "passphrase");

/** An environment in which the engine reaches only this machine. */
export function engineEnvironment(
  folder: SandboxFolder,
  attachedProviders: string,
): Record<string, string> {
  return {
    PATH: [binFolder(folder), process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_HOME: homeFolder(folder),
    // Without attribute files: the engine does not write them atomically, and if killed then it leaves a
    // stack that cannot be loaded. https://pkg.go.dev/gocloud.dev/blob/fileblob
    PULUMI_BACKEND_URL: `file://${folder.stateFolder}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile(folder),
    PULUMI_DEBUG_PROVIDERS: attachedProviders,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_CREDENTIAL_STORE: "plaintext",
    // Disable backups of the state, one for each of its hundred writes.
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // Go's collector would take a tenth more of the engine's processor time; so the engine takes more memory instead.
    GOGC: process.env["GOGC"] ?? "400",
    PULUMI_ACCESS_TOKEN: "",
    PULUMI_CONFIG_PASSPHRASE: "",
  };
}

/**
 * The script that the engine starts for a Node policy pack without a Node language host. The pack ends with
 * the engine, even if that is killed.
 */
function writePolicyHost(path: string): void {
  const script = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const watch = join(packageFolder, "offline", "engine", "workspace", "end-with-parent.cjs");
  const quoted = [process.execPath, watch, script].map(
    (part) => `'${part.replaceAll("'", `'\\''`)}'`,
  );
  const [node = "", watcher = "", host = ""] = quoted;
  writeFileSync(path, `#!/bin/sh\nexec ${node} --require ${watcher} ${host} "$@"\n`);
  chmodSync(path, 0o755);
}

/** Deletes the stack, its history and its cloud. */
export function removeFolder({ path }: SandboxFolder): void {
  rmSync(path, { recursive: true, force: true });
}
