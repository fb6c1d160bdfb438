// Written by `npm run generate` from shape.ts and components/model/. Do not edit.

/** The arguments of an `EncryptionKey`. */
export interface EncryptionKeyArgs {
  /** The key's alias, such as alias/shop-production. */
  alias: string;
  /** The region, such as us-east-2: the key policy names its services. */
  region: string;
  /** Days a deleted key can still be restored, 7 to 30. Defaults to 30. */
  deletionWindowDays?: number;
  /** Whether CloudWatch alarms and EventBridge rules may publish to topics that it encrypts. Defaults to false. */
  encryptsAlerts?: boolean;
  /** Whether queues may be encrypted with it. Defaults to false. */
  encryptsQueues?: boolean;
  /** True: the key can be deleted with its environment. False: Pulumi refuses to. Defaults to false. */
  deletable?: boolean;
}
