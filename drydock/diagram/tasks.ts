/** What tasks read and mount, by their definitions. */
import type { PropertyBag } from "../offline/capture/types";
import { isBag } from "../offline/capture/values";
import { containersOf } from "../offline/cloud/aws/containers";
import { textAt, textsAt, valuesAt } from "../offline/cloud/values";
import { count } from "../offline/words";
import { workloadsOf } from "./jobs";
import type { Part, PicturedResource, Source } from "./source";
import type { DiagramEdge, DiagramNode } from "./model";

/** Volumes, secrets and environment files of the tasks of every service and job. */
export function dependenciesOf(source: Source): Part {
  const parts = workloadsOf(source).map(({ id, task }): Part => {
    const containers = containersOf(task.inputs);
    const read = [...secretsOf(source, containers), ...filesOf(source, containers)];
    return {
      nodes: read.map(({ node }) => node),
      edges: [
        ...mountsOf(source, { task, containers }).map((edge) => ({ ...edge, from: id })),
        ...read.map(({ node, label }) => ({
          from: id,
          to: node.id,
          labels: [label],
          because: [task.urn],
        })),
      ],
    };
  });
  return { nodes: parts.flatMap(({ nodes }) => nodes), edges: parts.flatMap(({ edges }) => edges) };
}

interface Read {
  readonly node: DiagramNode;
  readonly label: string;
}

/** `arn:aws:secretsmanager:us-east-2:111122223333:secret:name-AbCdEf` without key, stage and version. */
const secretArn = (reference: string): string => reference.split(":").slice(0, 7).join(":");

function secretsOf(source: Source, containers: readonly PropertyBag[]): Read[] {
  const references = containers.flatMap((container) => textsAt(container, "secrets.*.valueFrom"));
  return [...Map.groupBy(references, secretArn)].map(([arn, own]) => {
    const secret = source
      .of("secretsmanager/secret:Secret")
      .find(({ outputs }) => outputs["arn"] === arn);
    const name = secret?.name ?? arn.split(/:secret:|:parameter\//).at(-1) ?? arn;
    const isSecret = arn.includes(":secret:");
    return {
      node: {
        id: secret?.urn ?? arn,
        kind: "secret",
        icon: isSecret ? "AWSSecretsManager" : "AWSSystemsManager",
        name,
        lines: [isSecret ? "secret" : "parameter"],
        area: "region",
      },
      label: count(own.length, "variable"),
    };
  });
}

function filesOf(source: Source, containers: readonly PropertyBag[]): Read[] {
  const files = containers.flatMap((container) => textsAt(container, "environmentFiles.*.value"));
  return [...Map.groupBy(files, (arn) => arn.split("/")[0] ?? arn)].map(([arn, own]) => {
    const bucket = source.of("s3/bucket:Bucket").find(({ outputs }) => outputs["arn"] === arn);
    const name = bucket?.name ?? arn.split(":").at(-1) ?? arn;
    return {
      node: {
        id: bucket?.urn ?? arn,
        kind: "bucket",
        icon: "AmazonSimpleStorageService",
        name,
        lines: ["bucket"],
        area: "region",
      },
      label: count(own.length, "environment file"),
    };
  });
}

function mountsOf(
  source: Source,
  {
    task,
    containers,
  }: { readonly task: PicturedResource; readonly containers: readonly PropertyBag[] },
): Omit<DiagramEdge, "from">[] {
  return valuesAt(task.inputs, "volumes.*").flatMap((volume) => {
    if (!isBag(volume)) return [];
    const id = textAt(volume, "efsVolumeConfiguration.fileSystemId");
    const fileSystem = source
      .of("efs/fileSystem:FileSystem")
      .find(({ outputs }) => outputs["id"] === id);
    if (fileSystem === undefined) return [];
    const points = containers
      .flatMap((container) => valuesAt(container, "mountPoints.*"))
      .filter(isBag)
      .filter((point) => point["sourceVolume"] === volume["name"])
      .map((point) => textAt(point, "containerPath"));
    return [{ to: fileSystem.urn, labels: [...new Set(points)], because: [task.urn] }];
  });
}
