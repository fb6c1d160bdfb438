/** An account in which `web` is deployed, with a history of deployments. */
import type { ScalableTarget } from "@aws-sdk/client-application-auto-scaling";
import type { LogConfiguration, Service, ServiceDeployment } from "@aws-sdk/client-ecs";
import { z } from "zod";
import type { Script } from "./emulator";

export const arn = (resource: string): string => `arn:aws:ecs:us-east-2:111122223333:${resource}`;
export const definitionArn = (revision: number): string =>
  arn(`task-definition/shop-live-web:${revision}`);
export const deploymentArn = (number: number): string =>
  arn(`service-deployment/shop-live/web/${number}`);

/** What makes a container write to a log group. */
export const loggingTo = (group: string, prefix: string): LogConfiguration => ({
  logDriver: "awslogs",
  options: { "awslogs-group": group, "awslogs-stream-prefix": prefix },
});

/** `web`, which scales between 2 and 6 tasks. */
export const scaledWeb: ScalableTarget = {
  ServiceNamespace: "ecs",
  ResourceId: "service/shop-live/web",
  ScalableDimension: "ecs:service:DesiredCount",
  MinCapacity: 2,
  MaxCapacity: 6,
  RoleARN: "",
  CreationTime: new Date(0),
};

/** A deployment of a revision of the task definition. */
export interface Past extends ServiceDeployment {
  readonly revision: number;
}

const strings = z.array(z.string());

/** @param history newest first */
export function deployed(history: readonly Past[] = [], service: Service = {}): Script {
  const described = history.map(({ revision, ...one }, index): ServiceDeployment => ({
    serviceDeploymentArn: deploymentArn(index),
    status: "SUCCESSFUL",
    targetServiceRevision: { arn: arn(`service-revision/shop-live/web/${revision}`) },
    ...one,
  }));
  return {
    DescribeServices: {
      services: [
        {
          serviceName: "web",
          status: "ACTIVE",
          taskDefinition: definitionArn(history[0]?.revision ?? 12),
          desiredCount: 2,
          runningCount: 2,
          ...service,
        },
      ],
    },
    // In pages of two.
    ListServiceDeployments: ({ maxResults, nextToken }) => {
      const start = Number(nextToken ?? 0);
      const end = start + Math.min(2, Number(maxResults));
      return {
        serviceDeployments: described
          .slice(start, end)
          .map(({ serviceDeploymentArn }) => ({ serviceDeploymentArn })),
        ...(end < described.length ? { nextToken: String(end) } : {}),
      };
    },
    // In an order of its own, as AWS may.
    DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({
      serviceDeployments: described
        .filter((one) =>
          strings.parse(serviceDeploymentArns).includes(one.serviceDeploymentArn ?? ""),
        )
        .reverse(),
    }),
    DescribeServiceRevisions: ({ serviceRevisionArns }) => ({
      serviceRevisions: strings.parse(serviceRevisionArns).map((serviceRevisionArn) => ({
        serviceRevisionArn,
        taskDefinition: definitionArn(Number(serviceRevisionArn.split("/").at(-1))),
      })),
    }),
    ContinueServiceDeployment: ({ serviceDeploymentArn }) => ({
      serviceDeploymentArn: String(serviceDeploymentArn),
    }),
    UpdateService: { service: { serviceName: "web" } },
  };
}

/** A deployment that waits for somebody. */
export const waiting: Past = {
  revision: 13,
  status: "IN_PROGRESS",
  lifecycleStage: "POST_SCALE_UP",
  lifecycleHookDetails: [
    { hookId: "hook-1", targetType: "PAUSE", status: "AWAITING_ACTION" },
    { hookId: "hook-0", targetType: "AWS_LAMBDA", status: "SUCCEEDED" },
  ],
};
