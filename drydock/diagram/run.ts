/** `drydock diagram`: the picture of an environment, from what its program registers. */
import { resolve } from "node:path";
import { type LoadedFile, loadStackFile } from "../config/loader";
import { formatProblems } from "../config/problems";
import { UsageError } from "../errors";
import type { Capture } from "../offline/capture/types";
import { loadProgramLazily } from "../offline/lazy-sdk";
import { displayPath } from "../offline/preview/paths";
import type { EnvironmentTask } from "../offline/preview/results";
import { targetOf } from "../offline/preview/targets";
import type { Progress } from "../progress";
import type { Surroundings } from "../surroundings";
import { writeNamed } from "../write-file";
import { bundled, isWorkload } from "./bundle";
import { diagramOf } from "./from-capture";
import { around, type Diagram } from "./model";

/** The user's choices. */
export interface DiagramOptions {
  readonly stack: string;
  readonly config?: string;
  /** Draw one service or job and its neighbours. */
  readonly service?: string;
  readonly format: "svg" | "mermaid";
  /** A file, instead of standard output. */
  readonly out?: string;
}

/** @returns 0, or 1 if the stack file has problems or the program fails */
export async function drawStack(
  { out: file, ...options }: DiagramOptions,
  { folder, out, err, progress }: Surroundings,
): Promise<number> {
  const registered = await registeredIn(targetOf(folder, options), progress);
  if (typeof registered === "string") {
    err(registered);
    return 1;
  }
  const diagram = pictured(diagramOf(registered.capture), options.service);
  const text = await drawingOf(diagram, options.format);
  if (file === undefined) {
    out(text);
    return 0;
  }
  const path = resolve(folder, file);
  writeNamed(displayPath(path), path, text);
  return 0;
}

/**
 * The stack file and the registrations of an update, or the problems of the stack file or the program as text.
 *
 * @param text in place of the stack file's own
 */
export async function registeredIn(
  { request, program }: EnvironmentTask,
  progress: Progress,
  text?: string,
): Promise<{ readonly loaded: LoadedFile; readonly capture: Capture } | string> {
  const { stackFile, root } = request;
  const loaded = loadStackFile(stackFile, { displayName: displayPath(stackFile), text });
  if ("problems" in loaded) return formatProblems(loaded.problems);
  // The SDK reads it once, when it is loaded; the engine sets it too.
  process.env["PULUMI_NODEJS_ROOT_DIRECTORY"] = root;
  const doing = `${request.stack}: running the program`;
  progress.say(doing);
  loadProgramLazily();
  const { contained, failureText } = await import("../offline/preview/contained");
  const { registrationsOf, sometimes } = await import("../offline/preview/registrations");
  const { programAt } = await import("../offline/load-program");
  try {
    const capture = await contained(() =>
      registrationsOf(request, loaded, {
        program: programAt(root, program),
        preview: false,
        counted: sometimes((count) => {
          progress.say(`${doing}: ${count} resources`);
        }),
      }),
    );
    return { loaded, capture };
  } catch (error) {
    return `${request.stack}: ${await failureText(error)}\n`;
  }
}

function pictured(diagram: Diagram, service: string | undefined): Diagram {
  if (service === undefined) return bundled(diagram);
  const workloads = diagram.nodes.filter(isWorkload);
  const node = workloads.find(({ name }) => name === service);
  if (node !== undefined) return around(diagram, node.id);
  const known = workloads.map(({ name }) => name).sort();
  throw new UsageError(`There is no service or job ${service}: the stack has ${known.join(", ")}.`);
}

async function drawingOf(diagram: Diagram, format: DiagramOptions["format"]): Promise<string> {
  if (format === "mermaid") {
    const { mermaidText } = await import("./mermaid");
    return mermaidText(diagram);
  }
  const { layoutOf } = await import("./layout");
  const { svgText } = await import("./svg");
  return svgText(await layoutOf(diagram), diagram.title);
}
