import { z } from "zod";
import { id } from "../internal/common-arguments";
import { argumentType } from "../model/check/argument-type";
import { matching, port, strict } from "../model/primitives";

export const serviceConnectionArgs = argumentType(
  "ServiceConnectionArgs",
  "Arguments of ServiceConnection.",
  strict({
    fromSecurityGroupId: id.describe("The security group that opens connections."),
    toSecurityGroupId: id.describe("The security group that accepts them."),
    port: port.describe("The TCP port, 1 to 65535."),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
    description: matching(
      /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
      "1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
    ).describe("The purpose of the connection; shown at both rules."),
    tags: z.record(z.string(), id).optional().describe("Tags of both rules. Defaults to none."),
  }),
);
