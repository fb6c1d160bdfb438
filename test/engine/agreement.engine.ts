import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { STACK_FILE_VARIABLE } from "../../config";
import { capture, type CapturedResource } from "../../offline/capture";
import { defaultsKey } from "../../offline/engine/provider/defaults";
import { programOf } from "../../offline/engine/workspace/program";
import { isMap, maps, type Values } from "../../offline/engine/workspace/values";
import { engineConfig } from "../../offline/preview/engine-config";
import { type Engine, succeed } from "./support/engine";
import { environments, openEnvironment } from "./support/environments";
import { root } from "./support/scratch";

/** What both sides know of a resource. */
interface Comparable {
  readonly parent: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly inputs: unknown;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Values;
}

/**
 * `npm run preview` shows a pull request what the engine will be given: here both run, and every resource,
 * parent, input and dependency is compared.
 */
for (const environment of environments()) {
  describe(`the preview agrees with the engine: ${environment.name}`, () => {
    let engine: Engine;
    let previewed: Map<string, Comparable>;
    let given: Map<string, Comparable>;
    before(async () => {
      engine = await openEnvironment(environment);
      await succeed(engine.up());
      const { stack, stackFile } = engine.scratch;
      process.env[STACK_FILE_VARIABLE] = stackFile;
      const config = engineConfig(readFileSync(stackFile, "utf8"));
      const options = { project: "drydock", stack, preview: false, ...config };
      const captured = await capture(options, () => programOf(root)());
      previewed = new Map(captured.resources.map((one) => [one.urn, ofCapture(one)]));
      given = new Map((await stateOf(engine)).map((one) => [text(one["urn"]), ofState(one)]));
    });
    after(() => engine.close());

    it("on the set of resources", () => {
      assert.deepEqual([...previewed.keys()].sort(), [...given.keys()].sort());
    });

    for (const aspect of [
      "parent",
      "inputs",
      "dependencies",
      "propertyDependencies",
      "protect",
      "retainOnDelete",
    ] as const) {
      it(`on ${aspect}`, () => {
        for (const [urn, one] of given) {
          // The state of a remote component holds what its plugin registered it with: nothing.
          if (aspect === "inputs" && urn.includes("awsx:ec2:Vpc::")) continue;
          assert.deepEqual(previewed.get(urn)?.[aspect], one[aspect], urn);
        }
      });
    }
  });
}

/** The state with secrets in the clear: the comparison is of values. It stays in memory. */
async function stateOf(engine: Engine): Promise<Values[]> {
  const { deployment }: { deployment: unknown } = await engine.sandbox.stack.exportStack();
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
