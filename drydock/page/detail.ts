/** What a page shows of an environment besides its preview. */
import { bundled } from "../diagram/bundle";
import { diagramOf } from "../diagram/from-capture";
import { layoutOf } from "../diagram/layout";
import { svgText } from "../diagram/svg";
import type { PictureChange } from "../diagram/compare";
import { readablesOf } from "../explain/readers";
import type { Capture } from "../offline/capture/types";
import { nameOfUrn } from "../offline/report";
import type { Detail } from "./html";

/** @param changed the picture with what differs from the baseline's, where it does */
export async function detailOf(capture: Capture, changed?: PictureChange): Promise<Detail> {
  const diagram = bundled(changed?.diagram ?? diagramOf(capture));
  return {
    stack: capture.stack,
    picture: svgText(await layoutOf(diagram), diagram.title),
    readables: readablesOf(capture),
    resources: capture.resources
      .filter(({ custom, type }) => custom && type !== "pulumi:pulumi:Stack")
      .map(({ name, type, parent = "", protect }) => ({
        name,
        type,
        parent: nameOfUrn(parent),
        protected: protect,
      })),
  };
}
