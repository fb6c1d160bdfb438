/** Remote components: the awsx plugin's children, as real resources of the engine. */
import { credentials } from "@grpc/grpc-js";
import { ConstructResponse, type ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { PropertyBag } from "../../capture/types";
import { unknownValue } from "../../capture/values";
import { fromStruct, toStruct, unwrap } from "../../capture/wire";
import { type ChildRegistration, expandConcurrently } from "../../cloud";
import { answerTo, unlimitedMessages } from "../../grpc";
import type { ProviderSettings } from "./types";

/** Registers the component and its children with the calling engine. */
export async function construct(
  request: ConstructRequest,
  configured: ReadonlyMap<string, ProviderSettings>,
): Promise<ConstructResponse> {
  const monitor = new ResourceMonitorClient(
    request.getMonitorendpoint(),
    credentials.createInsecure(),
    unlimitedMessages,
  );
  try {
    return await register(request, { monitor, region: regionOf(request, configured) });
  } finally {
    monitor.close();
  }
}

async function register(
  request: ConstructRequest,
  { monitor, region }: { readonly monitor: ResourceMonitorClient; readonly region: string },
): Promise<ConstructResponse> {
  const send = (registration: RegisterResourceRequest) =>
    answerTo<RegisterResourceResponse>((done) => monitor.registerResource(registration, done));
  const component = await send(componentRequest(request));
  const urn = component.getUrn();
  const provider = providerFor(request);
  const { outputs, propertyDependencies } = await expandConcurrently(
    {
      urn,
      type: request.getType(),
      name: request.getName(),
      inputs: unwrap(fromStruct(request.getInputs())).properties,
      region,
    },
    async (child) => {
      const made = await send(childRequest(child, provider));
      const id = made.getId();
      const state: PropertyBag = {
        ...fromStruct(made.getObject()),
        id: id === "" ? unknownValue : id,
      };
      return { urn: made.getUrn(), state };
    },
  );
  const made = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(toStruct(outputs));
  await answerTo((done) => monitor.registerResourceOutputs(made, done));
  const response = new ConstructResponse().setUrn(urn).setState(toStruct(outputs));
  for (const [key, urns] of Object.entries(propertyDependencies)) {
    response
      .getStatedependenciesMap()
      .set(key, new ConstructResponse.PropertyDependencies().setUrnsList([...urns]));
  }
  return response;
}

/** Passes on every option of the component. */
function componentRequest(request: ConstructRequest): RegisterResourceRequest {
  const registration = new RegisterResourceRequest()
    .setType(request.getType())
    .setName(request.getName())
    .setParent(request.getParent())
    .setCustom(false)
    .setObject(toStruct({}))
    .setDependenciesList(request.getDependenciesList())
    .setAliasesList(request.getAliasesList())
    .setAliasspecs(true)
    .setAcceptsecrets(true)
    .setAcceptresources(true);
  const isProtected = request.getProtect();
  if (isProtected !== undefined) registration.setProtect(isProtected);
  for (const [key, reference] of request.getProvidersMap().entries()) {
    registration.getProvidersMap().set(key, reference);
  }
  return registration;
}

/** The AWS provider that the program passed to the component; empty for the default one. */
const providerFor = (request: ConstructRequest): string =>
  request.getProvidersMap().get("aws") ?? "";

/** The region of that provider (`<urn>::<id>`), else of the configuration. */
function regionOf(
  request: ConstructRequest,
  configured: ReadonlyMap<string, ProviderSettings>,
): string {
  const reference = providerFor(request);
  const settings = configured.get(reference.slice(0, reference.lastIndexOf("::")));
  return settings?.region ?? request.getConfigMap().get("aws:region") ?? "";
}

function childRequest(child: ChildRegistration, provider: string): RegisterResourceRequest {
  const registration = new RegisterResourceRequest()
    .setType(child.type)
    .setName(child.name)
    .setParent(child.parent)
    .setCustom(true)
    .setProvider(provider)
    .setObject(toStruct(child.inputs))
    .setDependenciesList([...child.dependencies])
    .setAcceptsecrets(true)
    .setAcceptresources(true)
    .setSupportspartialvalues(true);
  // Name every property: otherwise the engine assumes that each depends on everything.
  for (const key of Object.keys(child.inputs)) {
    const urns = child.propertyDependencies[key] ?? [];
    registration
      .getPropertydependenciesMap()
      .set(key, new RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]));
  }
  return registration;
}
