/**
 * Serves the components to Pulumi programs in every language: `pulumi package add` on this package's folder starts it. Types
 * are `drydock:index:<Component>`, as in a program that imports the classes, whatever npm calls the package.
 *
 * It serves the schema.json beside it. Pulumi's own host would analyze the TypeScript sources at every start, for as long
 * as all the rest takes: https://www.pulumi.com/docs/iac/extending-pulumi/build-a-component/
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
// Registers the type of providers, which the engine passes by reference.
import "@pulumi/aws";
import { ComponentResource } from "@pulumi/pulumi";
import { main, type Provider } from "@pulumi/pulumi/provider";
import { z } from "zod";
import * as components from "./index";

const served = z.object({
  version: z.string(),
  resources: z.record(z.string(), z.object({ properties: z.record(z.string(), z.unknown()) })),
});

/** A provider of the classes that the schema names. */
function componentProvider(schema: string): Provider {
  const { version, resources } = served.parse(JSON.parse(schema));
  return {
    version,
    schema,
    construct: (...[name, type, inputs, options]) => {
      const constructor: unknown = Reflect.get(components, type.split(":")[2] ?? "");
      const outputs = resources[type]?.properties;
      if (typeof constructor !== "function" || outputs === undefined) {
        throw new Error(`${type} is none of ${Object.keys(resources).join(", ")}.`);
      }
      const component: unknown = Reflect.construct(constructor, [name, inputs, options]);
      if (!(component instanceof ComponentResource)) throw new Error(`${type} is no component.`);
      const state = Object.keys(outputs).map((key) => [key, Reflect.get(component, key)] as const);
      return Promise.resolve({ urn: component.urn, state: Object.fromEntries(state) });
    },
  };
}

void main(
  componentProvider(readFileSync(join(__dirname, "..", "schema.json"), "utf8")),
  process.argv.slice(2),
);
