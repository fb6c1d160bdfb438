/** What the readers of a picture share. */
import type { Capture, CapturedResource, PropertyBag } from "../offline/capture/types";
import { isBag } from "../offline/capture/values";
import { parseJson, textAt, textsAt, valuesAt } from "../offline/cloud/values";
import type { DiagramEdge, DiagramNode } from "./model";

/** Resources of a capture. */
export interface Source {
  readonly capture: Capture;
  /** Those of a type of AWS's provider, such as `ecs/service:Service`. */
  readonly of: (type: string) => readonly CapturedResource[];
}

/** What one reader adds to a picture. */
export interface Part {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

export function sourceOf(capture: Capture): Source {
  const byType = Map.groupBy(capture.resources, ({ type }) => type);
  return { capture, of: (type) => byType.get(`aws:${type}`) ?? [] };
}

/** The task definition that a service runs; undefined where the program does not register it. */
export const taskOf = (source: Source, service: CapturedResource): CapturedResource | undefined =>
  source
    .of("ecs/taskDefinition:TaskDefinition")
    .find(({ outputs }) => outputs["arn"] === service.inputs["taskDefinition"]);

/** `ecr.api` of `com.amazonaws.us-east-2.ecr.api`. */
export const awsService = (serviceName: string): string =>
  serviceName.replace(/^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\./, "");

/** The statements of a role's policy; none where it is not known. */
export const statementsOf = (policy: CapturedResource): PropertyBag[] =>
  valuesAt(documentOf(policy, "policy"), "Statement.*").filter(isBag);

/** The texts of a statement's key, which has one or a list of them. */
export function textsOf(statement: PropertyBag, key: string): string[] {
  const value = statement[key];
  return typeof value === "string" ? [value] : textsAt(statement, `${key}.*`);
}

/** The document in a JSON input; empty where it is not known. */
export function documentOf({ inputs }: CapturedResource, property: string): PropertyBag {
  const document = parseJson(textAt(inputs, property));
  return isBag(document) ? document : {};
}
