import { alertProblems } from "drydock-components/model/alerts";
import { encryptedArnProblems, parameterKind } from "drydock-components/model/arns";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { endpointNameProblems } from "drydock-components/model/endpoints";
import { ingressProblems, loadBalancerNameProblems } from "drydock-components/model/ingress";
import { networkProblems, zoneProblems } from "drydock-components/model/network";
import { secretProblems } from "drydock-components/model/secrets";
import { tagProblems } from "drydock-components/model/tags";
import { loadBalancersOf } from "../load-balancers";
import type { StackConfig } from "../schema";
import { tasksOf } from "../tasks";
import { containers, type Rule, type RuleContext, services } from "./rule";

/** Rules for the surroundings of services: tags, network, load balancer and secrets. */
export const environment: Rule = (config, context) => {
  const { region } = context;
  const { account, alerts, network } = config;
  const home = { region, account };
  const objects = containers(config).some(({ container }) => container.envFiles.length > 0);
  const stated = context.declared(["network"]).includes("availabilityZones");
  return [
    ...within(["tags"], tagProblems(config.tags, { objects })),
    ...(alerts === undefined
      ? context.contract === undefined
        ? [...alarmsForNobody(config, context), ...rollbackOnNothing(config)]
        : []
      : within(["alerts"], alertProblems(alerts, home))),
    ...within(["network"], networkProblems(network)),
    ...(region === undefined || config.existing.network !== undefined
      ? []
      : within(["network"], zoneProblems(network, { region, stated }))),
    ...loadBalancersOf(config).flatMap(({ path, settings }) =>
      settings === undefined ? [] : within(path, ingressProblems(settings, home)),
    ),
    ...Object.keys(config.loadBalancers).flatMap((name) =>
      within(["loadBalancers", name], loadBalancerNameProblems(name)),
    ),
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

function alarmsForNobody(config: StackConfig, { declared }: RuleContext): ModelProblem[] {
  return services(config)
    .filter(({ path }) => declared(path).includes("alarms"))
    .map(({ path }) => ({
      path: [...path, "alarms"],
      at: "key",
      related: [["alerts"]],
      message: "Nobody would hear of these alarms, so there are none.",
      allowed: "alarms together with drydock:alerts",
      fix: "Add drydock:alerts: { email: [team@example.com] }, or remove this.",
    }));
}

function rollbackOnNothing(config: StackConfig): ModelProblem[] {
  return services(config)
    .filter(({ service }) => service.deployment.rollbackOn.length > 0)
    .map(({ path }) => ({
      path: [...path, "deployment", "rollbackOn"],
      at: "key",
      related: [["alerts"]],
      message: "Services have alarms of their own only where somebody hears of them.",
      allowed: "rollbackOn together with drydock:alerts, or alarmNames",
      fix: "Add drydock:alerts: { email: [team@example.com] }, or name existing alarms in alarmNames.",
    }));
}
