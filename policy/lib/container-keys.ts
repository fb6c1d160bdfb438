import { keptByObject } from "./kept";
import { isProperties, type Properties } from "./reading";

/** Keys of a JSON object, each with those below it; `free` where names are the program's own. */
interface Shape {
  readonly [key: string]: Shape | "value" | "free";
}

const nameAndValue: Shape = { name: "value", value: "value" };
const secret: Shape = { name: "value", valueFrom: "value" };

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const container: Shape = {
  command: "value",
  cpu: "value",
  credentialSpecs: "value",
  dependsOn: { condition: "value", containerName: "value" },
  disableNetworking: "value",
  dnsSearchDomains: "value",
  dnsServers: "value",
  dockerLabels: "free",
  dockerSecurityOptions: "value",
  entryPoint: "value",
  environment: nameAndValue,
  environmentFiles: { type: "value", value: "value" },
  essential: "value",
  extraHosts: { hostname: "value", ipAddress: "value" },
  firelensConfiguration: { options: "free", type: "value" },
  healthCheck: {
    command: "value",
    interval: "value",
    retries: "value",
    startPeriod: "value",
    timeout: "value",
  },
  hostname: "value",
  image: "value",
  interactive: "value",
  links: "value",
  linuxParameters: {
    capabilities: { add: "value", drop: "value" },
    devices: { containerPath: "value", hostPath: "value", permissions: "value" },
    initProcessEnabled: "value",
    maxSwap: "value",
    sharedMemorySize: "value",
    swappiness: "value",
    tmpfs: { containerPath: "value", mountOptions: "value", size: "value" },
  },
  logConfiguration: { logDriver: "value", options: "free", secretOptions: secret },
  memory: "value",
  memoryReservation: "value",
  mountPoints: { containerPath: "value", readOnly: "value", sourceVolume: "value" },
  name: "value",
  portMappings: {
    appProtocol: "value",
    containerPort: "value",
    containerPortRange: "value",
    hostPort: "value",
    name: "value",
    protocol: "value",
    // Not of ECS: @pulumi/awsx leaves it in its output.
    targetGroup: "free",
  },
  privileged: "value",
  pseudoTerminal: "value",
  readonlyRootFilesystem: "value",
  repositoryCredentials: { credentialsParameter: "value" },
  resourceRequirements: { type: "value", value: "value" },
  restartPolicy: { enabled: "value", ignoredExitCodes: "value", restartAttemptPeriod: "value" },
  secrets: secret,
  startTimeout: "value",
  stopTimeout: "value",
  systemControls: { namespace: "value", value: "value" },
  ulimits: { hardLimit: "value", name: "value", softLimit: "value" },
  user: "value",
  versionConsistency: "value",
  volumesFrom: { readOnly: "value", sourceContainer: "value" },
  workingDirectory: "value",
};

/** A container definition with the keys as ECS spells them, and those that ECS does not know. */
interface Spelled {
  readonly definition: Properties;
  readonly unknownKeys: readonly string[];
}

/** Spells keys as ECS does: the AWS provider reads them without regard to case, the last of two counts. */
export function spelled(definition: Properties): Spelled {
  const unknownKeys: string[] = [];
  const within = (value: unknown, shape: Shape, path: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => within(one, shape, path));
    if (!isProperties(value)) return value;
    const result = new Map<string, unknown>();
    for (const [key, inner] of Object.entries(value)) {
      const name = canonical(shape, key);
      const below = shape[name];
      if (below === undefined) unknownKeys.push(`${path}${key}`);
      // A later entry replaces, at the later place.
      result.delete(name);
      result.set(name, typeof below === "object" ? within(inner, below, `${path}${name}.`) : inner);
    }
    return Object.fromEntries(result);
  };
  const result = within(definition, container, "");
  return { definition: isProperties(result) ? result : {}, unknownKeys };
}

const names = keptByObject(
  (shape: Shape) => new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name])),
);

function canonical(shape: Shape, key: string): string {
  if (Object.hasOwn(shape, key)) return key;
  return names(shape).get(key.toLowerCase()) ?? key;
}
