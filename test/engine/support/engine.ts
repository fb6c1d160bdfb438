/** Runs the engine in a test and says what it did. */
import * as assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent, PulumiCommand } from "@pulumi/pulumi/automation";
import { stackFileVariable } from "../../../drydock/config";
import { findCli } from "../../../drydock/offline/engine/cli/find";
import type { CloudObject } from "../../../drydock/offline/cloud/store";
import {
  openSandbox,
  type Sandbox,
  type SandboxOptions,
} from "../../../drydock/offline/engine/sandbox";
import { pipedCommand, withoutResults } from "../../../drydock/offline/engine/workspace/command";
import { isMap } from "drydock-components/model/check/path";
import { cloudIn } from "./cloud";
import { separateConnections } from "./connections";
import { root, type Scratch } from "./scratch";
import { pendingUrns } from "./state";

let command: Promise<PulumiCommand> | undefined;

/** The CLI; looked for once. */
export function cli(): Promise<PulumiCommand> {
  command ??= pipedCommand(findCli()).then(withoutResults);
  return command;
}

/** The steps of the engine. */
export interface Run {
  readonly ok: boolean;
  /** In the order in which they began: `create aws:ecs/service:Service web`. Nothing that stays the same. */
  readonly steps: readonly string[];
  /** Everything that went to the display, and errors. */
  readonly output: string;
  /** Texts of errors. */
  readonly errors: readonly string[];
  readonly events: readonly EngineEvent[];
  readonly seconds: number;
}

export type Operation = "up" | "preview" | "refresh" | "destroy";

/** Further options of a test. */
export interface RunOptions {
  readonly policies?: boolean;
  readonly previewOnly?: boolean;
}

/** Options of a test's sandbox. */
interface EngineOptions extends Partial<
  Pick<SandboxOptions, "program" | "tasks" | "root" | "folder">
> {
  /** Whether the engine writes its state at every step, which a killed update needs; else once, at the end. */
  readonly checkpoints?: boolean;
}

const stateOnce = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** A sandbox in the scratch folder. */
export class Engine {
  private configured = false;

  private constructor(
    readonly scratch: Scratch,
    public sandbox: Sandbox,
    private readonly options: SandboxOptions & Pick<EngineOptions, "checkpoints">,
  ) {
    this.writeStateOnce();
  }

  static async open(scratch: Scratch, options: EngineOptions = {}): Promise<Engine> {
    separateConnections();
    const all = {
      root,
      stack: scratch.stack,
      stackFile: scratch.stackFile,
      folder: join(scratch.folder, "sandbox"),
      command: await cli(),
      ...options,
    };
    return new Engine(scratch, await openSandbox(all), all);
  }

  /** Goes back to a snapshot of the scratch folder: state, cloud, files. */
  async restore(snapshot: string): Promise<void> {
    await this.sandbox.close();
    this.scratch.restore(snapshot);
    await this.openAgain();
  }

  /** Starts the providers again, on the cloud as it is. */
  async reopen(): Promise<void> {
    await this.sandbox.close();
    await this.openAgain();
  }

  private async openAgain(): Promise<void> {
    this.sandbox = await openSandbox(this.options);
    this.writeStateOnce();
  }

  /** Half of the engine's time of a first update. */
  private writeStateOnce(): void {
    if (this.options.checkpoints !== true) {
      Object.assign(this.sandbox.stack.workspace.envVars, stateOnce);
    }
  }

  /** Leaves the copy of the stack file alone from now on: it was configured by hand. */
  useConfigAsItIs(): void {
    this.configured = true;
  }

  /** Waits until an update holds the lock. */
  async untilLocked(): Promise<void> {
    await until(() => this.locks().length > 0);
  }

  /** Waits until the engine has begun to make something of a type. */
  async untilPending(type: string): Promise<void> {
    await until(() => pendingUrns(this).some((urn) => urn.includes(type)));
  }

  /** Kills the engine that holds the lock. */
  kill(): void {
    const [lock = ""] = this.locks();
    const holder: unknown = JSON.parse(readFileSync(lock, "utf8"));
    const pid = isMap(holder) ? holder["pid"] : undefined;
    assert.ok(typeof pid === "number" && pid > 1);
    process.kill(pid, "SIGKILL");
  }

  private locks(): string[] {
    const folder = join(this.sandbox.folder.stateFolder, ".pulumi", "locks");
    return globSync("**/*.json", { cwd: folder }).map((path) => join(folder, path));
  }

  async run(
    operation: Operation,
    { policies = false, previewOnly = false }: RunOptions = {},
  ): Promise<Run> {
    process.env[stackFileVariable] = this.scratch.stackFile;
    if (!this.configured) await this.sandbox.readStackFile();
    const events: EngineEvent[] = [];
    const output: string[] = [];
    const options = {
      color: "never" as const,
      onEvent: (event: EngineEvent) => events.push(event),
      onOutput: (text: string) => output.push(text),
      onError: (text: string) => output.push(text),
      ...(policies ? this.sandbox.policyPacks : {}),
      ...(previewOnly ? { previewOnly } : {}),
    };
    const started = process.hrtime.bigint();
    let failure: unknown;
    try {
      await this.sandbox.stack[operation](options);
    } catch (error) {
      failure = error;
      output.push(error instanceof Error ? error.message : String(error));
    }
    return {
      ok: failure === undefined,
      steps: events.flatMap(stepOf),
      output: output.join(""),
      errors: events.flatMap(errorOf),
      events,
      seconds: Number(process.hrtime.bigint() - started) / 1e9,
    };
  }

  up = (options?: RunOptions): Promise<Run> => this.run("up", options);
  preview = (options?: RunOptions): Promise<Run> => this.run("preview", options);
  refresh = (): Promise<Run> => this.run("refresh");
  destroy = (): Promise<Run> => this.run("destroy");
  /** The preview that the CLI shows before it destroys; the Automation API leaves it out. */
  previewDestroy = (): Promise<Run> => this.run("destroy", { previewOnly: true });

  cloud = (): readonly CloudObject[] => cloudIn(this.sandbox.folder);

  async close(): Promise<void> {
    await this.sandbox.close();
    this.scratch.remove();
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it did not come to that within half a minute");
}

const name = (urn: string): string => urn.split("::").slice(3).join("::");

/** Steps that begin; `same`, and the logical `replace` between creation and deletion, are no work. */
function stepOf({ resourcePreEvent }: EngineEvent): string[] {
  const metadata = resourcePreEvent?.metadata;
  if (metadata === undefined) return [];
  const { op, type, urn } = metadata;
  if (["same", "replace", "refresh", "read"].includes(op)) return [];
  return [`${op} ${type} ${name(urn)}`];
}

function errorOf({ diagnosticEvent }: EngineEvent): string[] {
  return diagnosticEvent?.severity === "error" ? [diagnosticEvent.message] : [];
}

const signs: Readonly<Record<string, string>> = { create: "+", update: "~", delete: "-" };

/**
 * The step of each real resource (components are only book-keeping), sorted: `+` created, `~` changed in place,
 * `-` deleted, `+-` replaced and the new one made first, `-+` replaced and the old one deleted first.
 */
export function changesOf(run: Run): string[] {
  const operations = new Map<string, string[]>();
  for (const step of run.steps) {
    const [operation = "", type = "", ...rest] = step.split(" ");
    if (
      type.startsWith("drydock:") ||
      type.startsWith("awsx:") ||
      type.startsWith("pulumi:pulumi:")
    ) {
      continue;
    }
    const what = `${shortType(type)} ${rest.join(" ")}`;
    operations.set(what, [...(operations.get(what) ?? []), operation]);
  }
  return sortedChanges([...operations].map(([what, done]) => `${signOf(done)} ${what}`));
}

/** By resource, whatever the sign. */
export function sortedChanges(changes: readonly string[]): string[] {
  const what = (change: string): string => change.slice(change.indexOf(" "));
  return [...changes].sort((left, right) => (what(left) < what(right) ? -1 : 1));
}

function signOf(done: readonly string[]): string {
  const [first = ""] = done;
  if (first === "create-replacement") return "+-";
  if (first === "delete-replaced") return "-+";
  return signs[first] ?? first;
}

/** `aws:ecs/service:Service` is `ecs.Service`. */
function shortType(type: string): string {
  const [package_ = "", module = "", short = ""] = type.split(":");
  return package_ === "aws" ? `${module.split("/")[0] ?? ""}.${short}` : `${package_}.${short}`;
}

/** @throws AssertionError with everything the engine said, where it failed */
export async function succeed(run: Promise<Run>): Promise<Run> {
  const done = await run;
  assert.ok(done.ok, [...done.errors, done.output].join("\n"));
  return done;
}
