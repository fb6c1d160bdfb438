/**
 * Makes both environments in a sandbox and keeps their state, for the test that later versions take it over:
 *
 *     npm run release:record -- 0.2.0             of this version
 *     npm run release:record -- 0.1.0 ../older    of the version that is checked out there
 *
 * Nothing in it is worth protecting: every secret was drawn for the stand-in cloud, and the passphrase lies beside it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli } from "../../../drydock/offline/engine/cli/find";
import { openSandbox } from "../../../drydock/offline/engine/sandbox";
import { pipedCommand } from "../../../drydock/offline/engine/workspace/command";
import { stateFile } from "../../../drydock/offline/engine/workspace/folder";

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
  const { path, stateFolder } = sandbox.folder;
  const file = stateFile(sandbox.folder, { project: "drydock", stack });
  const unneeded = [
    ...["home", "bin", "Pulumi.yaml"].map((name) => join(path, name)),
    ...["history", "locks"].map((name) => join(stateFolder, ".pulumi", name)),
    `${file}.bak`,
  ];
  for (const one of unneeded) rmSync(one, { recursive: true, force: true });
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
    console.error("Give the version: npm run release:record -- 0.2.0");
    process.exitCode = 2;
    return;
  }
  const releases = join(__dirname, version);
  mkdirSync(releases, { recursive: true });
  // The engine and the program both resolve the paths of files from here.
  const root = resolve(folder);
  process.chdir(root);
  for (const stack of ["test", "production"]) {
    await record(root, stack, join(releases, `${stack}.tar.gz`));
  }
}

void main(process.argv.slice(2));
