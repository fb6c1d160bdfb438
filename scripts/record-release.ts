/**
 * Makes both environments in a sandbox and keeps their state, for the test that later versions take it over:
 *
 *     ts-node -T scripts/record-release.ts 0.2.0             of this version
 *     ts-node -T scripts/record-release.ts 0.1.0 ../older    of the version that is checked out there
 *
 * Nothing in it is worth protecting: every secret was drawn for the stand-in cloud, and the passphrase lies beside it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli } from "../offline/engine/cli/find";
import { openSandbox } from "../offline/engine/sandbox";
import { pipedCommand } from "../offline/engine/workspace/command";

async function record(root: string, stack: string, archive: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "drydock-release-"));
  const command = await pipedCommand(findCli());
  const sandbox = await openSandbox({ root, stack, command, folder: join(folder, "sandbox") });
  try {
    await sandbox.stack.up();
  } finally {
    await sandbox.close();
  }
  for (const name of ["env", `Pulumi.${stack}.yaml`]) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  const state = join("state", ".pulumi");
  const stateFile = join(state, "stacks", "drydock", `${stack}.json`);
  const unneeded = ["home", "bin", "Pulumi.yaml", `${stateFile}.bak`];
  for (const path of [...unneeded, join(state, "history"), join(state, "locks")]) {
    rmSync(join(folder, "sandbox", path), { recursive: true, force: true });
  }
  const file = join(folder, "sandbox", stateFile);
  writeFileSync(file, withoutPlaces(readFileSync(file, "utf8")));
  execFileSync("tar", ["-czf", archive, "-C", folder, "."]);
  rmSync(folder, { recursive: true });
}

/** The state without the lines of the program that made each resource: they name folders of this machine. */
function withoutPlaces(state: string): string {
  return JSON.stringify(
    JSON.parse(state, (key, value: unknown) =>
      key === "sourcePosition" || key === "stackTrace" ? undefined : value,
    ),
  );
}

async function main([version, folder = "."]: readonly string[]): Promise<void> {
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    console.error("Give the version: ts-node -T scripts/record-release.ts 0.2.0");
    process.exitCode = 2;
    return;
  }
  const releases = join(__dirname, "..", "test", "engine", "releases", version);
  mkdirSync(releases, { recursive: true });
  // The engine and the program both resolve the paths of files from here.
  const root = resolve(folder);
  process.chdir(root);
  for (const stack of ["test", "production"]) {
    await record(root, stack, join(releases, `${stack}.tar.gz`));
  }
}

void main(process.argv.slice(2));
