import { z } from "zod";
import { named, severalNamed, strict } from "./primitives";

/** The tag of a resource that the stack file retires: policies and people see by it that its protection is off on purpose. */
export const retireTag = "drydock:retire";

const choice = z
  .enum(["keep", "delete"])
  .describe("keep: it stays in AWS when it is removed here. delete: it is deleted with its data.");

/** What becomes of a thing that holds data. */
export type Retirement = z.output<typeof choice>;

const each = (what: string, by: string) =>
  named(choice).default({}).describe(`${what}, by ${by}. Defaults to none.`);

export const retire = strict({
  images: each(
    "Image repositories",
    "the name of the service or job, such as web, or of the sidecar, such as web-proxy",
  ),
  fileSystems: each("File systems", "name"),
  secrets: each("Secrets", "name"),
  accessLogs: each(
    "Buckets of access logs",
    "the name of the load balancer, ingress for that of drydock:ingress",
  ),
  loadBalancers: severalNamed(
    z.literal("delete"),
    "Load balancers, by name, ingress for that of drydock:ingress.",
  ),
  envFiles: choice.optional().describe("The bucket of environment files. Defaults to protected."),
  key: choice.optional().describe("The customer-managed key. Defaults to protected."),
})
  .prefault({})
  .describe(
    "Things with data that lose their protection, so that a later change can remove or replace each. " +
      "keep leaves it in AWS, delete deletes it. Defaults to none.",
  );
