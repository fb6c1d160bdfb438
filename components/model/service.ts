import type { z } from "zod";
import { withReading } from "./check/advice";
import type { Declared } from "./check/check";
import type { ModelProblem } from "./check/problem";
import { alarmProblems, alarms, type Watched } from "./alarms";
import { mainContainerShape } from "./container";
import { capacity, deployment } from "./deployment";
import { type Deployed, deploymentProblems } from "./deployment-rules";
import { cidr } from "./cidr";
import { exposureProblems, type Exposed } from "./exposure";
import { type Discovered, discovery, discoveryProblems } from "./discovery";
import { permissionProblems, type Statement } from "./permissions";
import { type Connected, networkRouteProblems } from "./network-route";
import { seconds, several, severalNamed, strict, whole } from "./primitives";
import { routeForm } from "./readings";
import { routeLoadBalancer, type Routed, routeProblems, routeShape } from "./route";
import { scaling } from "./scaling";
import { type Scaled, scalingProblems } from "./scaling-rules";
import { serviceNames } from "./service-names";
import { signIn, type SignedIn, signInProblems } from "./sign-in";
import { stackContainerShape, stackSidecar } from "./stack-container";
import { surroundingsShape } from "./surroundings";
import { taskProblems, type TaskSettings, taskShape } from "./task";

/** Settings of a service, beside those of its task, that a stack file and arguments have in common. */
export const serviceShape = {
  capacity: capacity.prefault({}).describe("On demand and Spot. Defaults to on demand only."),
  deployment: deployment
    .prefault({})
    .describe("How a new version replaces the old. A failed one is rolled back."),
  healthCheckGracePeriodSeconds: seconds
    .default(60)
    .describe(
      "Seconds after the start in which failed load-balancer checks do not count. Defaults to 60.",
    ),
  discovery,
  allowedCidrs: several(
    cidr("203.0.113.0/24"),
    "Addresses that may connect to containerPort at a task's public address, without a load balancer.",
  ),
  desiredCount: whole(0, 5000)
    .optional()
    .describe("Tasks to run where nothing scales. Defaults to 1."),
};

/** What sign-in before a route does. */
export const signInText =
  "Users sign in before a request reaches the service, which then has their claims in a signed header. Needs HTTPS and a " +
  "rolling deployment. Defaults to no sign-in.";

/** A service of a stack file. */
export const stackService = strict({
  ...stackContainerShape,
  ...taskShape,
  ...mainContainerShape,
  route: withReading(
    strict({
      ...routeShape,
      loadBalancer: routeLoadBalancer,
      signIn: signIn.optional().describe(signInText),
    }),
    routeForm,
  )
    .optional()
    .describe("Which requests the load balancer sends to this service. Defaults to none."),
  names: serviceNames,
  sidecars: severalNamed(stackSidecar, "Further containers of the task."),
  ...serviceShape,
  ...surroundingsShape,
  scaling: scaling
    .optional()
    .describe(
      "Change the number of tasks by itself. Several policies may act: the one that wants most tasks wins.",
    ),
  alarms: alarms
    .optional()
    .describe(
      "Settings of its alarms, which it has where drydock:alerts says who hears of them. Defaults to the defaults of each.",
    ),
}).describe("A Fargate service.");

export type StackService = z.output<typeof stackService>;

/** A service, as far as the rules on one service go. */
type Service = TaskSettings &
  Routed &
  Connected &
  SignedIn &
  Deployed &
  Scaled &
  Watched &
  Discovered &
  Exposed & { readonly permissions: readonly Statement[] };

/** Everything that the settings of one service have to agree on. */
export function serviceProblems(
  name: string,
  service: Service,
  declared: Declared,
): ModelProblem[] {
  return [
    ...taskProblems(name, service, declared),
    ...routeProblems(service),
    ...networkRouteProblems(service),
    ...signInProblems(service),
    ...scalingProblems(service),
    ...alarmProblems(service, declared),
    ...deploymentProblems(name, service),
    ...discoveryProblems(service),
    ...exposureProblems(service),
    ...permissionProblems(service.permissions),
  ];
}
