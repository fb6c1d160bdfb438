/** Every place where a provider can fail, and what becomes of the stack when it does. */
import { rmSync } from "node:fs";
import {
  type Call,
  type Fault,
  type Method,
  withoutParents,
} from "../../../drydock/offline/engine/provider/control";
import { disagreements } from "../support/agreement";
import { Engine, type Operation, succeed } from "../support/engine";
import { everydayChanges, set } from "../support/everyday-changes";
import { Scratch } from "../support/scratch";

/** An operation on an environment, and where it starts. */
export interface Phase {
  readonly name: string;
  /** The stack file. Defaults to that of the test environment. */
  readonly source?: string;
  /** Of whose calls CI's sample is. Defaults to all. */
  readonly sample?: RegExp;
  readonly operation: Operation;
  /** Brings the scratch folder to the start. */
  readonly prepare: (engine: Engine) => Promise<void>;
}

const made = async (engine: Engine): Promise<void> => {
  await succeed(engine.up());
};

/** Changes that update, replace, make and delete: most of what an update can do. */
const changed = ["environment file", "port", "NAT on", "new service", "log retention"];

/** What is not a service: each lives its whole life in the test of its own, with the changes of its settings. */
const besideServices = [
  { name: "jobs", example: "jobs", sample: /scheduler\/|sfn\/|::migrate$/ },
  { name: "queue", example: "worker-fleet", sample: /sqs\/|::worker-backlog-/ },
  { name: "database", example: "existing-platform", sample: /::web-reaches-|::web-execution$/ },
] as const;

const disposable = (engine: Engine): void => {
  set([], { "drydock:lifecycle": "disposable" })(engine.scratch);
};

const examplePhases = besideServices.flatMap(({ name, example, sample }): Phase[] => {
  const shared = { source: `examples/${example}/Pulumi.example.yaml`, sample };
  return [
    {
      ...shared,
      name: `${name}: first update`,
      operation: "up",
      prepare: (engine) => {
        disposable(engine);
        return Promise.resolve();
      },
    },
    {
      ...shared,
      name: `${name}: destruction`,
      operation: "destroy",
      prepare: (engine) => {
        disposable(engine);
        return made(engine);
      },
    },
  ];
});

export const phases: readonly Phase[] = [
  { name: "first update", operation: "up", prepare: () => Promise.resolve() },
  {
    name: "change",
    operation: "up",
    prepare: async (engine) => {
      await made(engine);
      for (const { name, apply } of everydayChanges) {
        if (changed.includes(name)) apply(engine.scratch);
      }
    },
  },
  { name: "refresh", operation: "refresh", prepare: made },
  { name: "destruction", operation: "destroy", prepare: made },
  ...examplePhases,
];

/** One call that fails once. */
export interface FaultPoint {
  readonly method: Method;
  readonly subject: string;
  /** The n-th call of this method for this subject. */
  readonly nth: number;
}

interface Prepared {
  readonly phase: Phase;
  readonly engine: Engine;
  /** Snapshot of the scratch folder. */
  readonly start: string;
  readonly points: readonly FaultPoint[];
  /** Objects that the phase leaves in the cloud on purpose, such as a former environment file. */
  readonly retained: readonly string[];
}

/** A phase that is ready to be run with a fault, as often as wanted. */
export class PreparedPhase {
  private constructor(private readonly prepared: Prepared) {}

  get phase(): Phase {
    return this.prepared.phase;
  }

  get points(): readonly FaultPoint[] {
    return this.prepared.points;
  }

  /** Runs the phase once without a fault to see its calls. */
  static async prepare(phase: Phase): Promise<PreparedPhase> {
    const { source = "Pulumi.test.yaml" } = phase;
    const stack = source.split(".").at(-2) ?? "";
    // A job before services succeeds; what its failure does is in jobs.engine.ts.
    const tasks = () => Promise.resolve();
    const engine = await Engine.open(new Scratch(source, stack), { tasks });
    await phase.prepare(engine);
    const start = engine.scratch.snapshot();
    await engine.restore(start);
    await engine.sandbox.providers.control({ record: true });
    await succeed(engine.run(phase.operation));
    const points = pointsOf(await engine.sandbox.providers.calls());
    return new PreparedPhase({ phase, engine, start, points, retained: disagreements(engine) });
  }

  /**
   * Lets one call fail, then runs the operation again.
   *
   * @returns what went wrong; empty where the stack came out whole
   */
  async strike(point: FaultPoint, kind: Fault["kind"] = "refuse"): Promise<string[]> {
    const { engine, phase, start, retained } = this.prepared;
    await engine.restore(start);
    const message = `struck: ${point.method}`;
    await engine.sandbox.providers.control({ faults: [{ ...point, kind, message }] });
    const first = await engine.run(phase.operation);
    const problems: string[] = [];
    if (first.ok) {
      if (this.isNeeded(point)) problems.push("the operation did not fail");
    } else if (kind === "refuse" && !first.output.includes(message)) {
      problems.push(`the provider's message is lost: ${first.errors.join(" | ")}`);
    }
    if (kind === "die") await engine.reopen();
    const second = await engine.run(phase.operation);
    if (!second.ok) problems.push(`the next run fails: ${second.errors.join(" | ")}`);
    problems.push(...disagreements(engine).filter((one) => !retained.includes(one)));
    const left = engine.cloud().filter(({ type }) => type.startsWith("aws:"));
    if (phase.operation === "destroy" && left.length > 0) {
      problems.push(`${left.length} things are left`);
    }
    return problems;
  }

  /** False for the configuration of a provider that is then not called: a destruction leaves images where they are. */
  private isNeeded({ method, subject }: FaultPoint): boolean {
    const provider = subject.split(":").at(-1) ?? "";
    const calls = this.points.filter((point) => point.method !== "configure");
    return method !== "configure" || calls.some((call) => packageOf(call) === provider);
  }

  async close(): Promise<void> {
    await this.prepared.engine.close();
    rmSync(this.prepared.start, { recursive: true, force: true });
  }
}

/** Calls of a resource are told apart by method, URN and how often it was called. */
function pointsOf(calls: readonly Call[]): FaultPoint[] {
  const counts = new Map<string, number>();
  return calls
    .filter(({ preview }) => !preview)
    .map(({ method, subject }) => {
      const key = `${method} ${subject}`;
      const nth = (counts.get(key) ?? 0) + 1;
      counts.set(key, nth);
      return { method, subject, nth };
    });
}

/** Of a resource's own type, or of an invoke's token. */
const packageOf = ({ subject }: FaultPoint): string => withoutParents(subject).split(":")[0] ?? "";

export const nameOf = ({ method, subject, nth }: FaultPoint): string => {
  const what = subject.startsWith("urn:") ? withoutParents(subject).replace("::", " ") : subject;
  return `${method} ${what}${nth > 1 ? ` (call ${nth})` : ""}`;
};
