import { gatewayServices as knownGatewayServices } from "../facts/endpoint-services";
import type { ArgumentProblem } from "../internal/arguments";
import { isGatewayService } from "../model/endpoint-plan";

/** What of the arguments decides whether endpoints can be made. */
export interface EndpointDecisions {
  readonly interfaceServices: readonly string[];
  readonly gatewayServices: readonly string[];
  readonly subnetCount: number;
}

/** Everything that is wrong with the arguments of `VpcEndpoints`, by argument name. */
export function endpointProblems(args: EndpointDecisions): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  if (args.interfaceServices.length > 0 && args.subnetCount === 0) {
    problems.push({
      propertyPath: "subnetIds",
      reason: `is empty, but ${args.interfaceServices.join(", ")} need a subnet; give at least one.`,
    });
  }
  for (const service of args.gatewayServices.filter((service) => !isGatewayService(service))) {
    problems.push({
      propertyPath: "gatewayServices",
      reason: `"${service}" has no gateway endpoint, only ${knownGatewayServices.join(" and ")} have; move it to interfaceServices.`,
    });
  }
  for (const service of repeated([...args.interfaceServices, ...args.gatewayServices])) {
    problems.push({
      propertyPath: args.interfaceServices.includes(service)
        ? "interfaceServices"
        : "gatewayServices",
      reason: `"${service}" is asked for more than once; name each service once.`,
    });
  }
  return problems;
}

function repeated(services: readonly string[]): string[] {
  return [...new Set(services.filter((service, index) => services.indexOf(service) !== index))];
}
