/** Builds the pinned Pulumi CLI from its Go module, once: `npx drydock sandbox cli`. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Surroundings } from "../../../surroundings";
import { count } from "../../words";
import { SandboxError } from "../errors";
import { versionOf } from "./find";
import { builtCli, cliPackage, moduleFolder, pinnedVersion } from "./version";

/**
 * Options of `go build`. The tags exclude cgo and gRPC tracing. Nobody debugs the program: to write debug information for the
 * linker to drop would take a seventh of the time.
 */
export const goOptions = [
  "-trimpath",
  "-tags=osusergo,grpcnotrace",
  "-gcflags=all=-dwarf=false",
] as const;

export const goEnvironment = { CGO_ENABLED: "0", GOWORK: "off" } as const;

/** @throws SandboxError when Go is missing or the build fails */
export async function buildCli({
  out,
  progress,
}: Pick<Surroundings, "out" | "progress">): Promise<void> {
  const target = builtCli();
  const version = pinnedVersion();
  if (existsSync(target) && versionOf(target) === version) {
    out(`Pulumi CLI v${version} is already built: ${target}\n`);
    return;
  }
  if (spawnSync("go", ["version"]).status !== 0) {
    throw new SandboxError(
      "npx drydock sandbox cli needs Go (https://go.dev/dl/). Without it, use the official installer:\n" +
        "  https://www.pulumi.com/docs/iac/download-install/",
    );
  }
  mkdirSync(dirname(target), { recursive: true });
  // Build beside the target and rename at the end, so that an interrupted build never looks complete.
  const unfinished = `${target}.building`;
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  const name = `the Pulumi CLI v${version}`;
  await compile(version, unfinished, (built) => {
    progress.say(`building ${name}: ${built}, ${seconds()} s`);
  });
  if (versionOf(unfinished) !== version) {
    throw new SandboxError(`The built CLI does not run: ${unfinished}`);
  }
  renameSync(unfinished, target);
  out(`Built ${name} in ${seconds()} s: ${target}\n`);
}

function compile(version: string, target: string, say: (built: string) => void): Promise<void> {
  const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
  const build = spawn(
    "go",
    // -v prints each compiled package, for the progress.
    ["build", "-v", ...goOptions].concat([
      "-ldflags",
      `-s -w -X ${versionVariable}=v${version}`,
      "-o",
      target,
      cliPackage,
    ]),
    {
      cwd: moduleFolder,
      env: { ...process.env, ...goEnvironment },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  return new Promise((resolve, reject) => {
    const tail: string[] = [];
    let [downloaded, compiled] = [0, 0];
    const tell = (): void => {
      say(`${count(downloaded, "module")} downloaded, ${count(compiled, "package")} compiled`);
    };
    tell();
    createInterface({ input: build.stderr }).on("line", (line) => {
      tail.push(line);
      if (tail.length > 15) tail.shift();
      if (line.startsWith("go: downloading")) downloaded += 1;
      else compiled += 1;
      tell();
    });
    build.once("error", reject);
    build.once("close", (code) => {
      if (code === 0) resolve();
      else {
        reject(new SandboxError([`go build exited with code ${String(code)}`, ...tail].join("\n")));
      }
    });
  });
}
