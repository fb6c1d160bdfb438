/** What the resources of a program will be called: a `*` stands for what AWS or the provider draws. */
import type {
  Capture,
  CapturedResource,
  PropertyBag,
  PropertyValue,
} from "../offline/capture/types";
import { isBag } from "../offline/capture/values";
import { modelOf } from "../offline/cloud";
import { accountId, allowedAccount, factsOf } from "../offline/cloud/facts";
import { textAt } from "../offline/cloud/values";

/** A resource with its properties, in which drawn parts are `*`. */
export interface Named {
  readonly resource: CapturedResource;
  readonly properties: PropertyBag;
  readonly place: Place;
}

/** Where the resources of a stack are. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/**
 * The custom resources of a program, in the order of their registration.
 *
 * @param region of the program, for resources whose provider names none
 */
export function namedResources(capture: Capture, region: string): Named[] {
  // A resource comes after those that its inputs name.
  const patterns = new Map<string, string>();
  const resources = capture.resources.filter(({ custom }) => custom);
  const providers = new Map(resources.map((one) => [one.urn, one]));
  return resources.map((resource) => {
    const { outputs } = resource;
    const place = placeOf(resource, providers, region);
    const properties = propertiesOf(resource, patterns, place);
    for (const [key, value] of Object.entries({ ...resource.checkedInputs, ...outputs })) {
      const pattern = properties[key];
      if (typeof value === "string" && typeof pattern === "string" && value !== pattern) {
        patterns.set(value, pattern);
      }
    }
    return { resource, properties, place };
  });
}

/** Returns a function that writes `*` for what AWS or the provider drew, inside longer texts such as policies. */
export function drawnPartsOf(resources: readonly Named[]): (text: string) => string {
  const drawn = new Map(
    resources.flatMap(({ resource, properties }) =>
      Object.entries({ ...resource.checkedInputs, ...resource.outputs }).flatMap(
        ([key, value]): [string, string][] => {
          const pattern = properties[key];
          const isDrawn = typeof value === "string" && typeof pattern === "string";
          return isDrawn && value !== "" && value !== pattern ? [[value, pattern]] : [];
        },
      ),
    ),
  );
  const longestFirst = [...drawn].sort(([a], [b]) => b.length - a.length);
  return (text) =>
    longestFirst.reduce((all, [value, pattern]) => all.replaceAll(value, pattern), text);
}

/** The region and the account of a resource's provider; of the program where it names none. */
function placeOf(
  { inputs, provider = "" }: CapturedResource,
  providers: ReadonlyMap<string, CapturedResource>,
  region: string,
): Place {
  const explicit = providers.get(provider)?.inputs ?? {};
  const regions = [textAt(inputs, "region"), textAt(explicit, "region"), region];
  return {
    region: regions.find((one) => one !== "") ?? region,
    account: allowedAccount(explicit["allowedAccountIds"]) ?? accountId,
  };
}

function propertiesOf(
  { urn, type, name, inputs, checkedInputs }: CapturedResource,
  patterns: ReadonlyMap<string, string>,
  { region, account }: Place,
): PropertyBag {
  const model = modelOf(type);
  const { autoName } = model;
  const drawn =
    autoName === undefined || autoName.property in inputs
      ? {}
      : { [autoName.property]: `${namePart(name, autoName)}${autoName.trailer ?? ""}` };
  const known = {
    ...bagOf(mapTexts(checkedInputs, (text) => patterns.get(text) ?? text)),
    ...drawn,
  };
  const registration = { urn, type, name, inputs: known, region, account, defaultTags: {} };
  const any = () => "*";
  const draws = { hex: any, base36: any, digits: any, uuid: any };
  const facts = { ...factsOf(registration, known), ...draws };
  const id = model.id?.(facts) ?? facts.text(autoName?.property ?? "");
  const state = { ...known, ...model.outputs?.(facts, id), id };
  // Ids of EC2 begin with a zero today.
  return bagOf(mapTexts(state, (text) => text.replaceAll("-0*", "-*")));
}

/** The provider cuts a long name so that its suffix fits. */
function namePart(
  name: string,
  { separator = "-", trailer = "", maxLength, lowerCase }: NonNullable<Model["autoName"]>,
): string {
  const base = name.slice(0, maxLength - `${separator}1234567${trailer}`.length);
  return `${lowerCase === true ? base.toLowerCase() : base}${separator}*`;
}

type Model = ReturnType<typeof modelOf>;

const bagOf = (value: PropertyValue): PropertyBag => (isBag(value) ? value : {});

function mapTexts(value: PropertyValue, change: (text: string) => string): PropertyValue {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one: PropertyValue) => mapTexts(one, change));
  if (!isBag(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)]),
  );
}
