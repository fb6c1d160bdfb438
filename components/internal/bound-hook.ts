import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";

/** Creates a hook. The engine calls it outside the program's context, in which an invoke has no monitor and a message no log. */
export const boundHook = (
  name: string,
  check: (change: pulumi.ResourceHookArgs) => Promise<void>,
  options: pulumi.ResourceHookOptions = {},
): pulumi.ResourceHook => new pulumi.ResourceHook(name, AsyncResource.bind(check), options);
