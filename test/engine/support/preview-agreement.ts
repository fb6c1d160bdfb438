/** Whether `npx drydock preview` shows what the engine is given. */
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { stackFileVariable } from "../../../drydock/config";
import { capture, type CapturedResource } from "../../../drydock/offline/capture";
import { defaultsKey } from "../../../drydock/offline/engine/provider/defaults";
import { join } from "node:path";
import { isMap } from "drydock-components/model/check/path";
import { maps, type Values } from "../../../drydock/offline/engine/workspace/values";
import { engineConfig } from "../../../drydock/offline/preview/engine-config";
import { programOf } from "../../program/run-program";
import type { Engine } from "./engine";
import { root } from "./scratch";

/** The part of a resource that both sides know. */
interface Comparable {
  readonly parent: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly inputs: unknown;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Values;
}

const aspects = [
  "parent",
  "protect",
  "retainOnDelete",
  "inputs",
  "dependencies",
  "propertyDependencies",
] as const;

/** Where the preview and the engine differ on a stack that was just made; empty where they agree. */
export async function previewDifferences(engine: Engine): Promise<string[]> {
  const { stack, stackFile, source } = engine.scratch;
  process.env[stackFileVariable] = stackFile;
  const config = engineConfig(readFileSync(stackFile, "utf8"));
  const options = { project: "drydock", stack, preview: false, ...config };
  const captured = await capture(options, programOf(join(root, source)));
  const previewed = new Map(captured.resources.map((one) => [one.urn, ofCapture(one)]));
  const given = new Map((await stateOf(engine)).map((one) => [text(one["urn"]), ofState(one)]));
  return [
    ...[...previewed.keys()].filter((urn) => !given.has(urn)).map((urn) => `preview only: ${urn}`),
    ...[...given.keys()].filter((urn) => !previewed.has(urn)).map((urn) => `engine only: ${urn}`),
    ...[...given].flatMap(([urn, one]) => differences(urn, previewed.get(urn), one)),
  ];
}

function differences(urn: string, previewed: Comparable | undefined, given: Comparable): string[] {
  if (previewed === undefined) return [];
  return (
    aspects
      // The state of a remote component holds what its plugin registered it with: nothing.
      .filter((aspect) => aspect !== "inputs" || !urn.includes("awsx:ec2:Vpc::"))
      .filter((aspect) => !isDeepStrictEqual(previewed[aspect], given[aspect]))
      .map(
        (aspect) =>
          `${aspect} of ${urn}: preview ${JSON.stringify(previewed[aspect])}, engine ${JSON.stringify(given[aspect])}`,
      )
  );
}

/** The state with secrets in the clear: the comparison is of values. It stays in memory. */
async function stateOf(engine: Engine): Promise<Values[]> {
  const exported: unknown = JSON.parse(
    await engine.sandbox.pulumi("stack", "export", "--show-secrets"),
  );
  const deployment = isMap(exported) ? exported["deployment"] : undefined;
  const resources = maps(isMap(deployment) ? deployment["resources"] : undefined);
  // Providers that the engine makes for itself, where the program names none.
  return resources.filter(({ urn }) => !/::pulumi:providers:[^:]+::default/.test(text(urn)));
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function ofState(resource: Values): Comparable {
  const { type, parent, protect, retainOnDelete, inputs, dependencies, propertyDependencies } =
    resource;
  const byProperty = isMap(propertyDependencies) ? propertyDependencies : {};
  return {
    parent: text(parent),
    protect: protect === true,
    retainOnDelete: retainOnDelete === true,
    inputs: plain(isMap(inputs) ? withoutEngineKeys(inputs, text(type)) : {}),
    dependencies: sorted(dependencies),
    propertyDependencies: nonEmpty(byProperty),
  };
}

function ofCapture(resource: CapturedResource): Comparable {
  const { parent, protect, retainOnDelete, checkedInputs } = resource;
  return {
    parent: parent ?? "",
    protect,
    retainOnDelete,
    inputs: plain(checkedInputs),
    dependencies: sorted(resource.dependencies),
    propertyDependencies: nonEmpty(resource.propertyDependencies),
  };
}

const sorted = (urns: unknown): string[] => (Array.isArray(urns) ? urns.map(String).sort() : []);

const nonEmpty = (dependencies: Values): Values =>
  Object.fromEntries(
    Object.entries(dependencies)
      .map(([key, urns]): [string, string[]] => [key, sorted(urns)])
      .filter(([, urns]) => urns.length > 0)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );

/** The engine notes a provider's version among its inputs. */
const withoutEngineKeys = (inputs: Values, type: string): Values =>
  Object.fromEntries(
    Object.entries(inputs).filter(
      ([key]) => !type.startsWith("pulumi:providers:") || !["__internal", "version"].includes(key),
    ),
  );

const secretSignature = "4dabf18193072939515e22adb298388d";

/** Without secret markers, the bridge's book-keeping, and what AWS counts or computes from content. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "string") return value.replace(/sha256:[0-9a-f]{64}/g, "sha256:<digest>");
  if (!isMap(value)) return value;
  if (secretSignature in value && typeof value["plaintext"] === "string") {
    return plain(JSON.parse(value["plaintext"]));
  }
  const entries = Object.entries(value)
    // The SDK marks an asset for itself; the engine leaves the mark out of the state.
    .filter(([key]) => key !== defaultsKey && key !== "__pulumiAsset")
    .map(([key, item]) => [key, plain(item)]);
  return Object.fromEntries(entries);
}
