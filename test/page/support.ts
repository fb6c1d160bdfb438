import type { Capture } from "../../drydock/offline/capture/types";
import type { Change } from "../../drydock/offline/preview/changes";
import type { EnvironmentPreview } from "../../drydock/offline/preview/environment";
import { detailOf } from "../../drydock/page/detail";
import { pageText } from "../../drydock/page/html";

const replaced: Change = {
  operation: "replace",
  key: "F::shared",
  type: "aws:efs/fileSystem:FileSystem",
  name: "shared",
  properties: [{ path: "encrypted", before: "true", after: "<b>", forcesReplacement: true }],
  protected: false,
  retained: false,
};

const preview: EnvironmentPreview = {
  project: "drydock",
  stack: "test",
  stackFile: "Pulumi.test.yaml",
  summary: { region: "us-east-2", lifecycle: "disposable", facts: [], services: [], jobs: [] },
  resourceCount: 107,
  baseline: "stale",
  changes: [{ ...replaced, operation: "create", name: "new", type: "aws:x/y:Y" }, replaced],
  tree: [],
  options: [],
  modeDifferences: [],
  cost: { refused: "no prices of nowhere" },
  beside: [],
  policies: [],
  ruleDifferences: [],
};

/** The page of a capture, with changes and failures that another preview could have. */
export async function pageOf(capture: Capture): Promise<string> {
  const details = [await detailOf(capture)];
  return pageText({ results: [preview], failures: ["a <script>"], details });
}
