/** Starts the process of the stand-in providers and talks to it. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { forkModule, stopChild } from "../../fork";
import { SandboxError } from "../errors";
import { type Call, calm, type Control } from "./control";
import type { FromProviders, ToProviders } from "./messages";

/** The running stand-in providers. */
export interface Providers {
  readonly pid: number;
  /** Value of `PULUMI_DEBUG_PROVIDERS`: the engine attaches to these providers instead of starting plugins. */
  readonly attach: string;
  /** Sets the faults of later calls and clears the recorded calls. */
  control(control: Partial<Control>): Promise<void>;
  /** The calls since the last `control` with `record`. */
  calls(): Promise<readonly Call[]>;
  stop(): Promise<void>;
}

/** @param cloudFile file in which the cloud keeps its resources */
export async function startProviders(cloudFile: string): Promise<Providers> {
  const child = forkModule(join(__dirname, "main"), [cloudFile], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errorOutput = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errorOutput += text;
  });
  const ready = await expectMessage(child, "ready").catch((error: unknown) => {
    child.kill("SIGKILL");
    const reason = errorOutput === "" ? String(error) : errorOutput;
    throw new SandboxError(`The stand-in providers did not start: ${reason}`);
  });
  // Do not keep the sandbox alive for the child, which ends with the sandbox.
  child.unref();
  child.channel?.unref();
  const ports = ready.kind === "ready" ? ready.ports : {};
  const ask = async (message: ToProviders, answer: FromProviders["kind"]) => {
    child.channel?.ref();
    try {
      const answered = expectMessage(child, answer);
      child.send(message);
      return await answered;
    } finally {
      child.channel?.unref();
    }
  };
  return {
    pid: child.pid ?? 0,
    attach: Object.entries(ports)
      .map(([name, port]) => `${name}:${port}`)
      .join(","),
    control: async (control) => {
      await ask({ kind: "control", control: { ...calm, ...control } }, "controlled");
    },
    calls: async () => {
      const answer = await ask({ kind: "calls" }, "calls");
      return answer.kind === "calls" ? answer.calls : [];
    },
    stop: () => stop(child),
  };
}

/** Without a signal: only a process that ends by itself keeps its compiled code for the next one. */
async function stop(child: ChildProcess): Promise<void> {
  if (!child.connected) return stopChild(child);
  child.ref();
  const end = once(child, "exit");
  child.disconnect();
  await end;
}

function expectMessage(child: ChildProcess, kind: FromProviders["kind"]): Promise<FromProviders> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      act();
    };
    const onMessage = (message: FromProviders) => {
      if (message.kind !== kind) return;
      settle(() => {
        resolve(message);
      });
    };
    const onExit = (code: number | null) => {
      settle(() => {
        reject(new Error(`they exited with code ${String(code)}`));
      });
    };
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}
