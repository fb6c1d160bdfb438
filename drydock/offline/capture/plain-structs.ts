/** Spares a capture the protobuf form of property bags: the SDK writes it and the monitor, in the same process, reads it. */
import { type JavaScriptValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { replaceFunction } from "./replace-function";

type Bag = Record<string, JavaScriptValue>;

/** A property bag that becomes a message only where somebody reads it as one, such as gRPC for a transform. */
class PlainStruct extends Struct {
  #bag: Bag | undefined;

  constructor(bag: Bag) {
    super();
    this.#bag = bag;
  }

  override toJavaScript(): Bag {
    return this.#bag ?? super.toJavaScript();
  }

  override getFieldsMap(): ReturnType<Struct["getFieldsMap"]> {
    const fields = super.getFieldsMap();
    const bag = this.#bag;
    this.#bag = undefined;
    for (const [key, value] of Object.entries(bag ?? {})) {
      fields.set(key, Value.fromJavaScript(value));
    }
    return fields;
  }
}

/**
 * From now on the protobuf form of a property bag is the bag itself.
 *
 * @returns a function that restores it
 */
export function keepStructsPlain(): () => void {
  return replaceFunction(
    Struct,
    "fromJavaScript",
    (original) => (bag) => (isPlain(bag) ? new PlainStruct(bag) : original(bag)),
  );
}

const isPlain = (bag: unknown): bag is Bag => typeof bag === "object" && bag !== null;
