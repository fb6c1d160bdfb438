/** `drydock upgrade`: the changes of a new version of this package. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Surroundings } from "../surroundings";
import { compareVersions } from "../offline/engine/cli/version";
import { packageFolder, packageVersion } from "../offline/package-folder";
import { readBaseline } from "../offline/preview/baseline";
import { previewStacks } from "../offline/preview/run";
import { targetsOf } from "../offline/preview/targets";
import { changesSince } from "./changelog";

/** The user's choices. */
export interface UpgradeOptions {
  /** None means all of the repository's stacks. */
  readonly stack: readonly string[];
  readonly accept: boolean;
}

/** The first version, whose baselines do not say which version wrote them. */
const firstVersion = "0.1.0";

/** @returns the exit code of the preview */
export async function upgradeStacks(
  { stack, accept }: UpgradeOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, out } = surroundings;
  const versions = targetsOf(folder, { stacks: stack, accept })
    .flatMap(({ request }) =>
      request.baseline === undefined ? [] : [readBaseline(request.baseline)],
    )
    .flatMap((baseline) => (baseline === undefined ? [] : [baseline.drydock ?? firstVersion]))
    .sort(compareVersions);
  const [from] = versions;
  const installed = packageVersion();
  if (from === undefined) out("No baseline was accepted yet.\n\n");
  else if (from === installed) {
    out(`The baselines were accepted with this version, ${installed}.\n\n`);
  } else {
    const changelog = readFileSync(join(packageFolder, "CHANGELOG.md"), "utf8");
    out(`Drydock ${from} to ${installed}\n\n${changesSince(changelog, from)}\n`);
  }
  const formats = { tree: false, json: false, markdown: false, annotations: false, watch: false };
  const options = { stack, accept, ...formats, check: !accept, pack: "here" } as const;
  return previewStacks(options, surroundings);
}
