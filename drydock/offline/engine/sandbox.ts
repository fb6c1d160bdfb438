/** One stack on the real engine and the stand-in cloud. */
import { execFile, type ExecFileOptions } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type ConfigMap,
  type InlineProgramArgs,
  LocalWorkspace,
  type LocalWorkspaceOptions,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { loadStackFile, stackFileVariable } from "../../config";
import { standInForTasks, type TaskRunner } from "../../operate/run/runner";
import { projectSetting, stackFilesOf } from "../../stack-files";
import { keepStateInCallbacks } from "../capture/own-callbacks";
import { makePropertiesLazily } from "../capture/lazy-properties";
import { restoring } from "../capture/replace-function";
import { spareDebugging } from "../capture/spare-debugging";
import { programAt } from "../load-program";
import { type PackChoice, packOptions } from "../pack/levels";
import { SandboxError } from "./errors";
import { addExistingObjects } from "./existing-objects";
import { refuseMissing } from "./missing-stack";
import { type Providers, startProviders } from "./provider/process";
import { withoutSelection } from "./workspace/command";
import { mandatoryLevels } from "./workspace/levels";
import { refuseDamagedState } from "./workspace/state";
import {
  engineEnvironment,
  type SandboxFolder,
  sandboxFolder,
  stateFile,
  writeFolder,
} from "./workspace/folder";
import { isMap } from "drydock-components/model/check/path";

/** Options of a sandbox. */
export interface SandboxOptions {
  /** Folder with Pulumi.yaml and index.ts. */
  readonly root: string;
  readonly stack: string;
  /** Defaults to Pulumi.<stack>.yaml in the root. */
  readonly stackFile?: string;
  /** The folder of state and cloud. Defaults to `.sandbox/<stack>` in the root. */
  readonly folder?: string;
  /** Defaults to the root's index.ts. */
  readonly program?: PulumiFn;
  readonly command: PulumiCommand;
  /** Runs the jobs that services wait for. Defaults to none that fails. */
  readonly tasks?: TaskRunner;
  /** Receives the name of each step as it begins. */
  readonly say?: (doing: string) => void;
}

/** A stack that is ready for updates. Callers must close it. */
export interface Sandbox {
  readonly stack: Stack;
  readonly folder: SandboxFolder;
  readonly providers: Providers;
  readonly policyPacks: PolicyPacks;
  /** As `policyPacks`, without the advisory policies. */
  readonly mandatoryPacks: PolicyPacks;
  /** Copies the current stack file again; opening the sandbox copied it first. */
  readStackFile(): Promise<void>;
  /** Runs a command on this stack that the Automation API lacks. */
  pulumi(...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** The options of an update with the repository's policies. */
export interface PolicyPacks {
  readonly policyPacks?: string[];
  readonly policyPackConfigs?: string[];
}

/** Placeholder for values that only the owner's key can decrypt. */
const placeholder = "placeholder-for-a-secret";

/** @throws UsageError if the stack file is missing @throws SandboxError if the providers do not start */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { root, stack, command, say = () => undefined } = options;
  const own = stackFilesOf(root);
  const stackFile = options.stackFile ?? own.get(stack) ?? join(root, `Pulumi.${stack}.yaml`);
  refuseMissing(stackFile, { root, stack, stacks: [...own.keys()] });
  const project = projectName(root);
  const folder = sandboxFolder(options.folder ?? join(root, ".sandbox", stack));
  const state = stateFile(folder, { project, stack });
  refuseDamagedState(state, stack);
  const writeStackFile = () =>
    writeFolder(folder, { project, stack, root, stackFileText: readFileSync(stackFile, "utf8") });
  const securePaths = writeStackFile();
  const loaded = loadStackFile(stackFile);
  if (!("problems" in loaded)) {
    addExistingObjects(folder.cloudFile, loaded);
  }
  say("starting the stand-in cloud, step 1 of 3");
  const providers = await startProviders(folder.cloudFile);
  const restoreSdk = restoring([spareDebugging(), makePropertiesLazily()]);
  const restoreTasks = standInForTasks(options.tasks ?? (() => Promise.resolve()));
  // The program reads lines and relative paths from the file itself, values from the engine.
  process.env[stackFileVariable] = stackFile;
  const { program, restoreCallbacks } = inOwnState(options.program ?? pulumiProgram(root));
  const close = async (): Promise<void> => {
    restoreCallbacks();
    Reflect.deleteProperty(process.env, stackFileVariable);
    restoreSdk();
    restoreTasks();
    await providers.stop();
  };
  const environment = engineEnvironment(folder, providers.attach);
  try {
    say("opening the stack in the engine, step 2 of 3");
    const opened = await openStack(
      { stackName: stack, projectName: project, program },
      { workDir: folder.path, envVars: environment, pulumiCommand: command },
      existsSync(state),
    );
    say("configuring the stack, step 3 of 3");
    await setPlaceholders(opened, securePaths);
    const policyPacks = policyPacksOf({ root, stack, stackFile, loaded });
    return {
      stack: opened,
      folder,
      providers,
      policyPacks,
      mandatoryPacks: mandatoryOf(policyPacks, folder),
      readStackFile: () => setPlaceholders(opened, writeStackFile()),
      pulumi: (...args) => {
        say(`running pulumi ${args[0] ?? ""}`);
        return run(command.command, [...args, "--stack", stack, "--non-interactive"], {
          cwd: folder.path,
          env: { ...process.env, ...environment },
        });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Not by `createOrSelectStack`, which starts the CLI to look for the stack. */
function openStack(
  inline: InlineProgramArgs,
  options: LocalWorkspaceOptions & { readonly pulumiCommand: PulumiCommand },
  exists: boolean,
): Promise<Stack> {
  if (!exists) return LocalWorkspace.createStack(inline, options);
  const pulumiCommand = withoutSelection(options.pulumiCommand);
  return LocalWorkspace.selectStack(inline, { ...options, pulumiCommand });
}

async function run(command: string, args: string[], options: ExecFileOptions): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { ...options, maxBuffer: Infinity });
  return stdout.toString();
}

/** The program of a project's index.ts, with its exports as outputs. */
export function pulumiProgram(root: string): PulumiFn {
  const run = programAt(root, join(root, "index.ts"));
  return () => {
    const outputs = run();
    return Promise.resolve(isMap(outputs) ? { ...outputs } : {});
  };
}

/** A program whose transforms and hooks run in the state of the update that called it last. */
function inOwnState(program: PulumiFn) {
  let restore = (): void => undefined;
  return {
    program: (): ReturnType<PulumiFn> => {
      restore();
      restore = keepStateInCallbacks();
      return program();
    },
    restoreCallbacks: (): void => {
      restore();
    },
  };
}

async function setPlaceholders(stack: Stack, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const values: ConfigMap = {};
  for (const path of paths) values[path] = { value: placeholder, secret: true };
  await stack.setAllConfig(values, true);
}

function projectName(root: string): string {
  const name = projectSetting(root, "name");
  if (name === undefined) throw new SandboxError(`${join(root, "Pulumi.yaml")} has no name.`);
  return name;
}

/** The pack with the levels of a preview; an invalid stack file stops the program before any policy. */
function policyPacksOf(choice: PackChoice): PolicyPacks {
  const found = packOptions(choice);
  return "problem" in found ? {} : { policyPacks: [found.pack], policyPackConfigs: [found.levels] };
}

function mandatoryOf(packs: PolicyPacks, { path }: SandboxFolder): PolicyPacks {
  const [levels] = packs.policyPackConfigs ?? [];
  if (levels === undefined) return packs;
  const file = join(path, "mandatory-levels.json");
  const all: unknown = JSON.parse(readFileSync(levels, "utf8"));
  writeFileSync(file, JSON.stringify(mandatoryLevels(isMap(all) ? all : {})));
  return { ...packs, policyPackConfigs: [file] };
}
