/** Builds the pinned Pulumi CLI from its Go module, once: `npx drydock sandbox cli`. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { createSpinner } from "nanospinner";
import { SandboxError } from "../errors";
import { versionOf } from "./find";
import { builtCli, cliPackage, moduleFolder, pinnedVersion } from "./version";

/** @throws SandboxError when Go is missing or the build fails */
export async function buildCli(): Promise<void> {
  const target = builtCli();
  const version = pinnedVersion();
  if (existsSync(target) && versionOf(target) === version) {
    process.stdout.write(`Pulumi CLI v${version} is already built: ${target}\n`);
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
  await compile(version, unfinished);
  if (versionOf(unfinished) !== version) {
    throw new SandboxError(`The built CLI does not run: ${unfinished}`);
  }
  renameSync(unfinished, target);
  process.stdout.write(`${target}\n`);
}

function compile(version: string, target: string): Promise<void> {
  const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
  const build = spawn(
    "go",
    // -v prints each compiled package, for the progress. The tags exclude cgo and gRPC tracing.
    ["build", "-v", "-trimpath", "-tags", "osusergo,grpcnotrace"].concat([
      "-ldflags",
      `-s -w -X ${versionVariable}=v${version}`,
      "-o",
      target,
      cliPackage,
    ]),
    {
      cwd: moduleFolder,
      env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const spinner = createSpinner(`Building the Pulumi CLI v${version}`).start();
    const tail: string[] = [];
    let [downloaded, compiled] = [0, 0];
    createInterface({ input: build.stderr }).on("line", (line) => {
      tail.push(line);
      if (tail.length > 15) tail.shift();
      if (line.startsWith("go: downloading")) downloaded += 1;
      else compiled += 1;
      const seconds = Math.round((Date.now() - started) / 1000);
      spinner.update({
        text: `Building the Pulumi CLI v${version}: ${downloaded} modules downloaded, ${compiled} packages compiled, ${seconds} s`,
      });
    });
    build.once("error", reject);
    build.once("close", (code) => {
      const seconds = Math.round((Date.now() - started) / 1000);
      if (code === 0) {
        spinner.success({ text: `Built the Pulumi CLI v${version} in ${seconds} s` });
        resolve();
        return;
      }
      spinner.error({ text: `go build exited with code ${String(code)}` });
      reject(new SandboxError(tail.join("\n")));
    });
  });
}
