// That a stack file and the arguments of what services live in are one model: what one refuses the other refuses, in
// the same words, and arguments may be whatever their shape accepts.
import * as assert from "node:assert/strict";
import type { z } from "zod";
import * as components from "drydock-components";
import type { clusterArgs } from "../../components/cluster/shape";
import type { containerImageArgs } from "../../components/container-image/shape";
import type { encryptionKeyArgs } from "../../components/encryption-key/shape";
import type { envFilesArgs } from "../../components/env-files/shape";
import type { fileSystemArgs } from "../../components/file-system/shape";
import type { ingressArgs } from "../../components/ingress/shape";
import type { networkArgs } from "../../components/network/shape";
import type { serviceConnectionArgs } from "../../components/service-connection/shape";
import type { versionedSecretArgs } from "../../components/versioned-secret/shape";
import type { vpcEndpointsArgs } from "../../components/vpc-endpoints/shape";
import { problemsOf, services } from "../config/support";
import { refusals } from "../support/refusals";

const lb = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };
const key = { alias: "alias/shop", region: "us-east-2" };

/** A stack file, where in it the component's settings are, and the component with the same settings. */
type Row = [what: string, tree: object, home: string, create: () => unknown];

const network = (settings: components.NetworkArgs): Row[] => [
  [
    `a network of ${JSON.stringify(settings)}`,
    { network: settings },
    "network.",
    () => new components.Network("one", settings),
  ],
];
const ingress = (
  settings: Partial<components.IngressArgs> & { readonly domain?: string },
): Row[] => [
  [
    `a load balancer of ${JSON.stringify(settings)}`,
    { ingress: settings },
    "ingress.",
    () => new components.Ingress("one", { ...lb, ...settings }),
  ],
];
const secret = (versions: components.VersionedSecretArgs["versions"]): Row[] => [
  [
    `a secret of ${JSON.stringify(versions)}`,
    { secrets: { one: { versions } } },
    "secrets.one.",
    () => new components.VersionedSecret("one", { secretName: "one", versions }),
  ],
];

const rows: Row[] = [
  ...network({ cidr: "999.0.0.0/16" }),
  ...network({ cidr: "10.0.0.5/16" }),
  ...network({ cidr: "10.0.0.0/8" }),
  ...network({ availabilityZones: 1 }),
  ...network({ egressPorts: [443, 443] }),
  ...ingress({ domain: "shop.example.com" }),
  ...ingress({ certificateArn: "arn:aws:acm:us-east-2:111122223333:certificate/1" }),
  ...ingress({ allowedCidrs: ["10.0.0.1/8"] }),
  ...ingress({ idleTimeoutSeconds: 4001 }),
  ...secret([{ A: { generate: 15 } }]),
  ...secret([{}]),
  [
    "a key that cannot be deleted so soon",
    { encryption: { deletionWindowDays: 6 } },
    "encryption.",
    () => new components.EncryptionKey("one", { ...key, deletionWindowDays: 6 }),
  ],
  [
    "files that are moved after a number of days that Amazon EFS does not know",
    { fileSystems: { one: { infrequentAccessAfterDays: 31 } } },
    "fileSystems.one.",
    () => new components.FileSystem("one", { ...lb, infrequentAccessAfterDays: 31 }),
  ],
  [
    "an image without tag",
    services({
      one: { image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop" } },
    }),
    "services.one.image.",
    () =>
      new components.ContainerImage("one", {
        reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop",
      }),
  ],
];

describe("a stack file and the arguments of what services live in", () => {
  for (const [what, tree, home, create] of rows) {
    it(`refuse ${what} at the same key, in the same words`, async () => {
      const texts = problemsOf({ ...tree }).map(({ path, message, allowed, fix }) =>
        [
          `${path.replace(`drydock:${home}`, "")}: ${message}`,
          ...(allowed === undefined ? [] : [`Allowed: ${allowed}.`]),
          fix,
        ].join(" "),
      );
      assert.equal(texts.length, 1);
      assert.deepEqual(await refusals(create), texts);
    });
  }
});

/** That the generated interfaces take what the shapes accept; the compiler proves it, and the constructors the reverse. */
describe("the generated interfaces", () => {
  it("take what the shapes accept", () => {
    const taken = [
      (args: z.input<typeof clusterArgs>): components.ClusterArgs => args,
      (args: z.input<typeof containerImageArgs>): components.ContainerImageArgs => args,
      (args: z.input<typeof encryptionKeyArgs>): components.EncryptionKeyArgs => args,
      (args: z.input<typeof envFilesArgs>): components.EnvFilesArgs => args,
      (args: z.input<typeof fileSystemArgs>): components.FileSystemArgs => args,
      (args: z.input<typeof ingressArgs>): components.IngressArgs => args,
      (args: z.input<typeof networkArgs>): components.NetworkArgs => args,
      (args: z.input<typeof serviceConnectionArgs>): components.ServiceConnectionArgs => args,
      (args: z.input<typeof versionedSecretArgs>): components.VersionedSecretArgs => args,
      (args: z.input<typeof vpcEndpointsArgs>): components.VpcEndpointsArgs => args,
    ];
    assert.equal(taken.length, 10);
  });
});
