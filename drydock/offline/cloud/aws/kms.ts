/** Customer-managed keys. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const kms: ResourceModels = {
  "aws:kms/key:Key": {
    documentation: awsPage("kms_key"),
    tagged: true,
    defaults: {
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
      enableKeyRotation: false,
    },
    replaceOn: ["customerMasterKeySpec", "customKeyStoreId", "keyUsage", "multiRegion", "xksKeyId"],
    id: (facts) => facts.uuid(),
    outputs: (facts, id) => ({ arn: facts.arn("kms", `key/${id}`), keyId: id }),
  },
  "aws:kms/alias:Alias": {
    documentation: awsPage("kms_alias"),
    replaceOn: ["name", "namePrefix"],
    id: (facts) => facts.text("name"),
    outputs: (facts, id) => ({
      arn: facts.arn("kms", id),
      targetKeyArn: facts.arn("kms", `key/${facts.text("targetKeyId").split("/").at(-1) ?? ""}`),
    }),
  },
};
