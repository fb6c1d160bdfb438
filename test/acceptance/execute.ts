import { spawn } from "node:child_process";

/** A program to run. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder?: string;
  /** Variables besides those of this process. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether it reads from the user's terminal. Defaults to no input. */
  readonly terminal?: boolean;
  /** Ends it as Ctrl-C does: once, and it may finish what it is doing. */
  readonly signal?: AbortSignal;
  readonly onOutput?: (text: string) => void;
}

export interface Ended {
  /** Null where a signal ended it, or where there is no such program. */
  readonly code: number | null;
  /** What it printed, on both streams. */
  readonly output: string;
  readonly stdout: string;
  /** There is no such program on the PATH. */
  readonly missing: boolean;
}

export type Execute = (command: Command) => Promise<Ended>;

/** Runs a program to its end. */
export const execute: Execute = (command) =>
  new Promise((resolve, reject) => {
    const { program, args, folder, variables, terminal = false, signal, onOutput } = command;
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...variables },
      stdio: [terminal ? "inherit" : "ignore", "pipe", "pipe"],
      // A group of its own: the terminal's Ctrl-C reaches this process only, which passes it on once.
      detached: !terminal,
    });
    let [output, stdout] = ["", ""];
    const read = (text: string): void => {
      output += text;
      onOutput?.(text);
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      read(text);
    });
    child.stderr.setEncoding("utf8").on("data", read);
    // A program on the terminal hands SIGINT on to the other end.
    const interrupt = (): void => void child.kill(terminal ? "SIGTERM" : "SIGINT");
    signal?.addEventListener("abort", interrupt, { once: true });
    const end = (): void => {
      signal?.removeEventListener("abort", interrupt);
    };
    child.once("error", (error: NodeJS.ErrnoException) => {
      end();
      // EACCES: a folder of the PATH that this user may not read.
      if (error.code === "ENOENT" || error.code === "EACCES") {
        resolve({ code: null, output, stdout, missing: true });
      } else reject(error);
    });
    child.once("close", (code) => {
      end();
      resolve({ code, output, stdout, missing: false });
    });
  });
