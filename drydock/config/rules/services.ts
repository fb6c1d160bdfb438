import { within } from "drydock-components/model/check/problem";
import { serviceProblems } from "drydock-components/model/service";
import type { ModelProblem } from "drydock-components/model/check/problem";
import type { StackConfig } from "../schema";
import { type NamedService, services, type Rule, type RuleContext } from "./rule";

/** Rules for settings of one service that must agree. */
export const serviceSettings: Rule = (config, context) =>
  services(config).flatMap((owner) => [
    ...within(
      owner.path,
      serviceProblems(owner.name, owner.service, (inside) =>
        context.declared([...owner.path, ...inside]),
      ),
    ),
    ...takenNames(owner, config, context),
    ...uselessName(owner),
  ]);

/** Physical names that another service has. */
function takenNames(
  { name, service, path }: NamedService,
  config: StackConfig,
  { contract }: RuleContext,
): ModelProblem[] {
  return (["service", "targetGroup", "logGroup"] as const).flatMap((key) => {
    const own = service.names[key];
    if (own === undefined) return [];
    const all = services(config);
    const first = all.find((one) => one.service.names[key] === own);
    // On a platform the default names start with the stack's.
    const byDefault =
      key === "service" && contract === undefined
        ? all.find((one) => one.name === own && one.service.names.service === undefined)
        : undefined;
    const other = first?.name === name ? byDefault : first;
    if (other === undefined) return [];
    const said = other.service.names[key] !== undefined;
    return [
      {
        path: [...path, "names", key],
        related: [said ? [...other.path, "names", key] : other.path],
        message: `${other.name} has this name already.`,
        fix: "Give one of the two another name.",
      },
    ];
  });
}

function uselessName({ service, path }: NamedService): ModelProblem[] {
  if (service.names.targetGroup === undefined || service.route !== undefined) return [];
  return [
    {
      path: [...path, "names", "targetGroup"],
      related: [[...path, "route"]],
      message: "A service without a route has no target group.",
      fix: "Remove it, or add a route.",
    },
  ];
}
