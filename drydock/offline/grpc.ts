import type { ServiceError } from "@grpc/grpc-js";

/** gRPC options: a message may be larger than gRPC's 4 MB. */
export const unlimitedMessages = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

/**
 * Waits for the answer to a call.
 *
 * @param call calls a function of a generated client with this callback
 * @param failure the error to reject with; defaults to the call's own
 */
export function answerTo<Response>(
  call: (done: (error: ServiceError | null, response: Response) => void) => unknown,
  failure: (error: ServiceError) => Error = (error) => error,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(failure(error));
    });
  });
}
