/**
 * Missing dependencies that keep a service's tasks from starting. AWS reports them
 * minutes later, one task after another; here the service's call fails with all of them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";
import { imageType } from "../other";
import type { CloudStore } from "../store";
import type { Situation } from "../types";
import { parseJson, textAt, textsAt, valuesAt } from "../values";
import { containersOf } from "./containers";
import { mountTargetType } from "./efs";
import { reaches } from "./reach";
import { objectType } from "./s3";
import { secretType, versionsOf } from "./secrets-manager";
import { subnetType } from "./vpc";
import { endpointType } from "./vpc-endpoints";

/** A task about to start: its definition and where it runs. */
interface Start {
  readonly store: CloudStore;
  readonly definition: PropertyBag;
  readonly containers: readonly PropertyBag[];
  readonly service: PropertyBag;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
}

/** All reasons at once; none if the tasks start. */
export function tasksCannotStart({ store, object }: Situation): string[] {
  const arn = textAt(object.inputs, "taskDefinition");
  const definition = store
    .ofType("aws:ecs/taskDefinition:TaskDefinition")
    .find(({ state }) => state["arn"] === arn)?.inputs;
  if (definition === undefined) return [`the task definition ${arn} does not exist`];
  const start: Start = {
    store,
    definition,
    containers: containersOf(definition),
    service: object.inputs,
    subnets: textsAt(object.inputs, "networkConfiguration.subnets.*"),
    groups: textsAt(object.inputs, "networkConfiguration.securityGroups.*"),
  };
  return [
    ...images(start),
    ...secrets(start),
    ...environmentFiles(start),
    ...volumes(start),
    ...grants(start),
    ...endpoints(start),
    ...loadBalancers(start),
  ];
}

const ecrImage = /^(\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[^@:]+)([@:].+)$/;

/** `CannotPullContainerError`. Other repositories exist before the program. */
function images({ store, containers }: Start): string[] {
  const own = store
    .ofType("aws:ecr/repository:Repository")
    .map(({ state }) => textAt(state, "repositoryUrl"));
  const pushed = store.ofType(imageType).map(({ state }) => textAt(state, "ref"));
  return containers
    .map((container) => textAt(container, "image"))
    .filter((image) => own.includes(ecrImage.exec(image)?.[1] ?? "") && !pushed.includes(image))
    .map((image) => `CannotPullContainerError: ${image}: not found`);
}

/**
 * `valueFrom` is `<ARN>:<key>:<stage>:<version id>`; the ARN itself has seven parts. Other secrets
 * exist before the program.
 */
function secrets({ store, containers }: Start): string[] {
  return containers
    .flatMap((container) => textsAt(container, "secrets.*.valueFrom"))
    .filter((reference) => /^arn:[^:]+:secretsmanager:/.test(reference))
    .flatMap((reference) => {
      const parts = reference.split(":");
      const arn = parts.slice(0, 7).join(":");
      if (store.find(secretType, arn) === undefined) return [];
      const problem = valueProblem(store, arn, parts.slice(7));
      return problem === undefined ? [] : [`ResourceInitializationError: ${problem} (${arn})`];
    });
}

function valueProblem(
  store: CloudStore,
  arn: string,
  [key = "", stage = "", versionId = ""]: readonly string[],
): string | undefined {
  const wanted = stage === "" && versionId === "" ? "AWSCURRENT" : stage;
  const version = versionsOf(store, arn).find(
    ({ state }) =>
      (versionId === "" || state["versionId"] === versionId) &&
      (wanted === "" || textsAt(state, "versionStages.*").includes(wanted)),
  );
  if (version === undefined) {
    const which = versionId === "" ? `staging label: ${wanted}` : `VersionId: ${versionId}`;
    return `Secrets Manager can't find the specified secret value for ${which}`;
  }
  const value = parseJson(textAt(version.inputs, "secretString"));
  if (key === "" || (isBag(value) && key in value)) return undefined;
  return `retrieved secret from Secrets Manager did not contain json key ${key}`;
}

function environmentFiles({ store, containers }: Start): string[] {
  const held = store
    .ofType(objectType)
    .map(({ inputs }) => `${textAt(inputs, "bucket")}/${textAt(inputs, "key")}`);
  return containers
    .flatMap((container) => textsAt(container, "environmentFiles.*.value"))
    .filter((arn) => !held.includes(arn.split(":::")[1] ?? ""))
    .map((arn) => `ResourceInitializationError: failed to download env files: ${arn}: 404`);
}

const zoneOf = (store: CloudStore, subnet: string): string =>
  textAt(store.find(subnetType, subnet)?.inputs ?? {}, "availabilityZone");

/** Each zone of the service needs a mount target that its tasks can reach. */
function volumes({ store, definition, subnets, groups }: Start): string[] {
  return valuesAt(definition, "volumes.*.efsVolumeConfiguration").flatMap((volume) => {
    if (!isBag(volume)) return [];
    const fileSystem = textAt(volume, "fileSystemId");
    const targets = store
      .ofType(mountTargetType)
      .filter(({ inputs }) => textAt(inputs, "fileSystemId") === fileSystem);
    const zones = targets.map(({ inputs }) => zoneOf(store, textAt(inputs, "subnetId")));
    const missing = subnets
      .map((subnet) => zoneOf(store, subnet))
      .filter((zone) => !zones.includes(zone));
    const accessPoint = textAt(volume, "authorizationConfig.accessPointId");
    const unreachable = targets.filter(
      ({ inputs }) =>
        !reaches(store, { from: groups, to: textsAt(inputs, "securityGroups.*"), port: 2049 }),
    );
    return [
      ...missing.map(
        (zone) => `ResourceInitializationError: ${fileSystem} has no mount target in ${zone}`,
      ),
      ...unreachable
        .slice(0, 1)
        .map(
          () =>
            `ResourceInitializationError: no rule lets the tasks reach ${fileSystem} on port 2049`,
        ),
      ...(accessPoint === "" ||
      store.find("aws:efs/accessPoint:AccessPoint", accessPoint) !== undefined
        ? []
        : [`ResourceInitializationError: the access point ${accessPoint} does not exist`]),
    ];
  });
}

/** A role without a policy has no rights: its policy does not exist yet. */
function grants({ store, definition, containers, service }: Start): string[] {
  const needsExecutionRole = containers.some(
    (container) =>
      ecrImage.test(textAt(container, "image")) ||
      valuesAt(container, "secrets.*").length > 0 ||
      valuesAt(container, "environmentFiles.*").length > 0,
  );
  const needsTaskRole =
    service["enableExecuteCommand"] === true ||
    valuesAt(definition, "volumes.*.efsVolumeConfiguration").length > 0;
  return [
    ...(needsExecutionRole ? ["executionRoleArn"] : []),
    ...(needsTaskRole ? ["taskRoleArn"] : []),
  ]
    .map((property) => textAt(definition, property))
    .filter((arn) => !hasPolicy(store, arn))
    .map((arn) => `AccessDeniedException: the role ${arn === "" ? "(none)" : arn} has no policy`);
}

function hasPolicy(store: CloudStore, roleArn: string): boolean {
  const name = roleArn.split("/").at(-1) ?? "";
  return ["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"]
    .flatMap((type) => store.ofType(type))
    .some(({ inputs }) => textAt(inputs, "role") === name);
}

/** Without internet access, each AWS service used at a task's start needs an endpoint. */
function endpoints(start: Start): string[] {
  const { store, service, subnets, groups } = start;
  if (subnets.length === 0) return [];
  const isPublic =
    textsAt(service, "networkConfiguration.assignPublicIp").length > 0 ||
    valuesAt(service, "networkConfiguration.assignPublicIp").includes(true);
  if (isPublic || subnets.every((subnet) => hasDefaultRoute(store, subnet))) return [];
  const vpc = textAt(store.find(subnetType, subnets[0] ?? "")?.inputs ?? {}, "vpcId");
  const present = store
    .ofType(endpointType)
    .filter(({ inputs }) => textAt(inputs, "vpcId") === vpc);
  return needed(start).flatMap((wanted) => {
    const endpoint = present.find(({ inputs }) =>
      textAt(inputs, "serviceName").endsWith(`.${wanted}`),
    );
    if (endpoint === undefined) {
      return [
        `ResourceInitializationError: no route to ${wanted}: no NAT gateway and no VPC endpoint`,
      ];
    }
    const to = textsAt(endpoint.inputs, "securityGroupIds.*");
    return to.length === 0 || reaches(store, { from: groups, to, port: 443 })
      ? []
      : [
          `ResourceInitializationError: no rule lets the tasks reach the endpoint ${wanted} on port 443`,
        ];
  });
}

function needed({ containers }: Start): string[] {
  const uses = (path: string, pattern: RegExp) =>
    containers.some((container) => textsAt(container, path).some((value) => pattern.test(value)));
  const other = containers
    .map((container) => textAt(container, "image"))
    .find((image) => !ecrImage.test(image));
  return [
    ...(uses("image", ecrImage) ? ["ecr.api", "ecr.dkr", "s3"] : []),
    ...(other === undefined ? [] : [`the registry of ${other}`]),
    ...(uses("logConfiguration.logDriver", /^awslogs$/) ? ["logs"] : []),
    ...(uses("secrets.*.valueFrom", /:secretsmanager:/) ? ["secretsmanager"] : []),
    ...(uses("secrets.*.valueFrom", /:ssm:/) ? ["ssm"] : []),
    ...(uses("environmentFiles.*.value", /:s3:/) ? ["s3"] : []),
  ].filter((service, index, all) => all.indexOf(service) === index);
}

function hasDefaultRoute(store: CloudStore, subnet: string): boolean {
  const tables = store
    .ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")
    .filter(({ inputs }) => textAt(inputs, "subnetId") === subnet)
    .map(({ inputs }) => textAt(inputs, "routeTableId"));
  return store
    .ofType("aws:ec2/route:Route")
    .some(
      ({ inputs }) =>
        tables.includes(textAt(inputs, "routeTableId")) && textAt(inputs, "natGatewayId") !== "",
    );
}

/** A load balancer that cannot reach its targets never finds them healthy. */
function loadBalancers({ store, service, groups }: Start): string[] {
  return valuesAt(service, "loadBalancers.*").flatMap((entry: PropertyValue) => {
    if (!isBag(entry)) return [];
    const port = Number(entry["containerPort"]);
    const from = store
      .ofType("aws:lb/loadBalancer:LoadBalancer")
      .map(({ inputs }) => textsAt(inputs, "securityGroups.*"));
    if (
      from.length === 0 ||
      from.some((source) => reaches(store, { from: source, to: groups, port }))
    ) {
      return [];
    }
    return [`the load balancer cannot reach the tasks on port ${port}: health checks fail`];
  });
}
