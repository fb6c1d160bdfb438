import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** A contract numbers its service stacks from 0 to 99, and a load balancer has 100 rules and target groups. */
const stacksPerPlatform = 100;

/** A security group holds 60 rules, so not every service of a platform mounts its file system. */
const stacksPerVolume = 4;

/** A repository of service stacks. */
export interface ServiceStacks {
  readonly folder: string;
  readonly names: readonly string[];
}

export const stackFile = (folder: string, name: string): string =>
  join(folder, `Pulumi.${name}.yaml`);

/**
 * Writes a project with this many service stacks, each with one service on a route of the platform's load balancer, with a
 * secret, scaling and, every fourth, a volume; and the contracts of the platforms that they take.
 */
export function generateServiceStacks(folder: string, count: number): ServiceStacks {
  mkdirSync(folder, { recursive: true });
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  const write = (file: string, text: string): void => {
    writeFileSync(join(folder, file), text);
  };
  write("Pulumi.yaml", stringify({ name: "shop", runtime: "nodejs" }));
  write(
    "index.ts",
    'import { Environment } from "drydock";\n\nexport = new Environment().outputs;\n',
  );
  for (let cell = 0; cell * stacksPerPlatform < count; cell++) {
    const stacks = names.slice(cell * stacksPerPlatform, (cell + 1) * stacksPerPlatform);
    write(contractFile(cell), JSON.stringify(contract(cell, stacks), undefined, 2));
  }
  for (const [index, name] of names.entries()) {
    writeFileSync(stackFile(folder, name), stringify({ config: serviceStack(index) }));
  }
  return { folder, names };
}

const contractFile = (cell: number): string => `platform-${cell}.json`;
const account = "111122223333";
const region = "us-east-2";
const id = (kind: string, number: number): string => `${kind}-${String(number).padStart(17, "0")}`;

function serviceStack(index: number): object {
  const cell = Math.floor(index / stacksPerPlatform);
  return {
    "aws:region": region,
    "drydock:lifecycle": "disposable",
    "drydock:platform": { file: contractFile(cell), as: `s${index}` },
    "drydock:secrets": { key: { versions: [{ KEY: { generate: 32 } }] } },
    "drydock:services": {
      web: {
        image: { reference: `${account}.dkr.ecr.${region}.amazonaws.com/shop/s${index}:1.4.2` },
        containerPort: 8080,
        route: { hosts: [`s${index}.test.example.com`], healthCheckPath: "/healthz" },
        secrets: { KEY: { secret: "key", key: "KEY" } },
        scaling: { min: 2, max: 6, cpuPercent: 60 },
        ...(index % stacksPerVolume === 0
          ? { volumes: { data: { fileSystem: "documents", mountPath: "/data" } } }
          : {}),
      },
    },
  };
}

/** The contract of one platform, as its update publishes it. */
function contract(cell: number, stacks: readonly string[]): object {
  const arn = (service: string, rest: string): string =>
    `arn:aws:${service}:${region}:${account}:${rest}`;
  const subnets = (first: number): string[] =>
    [0, 1, 2].map((zone) => id("subnet", 10 * cell + first + zone));
  return {
    version: 1,
    platform: `platform-${cell}`,
    stackFile: `Pulumi.${cell}.yaml`,
    owner: "the platform team",
    account,
    region,
    existing: {
      network: {
        vpcId: id("vpc", cell),
        cidr: "10.0.0.0/16",
        privateSubnetIds: subnets(0),
        publicSubnetIds: subnets(3),
        internet: "none",
        endpoints: ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"],
        workloadSecurityGroupId: id("sg", 10 * cell),
      },
      cluster: {
        arn: arn("ecs", `cluster/platform-${cell}`),
        execLogGroupName: `/platform-${cell}/exec`,
      },
      loadBalancer: {
        listenerArn: arn("elasticloadbalancing", `listener/app/ingress-${cell}/1${cell}/2${cell}`),
        securityGroupId: id("sg", 10 * cell + 1),
        url: "https://test.example.com",
      },
      fileSystems: {
        documents: {
          arn: arn("elasticfilesystem", `file-system/${id("fs", cell)}`),
          securityGroupId: id("sg", 10 * cell + 2),
        },
      },
      kmsKeyArn: arn("kms", `key/00000000-0000-0000-0000-${String(cell).padStart(12, "0")}`),
    },
    alertTopicArn: arn("sns", `platform-${cell}-alerts`),
    hosts: ["*.test.example.com"],
    stacks: Object.fromEntries(stacks.map((name, number) => [name, number])),
    addresses: { private: 8182, public: 4083 },
  };
}
