/** What people do to a running environment, and the exact steps that the engine takes. */
import { isMap } from "../../../offline/engine/workspace/values";
import type { Config, Scratch } from "./scratch";

/** One change. */
export interface EverydayChange {
  readonly name: string;
  /** What has to be there before, where the stack file does not have it. */
  readonly before?: (scratch: Scratch) => void;
  readonly apply: (scratch: Scratch) => void;
  /** Sorted. */
  readonly steps: readonly string[];
}

type Section = Record<string, unknown>;

/** A section of the configuration, to be edited in place. */
function section(config: Config, ...path: string[]): Section {
  let current: Section = config;
  for (const key of path) {
    const next = current[key];
    const made: Section = isMap(next) ? { ...next } : {};
    current[key] = made;
    current = made;
  }
  return current;
}

/** Sets keys of a section. */
const set =
  (path: readonly string[], values: Section) =>
  (scratch: Scratch): void => {
    scratch.configure((config) => {
      Object.assign(section(config, ...path), values);
      return config;
    });
  };

const web = ["drydock:services", "web"];

const worker = {
  image: { reference: "public.ecr.aws/docker/library/busybox:1.37" },
  cpu: 256,
  memoryMiB: 512,
  command: ["sleep", "infinity"],
};

export const everydayChanges: readonly EverydayChange[] = [
  {
    name: "new image digest",
    apply: (scratch) => {
      scratch.append("app/src/server.ts", "\n// changed\n");
    },
    steps: [],
  },
  {
    name: "environment variable",
    apply: set([...web, "environment"], { GREETING: "hello" }),
    steps: [],
  },
  {
    name: "environment file",
    apply: (scratch) => {
      scratch.append("env/test.env", "ADDED=1\n");
    },
    steps: [],
  },
  {
    name: "secret version",
    apply: (scratch) => {
      scratch.configure((config) => {
        const secret = section(config, "drydock:secrets", "ecs-demo");
        const versions = Array.isArray(secret["versions"]) ? secret["versions"] : [];
        secret["versions"] = [
          ...versions,
          { SECRET_KEY_1: { generate: 24 }, SECRET_KEY_2: { generate: 24 } },
        ];
        return config;
      });
    },
    steps: [],
  },
  { name: "CPU size", apply: set(web, { cpu: 512, memoryMiB: 1024 }), steps: [] },
  { name: "port", apply: set(web, { containerPort: 9090 }), steps: [] },
  { name: "route", apply: set([...web, "route"], { paths: ["/shop/*"] }), steps: [] },
  { name: "scaling limits", apply: set([...web, "scaling"], { min: 2, max: 8 }), steps: [] },
  {
    name: "new service",
    apply: set(["drydock:services", "worker"], { ...worker, image: { build: { context: "app" } } }),
    steps: [],
  },
  {
    name: "removed service",
    before: set(["drydock:services", "worker"], {
      ...worker,
      image: { build: { context: "app" } },
    }),
    apply: (scratch) => {
      scratch.configure((config) => {
        Reflect.deleteProperty(section(config, "drydock:services"), "worker");
        return config;
      });
    },
    steps: [],
  },
  {
    name: "renamed service",
    apply: (scratch) => {
      scratch.configure((config) => {
        const services = section(config, "drydock:services");
        services["site"] = services["web"];
        Reflect.deleteProperty(services, "web");
        return config;
      });
    },
    steps: [],
  },
  { name: "another zone", apply: set(["drydock:network"], { availabilityZones: 3 }), steps: [] },
  {
    name: "endpoints in every zone",
    apply: set(["drydock:network"], { endpointZones: 2 }),
    steps: [],
  },
  { name: "NAT on", apply: set(["drydock:network"], { natGateways: "single" }), steps: [] },
  {
    name: "NAT in every zone",
    before: set(["drydock:network"], { natGateways: "single" }),
    apply: set(["drydock:network"], { natGateways: "perZone" }),
    steps: [],
  },
  { name: "endpoint added", apply: set(["drydock:network"], { endpoints: ["sqs"] }), steps: [] },
  {
    name: "cluster insights",
    apply: set(["drydock:cluster"], { containerInsights: "disabled" }),
    steps: [],
  },
  { name: "file system added", apply: set(["drydock:fileSystems"], { archive: {} }), steps: [] },
  { name: "retention", apply: set(["drydock:logs"], { retentionDays: 30 }), steps: [] },
  { name: "tags", apply: set(["drydock:tags"], { team: "shop" }), steps: [] },
  { name: "exec off", apply: set(web, { exec: false, readonlyRootFilesystem: true }), steps: [] },
  { name: "architecture", apply: set(web, { architecture: "ARM64" }), steps: [] },
  { name: "customer key on", apply: set(["drydock:encryption"], { customerKey: true }), steps: [] },
  {
    name: "protected",
    apply: (scratch) => {
      scratch.configure((config) => ({ ...config, "drydock:lifecycle": "protected" }));
    },
    steps: [],
  },
  {
    name: "load balancer off",
    apply: (scratch) => {
      scratch.configure((config) => {
        Reflect.deleteProperty(config, "drydock:ingress");
        Reflect.deleteProperty(section(config, ...web), "route");
        return config;
      });
    },
    steps: [],
  },
  {
    name: "domain",
    apply: set(["drydock:ingress"], {
      domain: "web.example.com",
      hostedZoneId: "Z0123456789EXAMPLE",
    }),
    steps: [],
  },
];
