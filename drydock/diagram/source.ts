/** What the readers of a picture share. */
import type { CapturedResource, PropertyBag } from "../offline/capture/types";
import { isBag } from "../offline/capture/values";
import { jsonAt, textsAt, valuesAt } from "../offline/cloud/values";
import type { DiagramEdge, DiagramNode } from "./model";

/** What a picture needs of a resource. */
export type PicturedResource = Pick<
  CapturedResource,
  "urn" | "type" | "name" | "parent" | "inputs" | "outputs"
>;

/** What a picture is made of: a capture of an update, or a snapshot. */
export interface Pictured {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly PicturedResource[];
}

/** Resources by type. */
export interface Source {
  readonly resources: readonly PicturedResource[];
  /** Those of a type of AWS's provider, such as `ecs/service:Service`. */
  readonly of: (type: string) => readonly PicturedResource[];
}

/** What one reader adds to a picture. */
export interface Part {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** In the order of their URNs: that of their registration differs between runs, and a picture must not. */
export function sourceOf(pictured: Pick<Pictured, "resources">): Source {
  const resources = pictured.resources.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
  const byType = Map.groupBy(resources, ({ type }) => type);
  return { resources, of: (type) => byType.get(`aws:${type}`) ?? [] };
}

/** `ecr.api` of `com.amazonaws.us-east-2.ecr.api`. */
export const awsService = (serviceName: string): string =>
  serviceName.replace(/^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\./, "");

/** The statements of a role's policy; none where it is not known. */
export const statementsOf = (policy: PicturedResource): PropertyBag[] =>
  valuesAt(documentOf(policy, "policy"), "Statement.*").filter(isBag);

/** The texts of a statement's key, which has one or a list of them. */
export function textsOf(statement: PropertyBag, key: string): string[] {
  const value = statement[key];
  return typeof value === "string" ? [value] : textsAt(statement, `${key}.*`);
}

/** The document in a JSON input; empty where it is not known. */
export function documentOf({ inputs }: PicturedResource, property: string): PropertyBag {
  const document = jsonAt(inputs, property);
  return document !== undefined && isBag(document) ? document : {};
}

/** The id of the interface endpoints that share security groups: they are one thing in a picture. */
export const endpointsId = ({ inputs }: PicturedResource): string =>
  `endpoints ${textsAt(inputs, "securityGroupIds.*").join(",")}`;
