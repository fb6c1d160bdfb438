// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of ServiceConnection. */
export interface ServiceConnectionArgs {
  /** The security group that opens connections. */
  fromSecurityGroupId: pulumi.Input<string>;
  /** The security group that accepts them. */
  toSecurityGroupId: pulumi.Input<string>;
  /** The TCP port, 1 to 65535. */
  port: number;
  /** The purpose of the connection; shown at both rules. */
  description: string;
  /** Tags of both rules. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;
}
