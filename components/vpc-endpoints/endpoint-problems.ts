import type { z } from "zod";
import { gatewayServices as knownGatewayServices } from "../facts/endpoint-services";
import { type ModelProblem, problemIf, within } from "../model/check/problem";
import { endpointNameProblems } from "../model/endpoints";
import { isGatewayService } from "../model/endpoint-plan";
import { regionProblems } from "../model/region";
import type { vpcEndpointsArgs } from "./shape";

type EndpointSettings = Pick<
  z.output<typeof vpcEndpointsArgs>,
  "region" | "interfaceServices" | "gatewayServices" | "subnetIds"
>;

/** Returns the problems of the arguments of `VpcEndpoints`. */
export function endpointProblems(args: EndpointSettings): ModelProblem[] {
  const { region, interfaceServices, gatewayServices, subnetIds } = args;
  return [
    ...within(["region"], regionProblems(region)),
    ...problemIf(interfaceServices.length > 0 && subnetIds.length === 0, {
      path: ["subnetIds"],
      related: [["interfaceServices"]],
      message: `There is no subnet, but ${interfaceServices.join(", ")} need one.`,
      allowed: "at least one subnet",
      fix: "Give one for each zone in use.",
    }),
    ...within(["interfaceServices"], endpointNameProblems(interfaceServices)),
    ...within(["gatewayServices"], endpointNameProblems(gatewayServices)),
    ...gatewayServices.flatMap((service, index) => gatewayProblems(service, index, args)),
  ];
}

function gatewayProblems(
  service: string,
  index: number,
  { interfaceServices }: EndpointSettings,
): ModelProblem[] {
  const path = ["gatewayServices", index];
  if (!isGatewayService(service)) {
    return [
      {
        path,
        message: `${service} has no gateway endpoint.`,
        allowed: knownGatewayServices.join(", "),
        fix: "Move it to interfaceServices.",
      },
    ];
  }
  return problemIf(interfaceServices.includes(service), {
    path,
    related: [["interfaceServices"]],
    message: `${service} is under interfaceServices as well.`,
    fix: "Remove one of the two.",
  });
}
