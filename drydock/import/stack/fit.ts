import { fittingKeys, type FittingKeys } from "drydock-components/model/image-fit";
import { mayListen, portParameter } from "drydock-components/model/privileges";
import { stackSidecar } from "drydock-components/model/stack-container";

/**
 * The keys that a container lacks to start: the needs of a public image, and the right to listen on a port below 1024. Docker grants all
 * of it by default.
 */
export function fitOf(
  container: Readonly<Record<string, unknown>>,
  containerPort: number | undefined,
  /** The public image that its image is, or is built on. */
  image: string | undefined,
): FittingKeys {
  const read = stackSidecar.safeParse({ ...container, containerPort });
  if (!read.success) return {};
  const { envFiles, ...others } = read.data;
  const process = { ...others, image, hasEnvFiles: envFiles.length > 0, systemControls: {} };
  const { containerPort: _own, ...keys } = fittingKeys(process);
  if (containerPort === undefined || mayListen(containerPort, { ...process, ...keys })) return keys;
  return {
    ...keys,
    systemControls: { ...keys.systemControls, [portParameter]: String(containerPort) },
  };
}
