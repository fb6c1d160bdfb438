/**
 * Serves the components to Pulumi programs in every language: `pulumi package add` on this package's folder starts it. Types
 * are `drydock:index:<Component>`, as in a program that imports the classes, whatever npm calls the package.
 */
import { join } from "node:path";
// Registers the type of providers, which the engine passes by reference.
import "@pulumi/aws";
import { componentProviderHost, getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import * as components from "./index";

void componentProviderHost({
  name: "drydock",
  dirname: join(__dirname, ".."),
  components: getPulumiComponents(components),
});
