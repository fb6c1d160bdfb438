import { Provider } from "@pulumi/aws/provider";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { type Contract, contractParameter } from "drydock-components/model/platform";
import { contractOf } from "../config/contract";
import { contractDifferences } from "../config/contract-differences";
import type { AwsSettings } from "../config/settings";
import { Refusal } from "./refusal";
import { contractReader, type ContractReader } from "./live-contract";
import type {
  EnvironmentCluster,
  EnvironmentFileSystem,
  EnvironmentIngress,
  EnvironmentNetwork,
  Part,
} from "./foundation";
import type { Environment } from "./settings";

/** The parts of a platform whose ids its contract names. */
export interface PlatformParts {
  readonly network: EnvironmentNetwork;
  readonly cluster: EnvironmentCluster;
  readonly loadBalancers: ReadonlyMap<string, EnvironmentIngress>;
  readonly kmsKeyArn: pulumi.Output<string> | undefined;
  readonly alertActions: readonly pulumi.Output<string>[];
  readonly fileSystems: ReadonlyMap<string, EnvironmentFileSystem>;
}

/** Publishes the contract of a platform in a parameter. Returns it; undefined for a stack that shares nothing. */
export function publishContract(
  { environment, options }: Part,
  parts: PlatformParts,
): pulumi.Output<Contract> | undefined {
  const { config, names, region, stack } = environment;
  if (config.shares === undefined) return undefined;
  const { environment: platform, dnsNamespace } = names;
  const about = { platform, stack: stack.stack, region, dnsNamespace };
  const { network, cluster } = parts;
  const contract = pulumi
    .output({
      vpcId: network.vpcId,
      privateSubnetIds: network.privateSubnetIds,
      publicSubnetIds: network.publicSubnetIds,
      workloadSecurityGroupId: network.workloadSecurityGroupId,
      clusterArn: cluster.clusterArn,
      execLogGroupName: cluster.execLogGroupName,
      dnsNamespaceId: cluster.dnsNamespaceId,
      serviceConnectNamespaceArn: cluster.serviceConnectNamespaceArn,
      loadBalancers: Object.fromEntries(
        [...parts.loadBalancers].flatMap(([name, one]) => {
          const { listenerArn, securityGroupId, sharedSecurityGroupId, url } = one;
          return listenerArn === undefined
            ? []
            : [[name, { listenerArn, securityGroupId, sharedSecurityGroupId, url }]];
        }),
      ),
      kmsKeyArn: parts.kmsKeyArn,
      alertTopicArn: parts.alertActions[0],
      fileSystems: Object.fromEntries(
        [...parts.fileSystems].map(([name, { fileSystemArn, securityGroupId }]) => [
          name,
          { arn: fileSystemArn, securityGroupId },
        ]),
      ),
    })
    .apply((ids) => contractOf(config, about, ids));
  const parent = new pulumi.ComponentResource(
    "drydock:index:PlatformContract",
    "contract",
    {},
    options,
  );
  new ssm.Parameter(
    "contract",
    {
      name: contractParameter(platform),
      description: "What service stacks have to know of this platform",
      type: "String",
      // Free up to 4 KB; a platform of many stacks needs more.
      tier: "Intelligent-Tiering",
      // Not `value`, which is always a secret: a preview would show no change of the contract.
      insecureValue: pulumi.jsonStringify(contract),
    },
    { parent },
  );
  return contract;
}

/**
 * Waits until the contract that the stack was checked against is found to be the one that is live.
 *
 * @throws pulumi.RunError with every difference
 */
export async function liveContract({ stack, config }: Environment): Promise<void> {
  const { contract } = stack;
  const { file = "", as = "" } = config.platform ?? {};
  if (contract === undefined) return;
  const live = await contractReader(parameterReader(stack.aws))(contract.platform);
  const differences = live === undefined ? [] : contractDifferences(contract, live, as);
  if (differences.length === 0) return;
  throw new Refusal(
    [
      `The platform ${contract.platform} is not what ${file} says. Nothing was changed.`,
      ...differences.map((difference) => `  ${difference}`),
      `Write the file again, look at the preview, and commit it: npx drydock contract ${contract.platform} --out ${file}`,
    ].join("\n"),
  );
}

/** By a provider of its own: the environment's waits for the answer. */
function parameterReader(settings: AwsSettings): ContractReader {
  const provider = new Provider("platform", { ...settings });
  return async (platform) => {
    const name = contractParameter(platform);
    return (await ssm.getParameter({ name }, { provider })).value;
  };
}
