/** An environment called live with its stack file, and the emulated account that it is deployed to. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Surroundings } from "../../drydock/surroundings";
import { drydock, type Outcome } from "../commands/support";
import { type Emulator, startEmulator } from "./emulator";

export const stackFile = `config:
  aws:region: us-east-2
  drydock:network: { natGateways: none }
  drydock:secrets:
    db: { versions: [{ PASSWORD: { generate: 24 } }] }
  drydock:fileSystems: { shared: {} }
  drydock:ingress: {}
  drydock:services:
    web:
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:v2" }
      containerPort: 8080
      route:
        paths: ["/*"]
        healthCheckPath: /healthz
      memoryMiB: 512
      environment: { GREETING: hello }
      secrets:
        PASSWORD: { secret: db, key: PASSWORD }
      volumes: { shared: { fileSystem: shared, mountPath: /data } }
      healthCheck: { command: ["curl", "-f", "http://localhost:8080/"] }
    worker:
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:v2" }
`;

/** The same with the job `migrate`. */
export const withJobs = `${stackFile}  drydock:jobs:
    migrate:
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:v2" }
      command: [node, migrate.js]
`;

/** What the SDK reads from the surroundings of every command of AWS. */
const variables = {
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_EC2_METADATA_DISABLED: "true",
};

export interface Stage {
  readonly emulator: Emulator;
  readonly folder: string;
  /** Writes a stack file, of a stack other than live. */
  add(stack: string, text: string): void;
  /** Runs a command on live. */
  run(args: readonly string[], others?: Partial<Surroundings>): Promise<Outcome>;
  /** The requests of an operation since the last look. */
  asked(operation: string): unknown[];
}

/** Sets the stage before the tests of this block, and clears it after them. */
export function stage(): Stage {
  let emulator: Emulator | undefined;
  let folder = "";
  let looked = 0;
  const former = { ...process.env };
  const standing = (): Emulator => {
    if (emulator === undefined) throw new Error("The stage is set while tests run.");
    return emulator;
  };
  before(async () => {
    emulator = await startEmulator();
    Object.assign(process.env, variables, { AWS_ENDPOINT_URL: emulator.url });
    folder = mkdtempSync(join(tmpdir(), "drydock-operate-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(folder, "Pulumi.live.yaml"), stackFile);
  });
  after(() => {
    standing().close();
    rmSync(folder, { recursive: true, force: true });
    for (const name of [...Object.keys(variables), "AWS_ENDPOINT_URL"]) {
      const value = former[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
  beforeEach(() => {
    looked = standing().requests.length;
  });
  return {
    get emulator() {
      return standing();
    },
    get folder() {
      return folder;
    },
    add: (stack, text) => {
      writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);
    },
    run: ([command = "", ...args], others) =>
      drydock([command, "--stack", "live", ...args], folder, others),
    asked: (operation) =>
      standing()
        .requests.slice(looked)
        .flatMap(([name, body]) => (name === operation ? [body] : [])),
  };
}
