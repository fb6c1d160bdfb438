/** Converts a difference to the gRPC response. */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Difference } from "./difference";

export function diffResponse({ changes, deleteBeforeReplace }: Difference): proto.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const { Kind } = proto.PropertyDiff;
  const kinds = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  } as const;
  const top = (path: string): string => /^[^.[]+/.exec(path)?.[0] ?? path;
  const response = new proto.DiffResponse()
    .setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setHasdetaileddiff(true)
    .setDeletebeforereplace(deleteBeforeReplace)
    .setDiffsList([...new Set(changes.map(({ path }) => top(path)))])
    .setReplacesList([
      ...new Set(changes.filter(({ replaces }) => replaces).map(({ path }) => top(path))),
    ]);
  for (const { path, kind, replaces } of changes) {
    const [inPlace, replacing] = kinds[kind];
    response
      .getDetaileddiffMap()
      .set(
        path,
        new proto.PropertyDiff().setKind(replaces ? replacing : inPlace).setInputdiff(true),
      );
  }
  return response;
}
