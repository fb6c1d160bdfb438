import { quotas } from "drydock-components/facts/quotas";
import { type ModelProblem } from "drydock-components/model/check/problem";
import { containersOf, type NamedService, services, type Rule } from "./rule";

/** What the containers of one task have to agree on. */
export const taskContainers: Rule = (config) =>
  services(config).flatMap((owner) => [
    ...tooMany(owner),
    ...sameName(owner),
    ...samePort(owner),
    ...reservations(owner),
    ...loneProcessSharing(owner),
    ...readOnlyExec(owner),
  ]);

function tooMany({ service, path }: NamedService): ModelProblem[] {
  const most = quotas.ecs.containersPerTaskDefinition;
  const count = Object.keys(service.sidecars).length + 1;
  if (count <= most) return [];
  return [
    {
      path: [...path, "sidecars"],
      at: "key",
      showValue: false,
      message: `This task has ${count} containers, the main one among them.`,
      allowed: `at most ${most} containers`,
      fix: "Move some into a service of their own.",
    },
  ];
}

function sameName({ name, service, path }: NamedService): ModelProblem[] {
  if (!Object.hasOwn(service.sidecars, name)) return [];
  return [
    {
      path: [...path, "sidecars", name],
      at: "key",
      showValue: false,
      message: "The main container has the name of the service, so no sidecar can have it.",
      fix: "Rename the sidecar.",
    },
  ];
}

/** The containers of a task share one network address. */
function samePort(owner: NamedService): ModelProblem[] {
  const holders = new Map<number, string>();
  return containersOf(owner).flatMap(({ name, container, path }) => {
    const port = container.containerPort;
    if (port === undefined) return [];
    const holder = holders.get(port);
    if (holder === undefined) {
      holders.set(port, name);
      return [];
    }
    return [
      {
        path: [...path, "containerPort"],
        related: [[...owner.path, "containerPort"]],
        message: `The container ${holder} of this task listens on the same port.`,
        allowed: "a port that no other container of the task has",
        fix: "Let one of the two listen on another port.",
      },
    ];
  });
}

function reservations({ service, path }: NamedService): ModelProblem[] {
  const sidecars = Object.values(service.sidecars);
  const cpu = sidecars.reduce((sum, sidecar) => sum + (sidecar.cpu ?? 0), 0);
  const memory = sidecars.reduce((sum, sidecar) => sum + (sidecar.memoryMiB ?? 0), 0);
  const sidecarsPath = [...path, "sidecars"];
  return [
    ...(cpu > service.cpu
      ? [
          {
            path: sidecarsPath,
            at: "key" as const,
            showValue: false,
            related: [[...path, "cpu"]],
            message: `The sidecars reserve ${cpu} CPU units; the task has ${service.cpu}.`,
            fix: "Give the service more cpu, or the sidecars less.",
          },
        ]
      : []),
    // The main container needs some: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
    ...(memory >= service.memoryMiB && memory > 0
      ? [
          {
            path: sidecarsPath,
            at: "key" as const,
            showValue: false,
            related: [[...path, "memoryMiB"]],
            message:
              `The sidecars reserve ${memory} MiB of memory; the task has ${service.memoryMiB}, ` +
              "and the main container needs a part of it.",
            fix: "Give the service more memoryMiB, or the sidecars less.",
          },
        ]
      : []),
  ];
}

function loneProcessSharing({ service, path }: NamedService): ModelProblem[] {
  if (service.pidMode === undefined || Object.keys(service.sidecars).length > 0) return [];
  return [
    {
      path: [...path, "pidMode"],
      related: [[...path, "sidecars"]],
      message: "Containers would share their processes, and this task has one container only.",
      allowed: "pidMode where there are sidecars",
      fix: "Remove pidMode, or add the sidecar that is to see the processes.",
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
function readOnlyExec({ service, path }: NamedService): ModelProblem[] {
  if (!service.exec || !service.readonlyRootFilesystem) return [];
  return [
    {
      path: [...path, "exec"],
      related: [[...path, "readonlyRootFilesystem"]],
      message: "ECS Exec writes into the container's root file system, which is read-only.",
      allowed: "exec: true together with readonlyRootFilesystem: false",
      fix: "Add readonlyRootFilesystem: false to the service, or set exec to false.",
    },
  ];
}
