import { jsonIn } from "../json";
import { mapValues } from "./map-values";
import { dirname, join, relative, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { checkSettings, locateFindings, type Settings } from "./check";
import { checkedStack, stackFileVariable } from "./checked";
import { readDocument } from "./document";
import { diskFiles, readText } from "drydock-components/files";
import { configOf, loaded, type LoadedStack, topProblems, unreadSettings } from "./loader";
import { isMap, valueAt } from "drydock-components/model/check/path";
import { formatProblems, type Problem } from "./problems";
import { isSealed } from "./secret-values";
import { stackFolder } from "../stack-files";

/** A stack file that is wrong. Pulumi prints its message, the whole report, without a stack trace. */
export class StackFileError extends pulumi.RunError {
  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = "StackFileError";
  }
}

/** A stack as the program uses it: checked, with the secret values that only the engine knows. */
export interface Stack extends LoadedStack {
  /** A given value of a managed secret, by its place in the versions (0 is the oldest). Secret. */
  secretValue(secret: string, version: number, key: string): pulumi.Output<string>;
}

export interface EngineOptions {
  /** The stack file, for positions and as the start of relative paths. Defaults to the one DRYDOCK_STACK_FILE names, else Pulumi.<stack>.yaml beside Pulumi.yaml. */
  readonly stackFile?: string;
}

/** The stack file of the running stack: the one that DRYDOCK_STACK_FILE names, else that beside Pulumi.yaml. */
export function stackFilePath(): string {
  return (
    process.env[stackFileVariable] ??
    join(stackFolder(pulumi.getRootDirectory()), `Pulumi.${pulumi.getStack()}.yaml`)
  );
}

/**
 * The configuration of the running stack, checked.
 *
 * Values are the engine's (so `--config` and `--config-file` count); lines are those of the stack file where both
 * agree.
 *
 * @throws StackFileError with every problem in one report.
 */
export function loadStack(options: EngineOptions = {}): Stack {
  const stack = pulumi.getStack();
  const path = options.stackFile ?? stackFilePath();
  const engine = engineValues();
  const known = checkedStack(resolve(path));
  if (known?.stack === stack && agrees(known.values, engine)) return stackOf(known, engine);
  const folder = dirname(path);
  const file = relative(process.cwd(), path);
  const text = readText(path);
  const reading = text === undefined ? undefined : readDocument(file, text);
  const document = reading?.document;
  const inFile = document === undefined ? {} : configOf(document);
  const same = new Set(
    Object.keys(engine).filter(
      (key) => Object.hasOwn(inFile, key) && agrees(inFile[key], engine[key]),
    ),
  );
  const settings: Settings = {
    values: mapValues(engine, (value, key) => (same.has(key) ? inFile[key] : value)),
    stack,
    files: diskFiles(folder),
    shownFile: (named) => join(dirname(file), named),
    agrees: (key) => same.has(key),
    unread: document === undefined ? [] : unreadSettings(document),
    today: new Date(),
  };
  const { checked, findings } = checkSettings(settings);
  const problems = [
    ...(reading?.problems ?? []),
    ...(document === undefined ? [] : topProblems(document)),
    ...locateFindings(findings, settings, document?.positions),
  ];
  if (checked === undefined || problems.length > 0) throw new StackFileError(problems);
  const { values } = settings;
  const about = { stack, folder, positions: document?.positions, values };
  return stackOf(loaded(checked, about), engine);
}

/** A checked stack with the secret values that the engine knows. */
function stackOf(checked: LoadedStack, engine: Readonly<Record<string, unknown>>): Stack {
  return {
    ...checked,
    secretValue(secret, version, key) {
      const path = ["drydock:secrets", secret, "versions", version, key];
      const value = valueAt(engine, path);
      if (typeof value !== "string") {
        throw new pulumi.RunError(`No value was given for ${key} of the secret ${secret}.`);
      }
      return pulumi.secret(value);
    },
  };
}

/** The engine gives every value as text: objects and lists as JSON, secrets decrypted. */
function engineValues(): Record<string, unknown> {
  return mapValues(pulumi.runtime.allConfig(), fromEngine);
}

function fromEngine(text: string): unknown {
  return /^\s*[[{]/.test(text) ? (jsonIn(text) ?? text) : text;
}

/** Whether the file's value is the engine's; ciphertext may be anything. */
function agrees(inFile: unknown, engine: unknown): boolean {
  if (isSealed(inFile)) return true;
  if (Array.isArray(inFile) && Array.isArray(engine)) {
    const others: readonly unknown[] = engine;
    return (
      inFile.length === others.length && inFile.every((item, index) => agrees(item, others[index]))
    );
  }
  if (isMap(inFile) && isMap(engine)) {
    const keys = Object.keys(inFile);
    return (
      keys.length === Object.keys(engine).length &&
      keys.every((key) => Object.hasOwn(engine, key) && agrees(inFile[key], engine[key]))
    );
  }
  return inFile === engine || (typeof engine === "string" && scalarText(inFile) === engine);
}

function scalarText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
