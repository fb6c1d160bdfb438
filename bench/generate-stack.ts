import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

const digest = `sha256:${"0".repeat(64)}`;

/** A security group holds 60 rules, so no more services than this mount one file system. */
const servicesPerFileSystem = 50;

/**
 * Writes a stack file with this many services, each with a secret, a volume and scaling. They have no
 * route: one load balancer leads to 60 services at most.
 */
export function generateStack(folder: string, count: number): string {
  const fileSystem = (index: number) => `files${Math.floor(index / servicesPerFileSystem)}`;
  const indexes = Array.from({ length: count }, (_, index) => index);
  const service = (index: number) => ({
    image: { reference: `111122223333.dkr.ecr.us-east-2.amazonaws.com/s${index}@${digest}` },
    containerPort: 8080,
    environment: { NAME: `s${index}` },
    secrets: { TOKEN: { secret: "shared", key: "TOKEN" } },
    volumes: { data: { fileSystem: fileSystem(index), mountPath: "/data" } },
    scaling: { min: 2, max: 4, cpuPercent: 60 },
  });
  const config = {
    "aws:region": "us-east-2",
    "drydock:fileSystems": Object.fromEntries(indexes.map((index) => [fileSystem(index), {}])),
    "drydock:secrets": { shared: { versions: [{ TOKEN: { generate: 24 } }] } },
    "drydock:services": Object.fromEntries(indexes.map((index) => [`s${index}`, service(index)])),
  };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `Pulumi.bench${count}.yaml`);
  writeFileSync(path, stringify({ config }));
  return path;
}
