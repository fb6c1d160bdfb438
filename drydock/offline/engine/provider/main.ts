/** Starts the process of the stand-in providers: half of its start is parts of the SDK that it never uses. */
import { loadSdkLazily } from "../../lazy-sdk";

loadSdkLazily(["@grpc/grpc-js"]);
void import("./serve");
