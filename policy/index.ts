import { PolicyPack } from "@pulumi/policy";
import { programDirs } from "./lib/session";
import { createPolicies } from "./pack";

new PolicyPack("drydock-policy", {
  displayName: "Drydock: Amazon ECS on AWS Fargate",
  description: "Guards Amazon ECS on AWS Fargate, and what it stands on, in any Pulumi program.",
  provider: "aws",
  enforcementLevel: "advisory",
  policies: createPolicies({
    programDirs: programDirs(process.cwd()),
    clock: () => new Date(),
  }),
});
