/** A write that took effect, and whose wait failed: the engine keeps the resource, with the planned state. */
import * as grpc from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { PropertyBag } from "../../capture/types";
import { toStruct } from "../../capture/wire";

/**
 * As the bridge reports it: the planned state, although the cloud may hold another one.
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/provider.go (initializationError)
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";

  constructor(
    message: string,
    readonly planned: { readonly id: string; readonly state: PropertyBag },
  ) {
    super(message);
  }
}

/** The engine reads the details of an error from this field of its metadata. */
export function failureDetails({ message, planned }: PartialFailure): grpc.Metadata {
  const detail = new proto.ErrorResourceInitFailed()
    .setId(planned.id)
    .setProperties(toStruct(planned.state))
    .setReasonsList([message]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return metadata;
}
