import type { Path } from "drydock-components/model/check/path";
import type { OperatedEnvironment } from "./environment";

/** `Pulumi.test.yaml:12`: where the stack file decides something, or the nearest thing around it. */
export function placeText({ loaded, stackFile }: OperatedEnvironment, path: Path): string {
  const place = loaded.positions?.locate(path, "key");
  return place === undefined ? stackFile : `${place.file}:${place.line}`;
}
