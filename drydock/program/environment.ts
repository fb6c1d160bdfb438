import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as drydock from "drydock-components";
import { loadStack } from "../config";
import * as program from ".";
import type { Additions, Foundation } from "./additions";

/** The outputs of a stack that is one environment. */
export interface EnvironmentOutputs {
  /** Where users reach the services; null without an ingress. */
  readonly url: pulumi.Output<string> | null;
  /** The CloudWatch dashboard of all services; null without `drydock:alerts`. */
  readonly dashboardUrl: pulumi.Output<string> | null;
  readonly clusterName: pulumi.Output<string>;
  /** Null where the cluster exists and `drydock:existing.cluster` names none. */
  readonly execLogGroup: pulumi.Output<string> | null;
  /** By service, as are all that follow. */
  readonly serviceNames: pulumi.Output<Record<string, string | undefined>>;
  readonly logGroups: pulumi.Output<Record<string, string | undefined>>;
  /** Ready to paste: opens a shell in a running task of each service that allows it. */
  readonly execCommands: pulumi.Output<Record<string, string | undefined>>;
}

/** Options of an environment. */
export interface EnvironmentOptions {
  /** What your own code adds to services: variables, secrets, permissions, volumes, ways to security groups. */
  readonly services?: Additions;
}

/**
 * Creates everything that the stack file of the running stack describes.
 *
 * @example
 * export = new Environment().outputs;
 *
 * @example
 * const table = new aws.dynamodb.Table("orders", { ... });
 * const environment = new Environment({ services: { api: { environment: { TABLE: table.name } } } });
 */
export class Environment implements Foundation {
  readonly outputs: EnvironmentOutputs;
  readonly options: Foundation["options"];
  readonly deletable: boolean;
  readonly network: program.EnvironmentNetwork;
  readonly cluster: program.EnvironmentCluster;
  readonly ingress: program.EnvironmentIngress | undefined;
  readonly kmsKeyArn: pulumi.Output<string> | undefined;
  readonly alertActions: readonly pulumi.Output<string>[];
  readonly fileSystems: ReadonlyMap<string, drydock.FileSystem>;
  readonly secrets: ReadonlyMap<string, drydock.VersionedSecret>;
  /** The services, by their names in the stack file. */
  readonly services: ReadonlyMap<string, drydock.FargateService>;

  /**
   * @throws StackFileError with every problem of the stack file.
   * @throws pulumi.RunError where `services` names a service that the stack file does not have, or a key that it has already.
   */
  constructor({ services: additions = {} }: EnvironmentOptions = {}) {
    const stack = loadStack();
    const { config } = stack;
    const environment = program.environmentOf(stack, pulumi.getProject());
    const { names, deletable } = environment;
    const provider = new aws.Provider("aws", program.providerArgs(environment));
    const options = { providers: { aws: provider } };
    const part = { environment, options };

    // Protection and connections for everything else.
    const { kmsKeyArn: existingKey } = config.existing;
    const key =
      config.encryption.customerKey && existingKey === undefined
        ? new drydock.EncryptionKey("key", program.keyArgs(environment), options)
        : undefined;
    const kmsKeyArn = existingKey === undefined ? key?.keyArn : pulumi.output(existingKey);
    const alertActions = program.createAlerts(part, kmsKeyArn);
    const network = program.createNetwork(part, kmsKeyArn);

    // Storage: environment files, secrets, file systems.
    const files = program.envFileArgs(config.services, environment.folder);
    const envFiles =
      files.length === 0
        ? undefined
        : new drydock.EnvFiles("env-files", { files, kmsKeyArn, deletable }, options);
    const secrets = new Map<string, drydock.VersionedSecret>();
    for (const [name, versions] of program.managedSecrets(stack)) {
      const args = { secretName: names.secret(name), versions, kmsKeyArn, deletable };
      secrets.set(name, new drydock.VersionedSecret(name, args, options));
    }
    const fileSystems = new Map<string, drydock.FileSystem>();
    for (const [name, settings] of Object.entries(config.fileSystems)) {
      const args = program.fileSystemArgs(environment, settings, { network, kmsKeyArn });
      fileSystems.set(name, new drydock.FileSystem(name, args, options));
    }
    const stores = { secretConfigs: config.secrets, secrets, fileSystems, envFiles, kmsKeyArn };

    // The cluster, and the load balancer in front of the services.
    const endpoints = program.createEndpoints(part, network, envFiles);
    const cluster = program.createCluster(part, network, kmsKeyArn);
    const ingress = program.createIngress(part, network);

    this.options = { provider };
    this.deletable = deletable;
    this.network = network;
    this.cluster = cluster;
    this.ingress = ingress;
    this.kmsKeyArn = kmsKeyArn;
    this.alertActions = alertActions;
    this.fileSystems = fileSystems;
    this.secrets = secrets;
    const added = typeof additions === "function" ? additions(this) : additions;
    program.refuseUnknownServices(added, Object.keys(config.services));

    // The services, each after those it connects to.
    const images = new Map<string, drydock.ContainerImage>();
    for (const { id, name, args } of program.imagesToMake(environment, kmsKeyArn)) {
      images.set(id, new drydock.ContainerImage(name, args, options));
    }
    const services = new Map<string, drydock.FargateService>();
    const made = { network, cluster, ingress, alertActions, stores, images, services };
    const surroundings = { environment, ...made };
    for (const [name, service] of program.servicesInOrder(config.services)) {
      const own = program.serviceArgs(name, service, surroundings);
      const args = program.withAdditions(name, own, added[name]);
      // Tasks start when their ways to AWS, and the services they call, are there.
      const called = service.connectsTo.flatMap((other) => services.get(other) ?? []);
      const dependsOn = [network, ...endpoints, ...called];
      services.set(name, new drydock.FargateService(name, args, { ...options, dependsOn }));
    }
    for (const { from, to, port } of program.lateConnections(config.services)) {
      const args = {
        fromSecurityGroupId: program.existing(services, from).securityGroupId,
        toSecurityGroupId: program.existing(services, to).securityGroupId,
        port,
        description: `${from} to ${to}`,
      };
      new drydock.ServiceConnection(`${from}-to-${to}`, args, options);
    }

    const seen = {
      clusterName: cluster.clusterName,
      loadBalancerArnSuffix: ingress?.loadBalancerArnSuffix,
      services,
    };
    const dashboard =
      config.alerts === undefined || services.size === 0
        ? undefined
        : new drydock.Dashboard("dashboard", program.dashboardArgs(environment, seen), options);

    this.services = services;
    this.outputs = {
      url: ingress?.url ?? null,
      dashboardUrl: dashboard?.url ?? null,
      clusterName: cluster.clusterName,
      execLogGroup: cluster.execLogGroupName ?? null,
      serviceNames: outputOfEach(services, (service) => service.serviceName),
      logGroups: outputOfEach(services, (service) => service.logGroupName),
      execCommands: outputOfEach(services, (service) => service.execCommand),
    };
  }
}

function outputOfEach(
  services: ReadonlyMap<string, drydock.FargateService>,
  get: (service: drydock.FargateService) => pulumi.Output<string> | undefined,
): pulumi.Output<Record<string, string | undefined>> {
  return pulumi.all(
    Object.fromEntries([...services].map(([name, service]) => [name, pulumi.output(get(service))])),
  );
}
