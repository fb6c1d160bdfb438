import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type * as drydock from "drydock-components";
import type { Contract } from "drydock-components/model/platform";
import { loadStack } from "../config";
import * as program from ".";
import type { Additions, Foundation } from "./additions";

/** The outputs of a stack that is one environment. */
export interface EnvironmentOutputs {
  /** Where users reach the services; null without an ingress. */
  readonly url: pulumi.Output<string> | null;
  /** The same by load balancer. */
  readonly urls: pulumi.Output<Record<string, string>>;
  /** The CloudWatch dashboard of all services; null without `drydock:alerts`. */
  readonly dashboardUrl: pulumi.Output<string> | null;
  /** Neither it nor `vpcCidr` can be changed by an update. */
  readonly region: string;
  /** The address range of the VPC; null where the network exists. */
  readonly vpcCidr: string | null;
  readonly clusterName: pulumi.Output<string>;
  /** Null where the cluster exists and `drydock:existing.cluster` names none. */
  readonly execLogGroup: pulumi.Output<string> | null;
  /** By service, as are all that follow. */
  readonly serviceNames: pulumi.Output<Record<string, string | undefined>>;
  readonly logGroups: pulumi.Output<Record<string, string | undefined>>;
  /** Ready to paste: opens a shell in a running task of each service that allows it. */
  readonly execCommands: pulumi.Output<Record<string, string | undefined>>;
  /** The security group of each service, for the rules of what it reaches. */
  readonly securityGroupIds: pulumi.Output<Record<string, string | undefined>>;
  /** By job: everything that RunTask needs to know. */
  readonly jobs: pulumi.Output<Record<string, program.RunnableJob>>;
  /** By job, ready to paste: starts one run. */
  readonly runCommands: pulumi.Output<Record<string, string>>;
  /** What service stacks have to know of a platform; only with `drydock:shares`. */
  readonly platform?: pulumi.Output<Contract>;
}

/** Options of an environment. */
export interface EnvironmentOptions {
  /** What your own code adds to services: variables, secrets, permissions, volumes, ways to security groups. */
  readonly services?: Additions;
  /** The same for jobs. A job made `from` a service has its variables, secrets, volumes and ways anyway. */
  readonly jobs?: Additions;
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
  readonly loadBalancers: ReadonlyMap<string, program.EnvironmentIngress>;
  readonly kmsKeyArn: pulumi.Output<string> | undefined;
  readonly alertActions: readonly pulumi.Output<string>[];
  readonly fileSystems: ReadonlyMap<string, program.EnvironmentFileSystem>;
  readonly secrets: ReadonlyMap<string, drydock.VersionedSecret>;
  readonly queues: ReadonlyMap<string, drydock.Queue>;
  /** The services, by their names in the stack file. */
  readonly services: ReadonlyMap<string, drydock.FargateService>;
  /** The jobs, by their names in the stack file. */
  readonly jobs: ReadonlyMap<string, drydock.FargateJob>;

  /**
   * @throws StackFileError with every problem of the stack file.
   * @throws pulumi.RunError where `services` or `jobs` names one that the stack file does not have, or a key that it has already.
   */
  constructor({ services: toServices = {}, jobs: toJobs = {} }: EnvironmentOptions = {}) {
    const stack = loadStack();
    const { config } = stack;
    const environment = program.environmentOf(stack, pulumi.getProject());
    const provider = new Provider("aws", {
      ...program.providerArgs(environment),
      region: program.agreedRegion(environment),
    });
    const options = { providers: { aws: provider } };
    const part = { environment, options };

    // Protection, connections and storage for everything else.
    const kmsKeyArn = program.createKey(part);
    const alertActions = program.createAlerts(part, kmsKeyArn);
    const network = program.createNetwork(part, kmsKeyArn);
    const stores = program.createStores(part, {
      stack,
      network,
      kmsKeyArn,
      provider,
      alertActions,
    });

    // The cluster, and the load balancers in front of the services.
    const endpoints = program.createEndpoints(part, network, stores.envFiles);
    const cluster = program.createCluster(part, network, kmsKeyArn);
    const loadBalancers = program.createIngresses(part, network, provider);
    const [ingress] = loadBalancers.values();

    this.options = { provider };
    this.deletable = environment.deletable;
    this.network = network;
    this.cluster = cluster;
    this.ingress = ingress;
    this.loadBalancers = loadBalancers;
    this.kmsKeyArn = kmsKeyArn;
    this.alertActions = alertActions;
    this.fileSystems = stores.fileSystems;
    this.secrets = stores.secrets;
    this.queues = stores.queues;
    const given = (additions: Additions) =>
      typeof additions === "function" ? additions(this) : additions;
    const added = { services: given(toServices), jobs: given(toJobs) };
    program.refuseUnknown("service", added.services, Object.keys(config.services));
    program.refuseUnknown("job", added.jobs, Object.keys(config.jobs));

    const images = program.createImages(part, kmsKeyArn);
    const made = { network, cluster, loadBalancers, alertActions, stores, images };
    const surroundings = { environment, ...made };
    const { services, jobs } = program.createWorkloads({
      surroundings,
      added,
      // Tasks start when their ways to AWS are there.
      waysToAws: [network, ...endpoints, ...program.sharedWays(loadBalancers)],
      options,
    });
    const published = program.publishContract(part, { ...made, ...stores });
    const dashboard = program.createDashboard(part, { cluster, loadBalancers, services });

    this.services = services;
    this.jobs = jobs;
    this.outputs = {
      ...addresses(loadBalancers),
      dashboardUrl: dashboard?.url ?? null,
      region: environment.region,
      vpcCidr: config.existing.network === undefined ? config.network.cidr : null,
      clusterName: cluster.clusterName,
      execLogGroup: cluster.execLogGroupName ?? null,
      ...namesOfServices(services),
      jobs: program.jobOutputs(jobs, surroundings),
      runCommands: program.jobCommands(jobs),
      ...(published && { platform: published }),
    };
  }
}

function addresses(loadBalancers: Foundation["loadBalancers"]) {
  const [ingress] = loadBalancers.values();
  return {
    url: ingress?.url ?? null,
    urls: pulumi.all(Object.fromEntries([...loadBalancers].map(([name, { url }]) => [name, url]))),
  };
}

function namesOfServices(services: Environment["services"]) {
  const each = (get: (service: drydock.FargateService) => pulumi.Output<string> | undefined) =>
    pulumi.all(
      Object.fromEntries(
        [...services].map(([name, service]) => [name, pulumi.output(get(service))]),
      ),
    );
  return {
    serviceNames: each((service) => service.serviceName),
    logGroups: each((service) => service.logGroupName),
    execCommands: each((service) => service.execCommand),
    securityGroupIds: each((service) => service.securityGroupId),
  };
}
