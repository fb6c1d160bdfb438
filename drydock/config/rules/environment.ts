import { encryptedArnProblems, parameterKind } from "drydock-components/model/arns";
import { within } from "drydock-components/model/check/problem";
import { endpointNameProblems } from "drydock-components/model/endpoints";
import { ingressProblems } from "drydock-components/model/ingress";
import { networkProblems, zoneProblems } from "drydock-components/model/network";
import { secretProblems } from "drydock-components/model/secrets";
import { tagProblems } from "drydock-components/model/tags";
import { tasksOf } from "../tasks";
import { containers, type Rule } from "./rule";

/** Rules for the surroundings of services: tags, network, load balancer and secrets. */
export const environment: Rule = (config, context) => {
  const { region } = context;
  const { account, network, ingress } = config;
  const home = { region, account };
  const objects = containers(config).some(({ container }) => container.envFiles.length > 0);
  const stated = context.declared(["network"]).includes("availabilityZones");
  return [
    ...within(["tags"], tagProblems(config.tags, { objects })),
    ...within(["network"], networkProblems(network)),
    ...(region === undefined || config.existing.network !== undefined
      ? []
      : within(["network"], zoneProblems(network, { region, stated }))),
    ...(ingress === undefined ? [] : within(["ingress"], ingressProblems(ingress, home))),
    ...Object.entries(config.secrets).flatMap(([name, secret]) =>
      within(["secrets", name], secretProblems(secret, home)),
    ),
    ...tasksOf(config).flatMap(({ task, path }) =>
      within([...path, "awsServices"], endpointNameProblems(task.awsServices)),
    ),
    ...containers(config).flatMap(({ container, path }) =>
      Object.entries(container.secrets).flatMap(([name, reference]) =>
        "parameterArn" in reference
          ? within(
              [...path, "secrets", name],
              encryptedArnProblems(
                "parameterArn",
                {
                  arn: reference.parameterArn,
                  kmsKeyArn: reference.kmsKeyArn,
                  kind: parameterKind,
                },
                home,
              ),
            )
          : [],
      ),
    ),
  ];
};
