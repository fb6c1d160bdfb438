/** Starts the process of the stand-in providers, in half the time without the parts of the SDK that it never uses. */
import { loadSdkLazily } from "../../lazy-sdk";

loadSdkLazily(["@grpc/grpc-js"]);
void import("./serve");
