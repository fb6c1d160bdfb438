/**
 * Metric math of CloudWatch, as far as the alarms use it, written from AWS's description and not from the alarms:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * One value a period; undefined where there is no sample.
 */
export type Sample = number | undefined;

/** Samples of one period by the metric's id. */
export type Samples = Readonly<Record<string, Sample>>;

/** How missing samples count in arithmetic and comparisons: AWS says as 0, and readers report that there is no result. */
export type Missing = "as 0" | "no result";

/** The value of an expression in one period. */
export function evaluate(expression: string, samples: Samples, missing: Missing = "as 0"): Sample {
  const parser = new Parser(expression, samples, missing);
  return parser.whole();
}

type Operator = (one: number, other: number) => Sample;

const levels: readonly Readonly<Record<string, Operator>>[] = [
  {
    ">=": (one, other) => Number(one >= other),
    "<=": (one, other) => Number(one <= other),
    ">": (one, other) => Number(one > other),
    "<": (one, other) => Number(one < other),
  },
  { "+": (one, other) => one + other, "-": (one, other) => one - other },
  {
    "*": (one, other) => one * other,
    // "If the value of a data point causes a function to attempt to divide by zero, the data point is dropped."
    "/": (one, other) => (other === 0 ? undefined : one / other),
  },
];

class Parser {
  private readonly tokens: string[];

  constructor(
    text: string,
    private readonly samples: Samples,
    private readonly missing: Missing,
  ) {
    this.tokens = text.match(/[A-Za-z]\w*|\d+(?:\.\d+)?|>=|<=|[-+*/<>(),]/g) ?? [];
    if (this.tokens.join("") !== text.replaceAll(" ", "")) throw new Error(`Cannot read ${text}`);
  }

  whole(): Sample {
    const value = this.level(0);
    if (this.tokens.length > 0) throw new Error(`Not read: ${this.tokens.join(" ")}`);
    return value;
  }

  private level(depth: number): Sample {
    const operators = levels[depth];
    if (operators === undefined) return this.operand();
    let value = this.level(depth + 1);
    for (;;) {
      const operator = operators[this.tokens[0] ?? ""];
      if (operator === undefined) return value;
      this.tokens.shift();
      value = this.combine(operator, value, this.level(depth + 1));
    }
  }

  private combine(operator: Operator, one: Sample, other: Sample): Sample {
    if (one === undefined && other === undefined) return undefined;
    if (one !== undefined && other !== undefined) return operator(one, other);
    return this.missing === "as 0" ? operator(one ?? 0, other ?? 0) : undefined;
  }

  private operand(): Sample {
    const token = this.take();
    if (token === "(") return this.closed(this.level(0));
    if (/^\d/.test(token)) return Number(token);
    if (token === "FILL") {
      const [value, filler] = this.arguments();
      return value ?? filler;
    }
    if (token === "IF") {
      const [condition, yes, no] = this.arguments();
      // Dropped without a condition; 0 where the condition holds and there is no value.
      if (condition === undefined) return undefined;
      return condition === 0 ? no : (yes ?? 0);
    }
    if (!Object.hasOwn(this.samples, token)) throw new Error(`No metric ${token}`);
    return this.samples[token];
  }

  private arguments(): Sample[] {
    this.expect("(");
    const values = [this.level(0)];
    while (this.tokens[0] === ",") {
      this.take();
      values.push(this.level(0));
    }
    this.expect(")");
    return values;
  }

  private closed(value: Sample): Sample {
    this.expect(")");
    return value;
  }

  private expect(token: string): void {
    const found = this.take();
    if (found !== token) throw new Error(`${token} wanted, ${found} found`);
  }

  private take(): string {
    return this.tokens.shift() ?? "";
  }
}
