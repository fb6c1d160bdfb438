/** Chooses the Pulumi CLI: the one on PATH, else the one that `npx drydock sandbox cli` built. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { SandboxError } from "../errors";
import { builtCli, compareVersions, minimumVersion, pinnedVersion } from "./version";

/** A usable CLI. */
export interface PulumiCli {
  /** Absolute path. */
  readonly path: string;
  /** Without the leading v. */
  readonly version: string;
  /** A remark for the user about the choice. */
  readonly remark?: string;
}

/** Candidate paths and their versions; tests pass their own. */
export interface CliSearch {
  readonly onPath: string | undefined;
  readonly built: string | undefined;
  readonly versionOf: (path: string) => string | undefined;
}

/** @throws SandboxError with three lines on how to install a CLI */
export function findCli(search: CliSearch = searchHere()): PulumiCli {
  const { onPath, built, versionOf } = search;
  const pathVersion = onPath === undefined ? undefined : versionOf(onPath);
  if (onPath !== undefined && pathVersion !== undefined) {
    if (compareVersions(pathVersion, minimumVersion) >= 0) {
      return { path: onPath, version: pathVersion };
    }
  }
  const complaint =
    onPath === undefined
      ? "There is no pulumi on PATH."
      : `${onPath} is ${pathVersion === undefined ? "not a working Pulumi CLI" : `version ${pathVersion}; the sandbox needs ${minimumVersion} or newer`}.`;
  const builtVersion = built === undefined ? undefined : versionOf(built);
  if (built !== undefined && builtVersion !== undefined) {
    return {
      path: built,
      version: builtVersion,
      ...(onPath === undefined
        ? {}
        : { remark: `${complaint} Using the one that npx drydock sandbox cli built.` }),
    };
  }
  throw new SandboxError(
    `${complaint} Two ways to get one:\n` +
      "  the official installer:  https://www.pulumi.com/docs/iac/download-install/\n" +
      `  with Go, about 5 minutes once:  npx drydock sandbox cli   (builds v${pinnedVersion()})`,
  );
}

function searchHere(): CliSearch {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !folder.includes("node_modules"))
    .map((folder) => join(folder, process.platform === "win32" ? "pulumi.exe" : "pulumi"))
    .find((path) => existsSync(path));
  const built = builtCli();
  return { onPath, built: existsSync(built) ? built : undefined, versionOf };
}

/** The version that the CLI prints, or undefined if it does not run. */
export function versionOf(path: string): string | undefined {
  try {
    const output = execFileSync(path, ["version"], {
      encoding: "utf8",
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    return /^v?(\d+\.\d+\.\d+\S*)/.exec(output.trim())?.[1];
  } catch {
    return undefined;
  }
}
