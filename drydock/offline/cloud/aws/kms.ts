/** Customer-managed keys. */
import type { Reference, ResourceModels } from "../types";

export const keyType = "aws:kms/key:Key";

/** A customer-managed key; keys of other accounts or of the stack file are not looked up. */
export const keyReference = (path: string): Reference => ({
  path,
  to: keyType,
  by: "arn",
  outside: /^(alias\/|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:alias\/)/,
  missing: "NotFoundException: Key '{value}' does not exist",
});

export const kms: ResourceModels = {
  [keyType]: {
    defaults: {
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
      enableKeyRotation: false,
    },
    replaceOn: ["customerMasterKeySpec", "customKeyStoreId", "keyUsage", "multiRegion", "xksKeyId"],
    id: (facts) => facts.uuid(),
    outputs: (facts, id) => ({ arn: facts.arn("kms", `key/${id}`), keyId: id }),
    json: ["policy"],
  },
  "aws:kms/alias:Alias": {
    replaceOn: ["name", "namePrefix"],
    id: (facts) => facts.text("name"),
    outputs: (facts, id) => ({
      arn: facts.arn("kms", id),
      targetKeyArn: facts.arn("kms", `key/${facts.text("targetKeyId").split("/").at(-1) ?? ""}`),
    }),
    texts: { name: { most: 256, pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/ } },
    references: [
      {
        path: "targetKeyId",
        to: keyType,
        outside: /^arn:aws[a-z-]*:kms:/,
        missing: "NotFoundException: Key '{value}' does not exist",
      },
    ],
    unique: [
      {
        by: ["name"],
        taken: "AlreadyExistsException: An alias with the name {name} already exists",
      },
    ],
  },
};
