import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { fromStruct } from "../capture/wire";
import type { ConfigurablePolicy, PolicySettings } from "./configuration";
import type {
  EnforcementLevel,
  PackResource,
  PolicyDiagnostic,
  PolicyInfo,
  Severity,
  WireProperties,
} from "./types";
import { engineProperties } from "./values";

const levelNames: Readonly<Record<analyzer.EnforcementLevel, EnforcementLevel>> = {
  [analyzer.EnforcementLevel.ADVISORY]: "advisory",
  [analyzer.EnforcementLevel.MANDATORY]: "mandatory",
  [analyzer.EnforcementLevel.DISABLED]: "disabled",
  [analyzer.EnforcementLevel.REMEDIATE]: "remediate",
};

const levelNumbers: Readonly<Record<EnforcementLevel, analyzer.EnforcementLevel>> = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
  remediate: analyzer.EnforcementLevel.REMEDIATE,
};

const severityNames: Readonly<Record<analyzer.PolicySeverity, Severity>> = {
  [analyzer.PolicySeverity.POLICY_SEVERITY_UNSPECIFIED]: "unspecified",
  [analyzer.PolicySeverity.POLICY_SEVERITY_LOW]: "low",
  [analyzer.PolicySeverity.POLICY_SEVERITY_MEDIUM]: "medium",
  [analyzer.PolicySeverity.POLICY_SEVERITY_HIGH]: "high",
  [analyzer.PolicySeverity.POLICY_SEVERITY_CRITICAL]: "critical",
};

/** The protobuf form of a property bag. */
export function toStruct(properties: WireProperties): Struct {
  return Struct.fromJavaScript(engineProperties(properties));
}

function optionsMessage(resource: PackResource): analyzer.AnalyzerResourceOptions {
  const options = resource.options ?? {};
  const message = new analyzer.AnalyzerResourceOptions()
    .setProtect(options.protect ?? false)
    .setIgnorechangesList([...(options.ignoreChanges ?? [])])
    .setAdditionalsecretoutputsList([...(options.additionalSecretOutputs ?? [])])
    .setAliasesList([...(options.aliases ?? [])])
    .setParent(resource.parent ?? "")
    .setCustomtimeouts(new analyzer.AnalyzerResourceOptions.CustomTimeouts());
  if (options.deleteBeforeReplace !== undefined) {
    message.setDeletebeforereplace(options.deleteBeforeReplace).setDeletebeforereplacedefined(true);
  }
  return message;
}

function providerMessage(
  provider: NonNullable<PackResource["provider"]>,
): analyzer.AnalyzerProviderResource {
  return new analyzer.AnalyzerProviderResource()
    .setUrn(provider.urn)
    .setType(provider.type)
    .setName(provider.name)
    .setProperties(toStruct(provider.properties));
}

/** The request about one resource's inputs. */
export function analyzeRequest(resource: PackResource): analyzer.AnalyzeRequest {
  return new analyzer.AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(toStruct(resource.properties))
    .setOptions(optionsMessage(resource))
    .setProvider(resource.provider === undefined ? undefined : providerMessage(resource.provider));
}

/** The request about the whole stack. */
export function analyzeStackRequest(
  resources: readonly PackResource[],
): analyzer.AnalyzeStackRequest {
  return new analyzer.AnalyzeStackRequest().setResourcesList(
    resources.map((resource) => {
      const message = new analyzer.AnalyzerResource()
        .setUrn(resource.urn)
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(toStruct(resource.outputs ?? resource.properties))
        .setOptions(optionsMessage(resource))
        .setProvider(
          resource.provider === undefined ? undefined : providerMessage(resource.provider),
        )
        .setParent(resource.parent ?? "")
        .setDependenciesList([...(resource.dependencies ?? [])]);
      for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
        message
          .getPropertydependenciesMap()
          .set(property, new analyzer.AnalyzerPropertyDependencies().setUrnsList([...urns]));
      }
      return message;
    }),
  );
}

/** The request that passes levels and options to the pack. */
export function configureRequest(
  settings: ReadonlyMap<string, PolicySettings>,
): analyzer.ConfigureAnalyzerRequest {
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [name, { enforcementLevel, options }] of settings) {
    request
      .getPolicyconfigMap()
      .set(
        name,
        new analyzer.PolicyConfig()
          .setEnforcementlevel(levelNumbers[enforcementLevel])
          .setProperties(toStruct(options)),
      );
  }
  return request;
}

/** The pack's configurable policies. */
export function configurablePolicy(info: analyzer.PolicyInfo): ConfigurablePolicy {
  const schema = info.getConfigschema();
  return {
    name: info.getName(),
    enforcementLevel: levelNames[info.getEnforcementlevel()],
    options: fromStruct(schema?.getProperties()),
    required: schema?.getRequiredList() ?? [],
  };
}

/** A published policy with its effective level. */
export function policyInfo(
  info: analyzer.PolicyInfo,
  settings: PolicySettings | undefined,
): PolicyInfo {
  return {
    name: info.getName(),
    displayName: info.getDisplayname(),
    description: info.getDescription(),
    kind: info.getPolicyType() === analyzer.PolicyType.POLICY_TYPE_STACK ? "stack" : "resource",
    enforcementLevel: settings?.enforcementLevel ?? levelNames[info.getEnforcementlevel()],
    severity: severityNames[info.getSeverity()],
    tags: info.getTagsList(),
    remediationSteps: info.getRemediationSteps(),
    url: info.getUrl(),
    framework: info.getFramework()?.getName() ?? "",
  };
}

/**
 * A violation in plain data. The policy SDK puts the policy's description before every message; the
 * report shows the description once, so remove it.
 *
 * @param resourceUrn the analyzed resource, used if the violation names none
 */
export function policyDiagnostic(
  diagnostic: analyzer.AnalyzeDiagnostic,
  resourceUrn: string | undefined,
): PolicyDiagnostic {
  const prefix = `${diagnostic.getDescription()}\n`;
  const text = diagnostic.getMessage();
  const urn = diagnostic.getUrn() === "" ? resourceUrn : diagnostic.getUrn();
  return {
    policyName: diagnostic.getPolicyname(),
    enforcementLevel: levelNames[diagnostic.getEnforcementlevel()],
    severity: severityNames[diagnostic.getSeverity()],
    message: text.startsWith(prefix) ? text.slice(prefix.length) : text,
    urn,
  };
}
