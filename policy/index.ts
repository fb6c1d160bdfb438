import { PolicyPack } from "@pulumi/policy";
import { programDirs } from "./lib/session";
import { changedSources } from "./lib/stale-build";
import { createPolicies } from "./pack";

const [changed, ...others] = changedSources(__dirname);
if (changed !== undefined) {
  // The engine shows this text; an error would add a stack trace.
  process.stderr.write(
    `drydock-policy is older than its sources (${changed}${others.length === 0 ? "" : ` and ${others.length} more`} ` +
      "changed): yesterday's rules would judge. Build it: npm run build\n",
  );
  process.exit(1);
}

new PolicyPack("drydock-policy", {
  displayName: "Drydock: Amazon ECS on AWS Fargate",
  description:
    "Guards Amazon ECS on AWS Fargate and the resources around it, in any Pulumi program.",
  provider: "aws",
  enforcementLevel: "advisory",
  policies: createPolicies({
    programDirs: programDirs(process.cwd()),
    clock: () => new Date(),
  }),
});
