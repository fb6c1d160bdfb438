/** The contract that a platform stack publishes. */
import {
  type Contract,
  contract as contractShape,
  contractVersion,
} from "drydock-components/model/platform";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import { isHttps, loadBalancersOf } from "./load-balancers";
import { mapValues } from "./map-values";
import { freeAddresses } from "./rules/addresses";
import { plannedEndpoints } from "./planned-endpoints";
import { reachesInternet, zoneCount } from "./reach";
import type { StackConfig } from "./schema";

/** The ids of a platform's parts; those of parts that it does not have are left out. */
export interface PlatformIds {
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
  readonly publicSubnetIds: readonly string[];
  readonly workloadSecurityGroupId: string;
  readonly clusterArn: string;
  readonly execLogGroupName?: string | undefined;
  readonly dnsNamespaceId?: string | undefined;
  readonly serviceConnectNamespaceArn?: string | undefined;
  /** Those of requests, by name. */
  readonly loadBalancers: Readonly<Record<string, LoadBalancerIds>>;
  readonly kmsKeyArn?: string | undefined;
  readonly alertTopicArn?: string | undefined;
  readonly fileSystems: Readonly<
    Record<string, { readonly arn: string; readonly securityGroupId: string }>
  >;
}

/** The ids of a load balancer. */
export interface LoadBalancerIds {
  readonly listenerArn: string;
  readonly securityGroupId: string;
  readonly sharedSecurityGroupId?: string | undefined;
  readonly url: string;
}

/** What a contract says of a platform beside its configuration and ids. */
export interface PlatformAbout {
  /** `<project>-<stack>`. */
  readonly platform: string;
  readonly stack: string;
  readonly region: string;
  readonly dnsNamespace: string;
  /** Of a plan: the account of its ARNs where the stack file names none. */
  readonly account?: string | undefined;
}

/** The contract of a platform: what a service stack has to know, and nothing that differs between two runs. */
export function contractOf(
  config: StackConfig,
  { platform, stack, region, dnsNamespace }: PlatformAbout,
  ids: PlatformIds,
): Contract {
  const { shares, account, ingress } = config;
  const { network, cluster, permissionsBoundaryArn, fileSystems } = config.existing;
  const { owner = "", stacks = {}, hosts = [] } = shares ?? {};
  const addresses = freeAddresses(config);
  const { [defaultLoadBalancer]: loadBalancer, ...loadBalancers } = sharedLoadBalancers(
    config,
    ids,
  );
  const whole = {
    version: contractVersion,
    platform,
    stackFile: `Pulumi.${stack}.yaml`,
    owner,
    account,
    region,
    existing: {
      network: {
        vpcId: ids.vpcId,
        cidr: network?.cidr ?? config.network.cidr,
        privateSubnetIds: ids.privateSubnetIds,
        publicSubnetIds: ids.publicSubnetIds,
        internet: reachesInternet(config) ? "nat" : "none",
        endpoints: network?.endpoints ?? plannedEndpoints(config).map(({ service }) => service),
        workloadSecurityGroupId: ids.workloadSecurityGroupId,
      },
      cluster: {
        arn: ids.clusterArn,
        execLogGroupName: ids.execLogGroupName,
        dnsNamespace:
          ids.dnsNamespaceId === undefined
            ? undefined
            : {
                id: ids.dnsNamespaceId,
                name: cluster?.dnsNamespace?.name ?? dnsNamespace,
              },
        serviceConnectNamespaceArn: ids.serviceConnectNamespaceArn,
      },
      loadBalancer,
      loadBalancers,
      fileSystems: { ...fileSystems, ...ids.fileSystems },
      kmsKeyArn: ids.kmsKeyArn,
      permissionsBoundaryArn,
    },
    alertTopicArn: ids.alertTopicArn,
    hosts: hosts.length === 0 && ingress?.domain !== undefined ? [ingress.domain] : hosts,
    stacks,
    addresses,
  };
  // JSON leaves out what has no value: two contracts are compared key by key.
  return contractShape.parse(JSON.parse(JSON.stringify(whole)));
}

/** The load balancers of requests, with what service stacks may use of them. */
function sharedLoadBalancers(config: StackConfig, { loadBalancers }: PlatformIds) {
  const known = new Map(loadBalancersOf(config).map((one) => [one.name, one]));
  return mapValues(loadBalancers, (ids, name) => {
    const { settings, existing } = known.get(name) ?? {};
    const ports = ids.sharedSecurityGroupId === undefined ? [] : config.shares?.taskPorts;
    return {
      ...ids,
      taskPorts: existing?.taskPorts ?? ports,
      // Only where it is so: a reader of an earlier version refuses a key that it does not know.
      ...((existing ?? settings)?.reachesIdentityProviders === true && {
        reachesIdentityProviders: true,
      }),
    };
  });
}

/**
 * The contract of a platform as its stack file alone gives it, with ids that stand for those of the parts. It answers what
 * a service stack asks before the platform is deployed.
 */
export function plannedContract(config: StackConfig, about: PlatformAbout): Contract {
  const { region } = about;
  const { existing, shares, encryption, alerts } = config;
  const account = config.account ?? about.account ?? "000000000000";
  const hex = "00000000";
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${region}:${account}:${resource}`;
  const subnets = (count: number) =>
    Array.from({ length: count }, (_, zone) => `subnet-${hex}${zone}`);
  const shared = (kind: "dns" | "serviceConnect") => shares?.discovery.includes(kind) === true;
  const ofRequests = loadBalancersOf(config).filter(({ settings }) => settings?.type !== "network");
  return contractOf(config, about, {
    vpcId: existing.network?.vpcId ?? `vpc-${hex}`,
    privateSubnetIds: existing.network?.privateSubnetIds ?? subnets(zoneCount(config)),
    publicSubnetIds: existing.network?.publicSubnetIds ?? subnets(zoneCount(config)),
    workloadSecurityGroupId: `sg-${hex}`,
    clusterArn: existing.cluster?.arn ?? arn("ecs", `cluster/${about.platform}`),
    dnsNamespaceId:
      existing.cluster?.dnsNamespace?.id ?? (shared("dns") ? "ns-planned" : undefined),
    serviceConnectNamespaceArn:
      existing.cluster?.serviceConnectNamespaceArn ??
      (shared("serviceConnect") ? arn("servicediscovery", "namespace/ns-planned") : undefined),
    loadBalancers: Object.fromEntries(
      ofRequests.map((balancer) => [
        balancer.name,
        balancer.existing ?? {
          listenerArn: arn("elasticloadbalancing", "listener/app/planned/0/0"),
          securityGroupId: `sg-${hex}`,
          url: `${isHttps(balancer) ? "https" : "http"}://planned`,
          ...(balancer.settings?.sharedSecurityGroup === true && {
            sharedSecurityGroupId: `sg-${hex}`,
          }),
        },
      ]),
    ),
    kmsKeyArn:
      existing.kmsKeyArn ?? (encryption.customerKey ? arn("kms", "key/planned") : undefined),
    alertTopicArn: alerts === undefined ? undefined : arn("sns", "planned"),
    fileSystems: Object.fromEntries(
      Object.keys(config.fileSystems).map((name) => [
        name,
        {
          arn: arn("elasticfilesystem", `file-system/fs-${hex}`),
          securityGroupId: `sg-${hex}`,
        },
      ]),
    ),
  });
}
