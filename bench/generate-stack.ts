import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** Writes a stack file with this many services, each with a route, a secret, a volume and scaling. */
export function generateStack(folder: string, count: number): string {
  const service = (index: number) => ({
    image: { reference: `111122223333.dkr.ecr.us-east-2.amazonaws.com/s${index}:1` },
    containerPort: 8080,
    route: { paths: [`/s${index}/*`] },
    environment: { NAME: `s${index}` },
    secrets: { TOKEN: { secret: "shared", key: "TOKEN" } },
    volumes: { data: { fileSystem: "shared", mountPath: "/data" } },
    scaling: { min: 1, max: 2, cpuPercent: 60 },
  });
  const config = {
    "aws:region": "us-east-2",
    "drydock:network": { cidr: "10.0.0.0/16" },
    "drydock:ingress": {},
    "drydock:fileSystems": { shared: {} },
    "drydock:secrets": { shared: { versions: [{ TOKEN: { generate: 24 } }] } },
    "drydock:services": Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`s${index}`, service(index)]),
    ),
  };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `Pulumi.bench${count}.yaml`);
  writeFileSync(path, stringify({ config }));
  return path;
}
