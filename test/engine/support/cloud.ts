import { inactiveType } from "../../../drydock/offline/cloud/aws/ecs";
import { type CloudObject, CloudStore } from "../../../drydock/offline/cloud/store";
import { existingUrn } from "../../../drydock/offline/engine/existing-objects";
import type { SandboxFolder } from "../../../drydock/offline/engine/workspace/folder";

/** The contents of the stand-in cloud, without the deregistered revisions that AWS itself keeps. */
export function cloudIn({ cloudFile }: Pick<SandboxFolder, "cloudFile">): readonly CloudObject[] {
  const store = new CloudStore(cloudFile, { readOnly: true });
  return store.all().filter(({ type, urn }) => type !== inactiveType && urn !== existingUrn);
}
