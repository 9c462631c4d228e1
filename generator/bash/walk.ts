import { commandRoles, nameIn } from "./command-roles.ts";
import { DECLARING, EXPANDED, flagsOf, INTEGERS } from "./evaluated-names.ts";
import type { Filling, Gap, Marked } from "./filling.ts";
import type {
  Assignment,
  Command,
  For,
  HereDoc,
  Parser,
  Redirection,
  Select,
  SyntaxNode,
  TestExpression,
} from "./parser.ts";
import { readsProgram } from "./program-roles.ts";
import { ARITHMETIC, HERE_DOCUMENT, nameOf, PATTERN, programOf, type Refusal, touching, unknown } from "./refusal.ts";
import { binaryRoles, type CommandWord, type Role, unaryRole } from "./test-roles.ts";
import { WordWalk } from "./word-walk.ts";

/** What is walked through. */
export interface Walked extends Marked {
  /** Variables of which what is assigned is evaluated. */
  readonly evaluated: ReadonlySet<string>;
  readonly bash: Parser;
}

const DESCRIPTOR = touching("stands where the number of a file descriptor is read", "write >${…} for a file");
const LIST: Role = { list: true };
/** Words that Bash takes for its own where a command begins. */
const RESERVED = /^(if|then|elif|else|fi|time|for|in|until|while|do|done|case|esac|coproc|select|function)$/;
const ASSIGNS = /^[A-Za-z_]\w*\+?=/;

/** Goes through a tree and finds for each value what reads it. */
export class Walk {
  readonly judged = new Map<Gap, Refusal | undefined>();
  private readonly words: WordWalk;
  /** Commands whose output is a program. */
  private readonly piped = new Map<Command, Refusal>();

  constructor(private readonly walked: Walked) {
    this.words = new WordWalk(walked, this.judged, (node) => this.visit(node));
  }

  visit(node: SyntaxNode): void {
    if (!this.words.hasGap(node)) return;
    switch (node.type) {
      case "Script":
      case "Statement":
      case "CompoundList":
      case "AndOr":
      case "If":
      case "Elif":
      case "While":
      case "Subshell":
      case "BraceGroup":
        this.children(node);
        break;
      case "Pipeline":
        this.pipeline(node.commands);
        this.children(node);
        break;
      case "Command":
        this.command(node);
        break;
      case "Redirected":
        this.visit(node.command);
        for (const one of node.redirects) this.redirection(one);
        break;
      case "For":
      case "Select":
        this.loop(node);
        break;
      case "ArithmeticFor":
        for (const part of [node.initialize, node.test, node.update]) if (part) this.refuse(part, ARITHMETIC);
        this.visit(node.body);
        break;
      case "ArithmeticCommand":
        this.refuse(node, ARITHMETIC);
        break;
      case "Case":
        this.words.word(node.word, {});
        for (const pattern of node.items.flatMap((item) => item.pattern))
          this.words.word(pattern, { shallow: PATTERN });
        for (const { body } of node.items) this.visit(body);
        break;
      case "TestCommand":
        this.test(node.expression);
        break;
      case "Function":
      case "Coproc":
        if (node.name) this.refuse(node.name, nameOf(node.type === "Function" ? "function" : "coproc"));
        this.visit(node.body);
        break;
      default:
        this.refuse(node, unknown(`${node.type} is not known here`));
    }
  }

  private loop({ type, name, wordlist = [], body }: For | Select): void {
    this.refuse(name, nameOf(type === "For" ? "for" : "select"));
    for (const word of wordlist) this.words.word(word, this.isEvaluated(name.text) ? { refusal: ARITHMETIC } : LIST);
    this.visit(body);
  }

  private children(node: SyntaxNode): void {
    this.walked.bash.forEachChild(node, (child) => this.visit(child));
  }

  private refuse(node: { readonly pos: number; readonly end: number }, refusal: Refusal): void {
    for (const gap of this.words.gapsIn(node)) this.judged.set(gap, refusal);
  }

  private isEvaluated(name: string): boolean {
    return INTEGERS.has(name) || this.walked.evaluated.has(name);
  }

  /** What one command prints may be the program of the next. */
  private pipeline(commands: readonly SyntaxNode[]): void {
    for (const [i, command] of commands.entries()) {
      const before = commands[i - 1];
      if (command.type !== "Command" || before?.type !== "Command" || !readsProgram(this.wordsOf(command))) continue;
      if (/^(echo|printf|cat)$/.test(nameIn(this.wordsOf(before)) ?? ""))
        this.piped.set(before, programOf(command.name?.text ?? "a shell", "give it as an argument: bash -s -- ${…}"));
    }
  }

  private command(node: Command): void {
    const piped = this.piped.get(node);
    if (piped === undefined) this.simple(node);
    else this.refuse(node, piped);
  }

  private simple(node: Command): void {
    const words = this.wordsOf(node);
    const roles = commandRoles(words);
    const name = nameIn(words) ?? "";
    for (const one of node.prefix) if (one.type === "Assignment") this.assignment(one, undefined);
    for (const one of node.redirects) this.redirection(one, readsProgram(words));
    if (node.name !== undefined) this.words.word(node.name, { list: true, check: commandName, whole: startOfCommand });
    const flags = DECLARING.has(name) ? flagsOf(node) : "";
    for (const [i, argument] of node.args.entries()) {
      const role = roles[i + 1] ?? {};
      if (!DECLARING.has(name)) this.words.argument(argument, role);
      else if (argument.type === "Word") this.words.word(argument, { refusal: nameOf(name) });
      else if (flags === undefined) this.refuse(argument, unknown(`the options of ${name} are not known`));
      else this.assignment(argument, flags);
    }
  }

  private wordsOf({ name, args }: Command): CommandWord[] {
    return name === undefined ? [] : [name, ...args].map((word) => this.words.described(word));
  }

  /** @param flags of the declaration that it stands in */
  private assignment({ name, index, value, pos }: Assignment, flags: string | undefined): void {
    if (index !== undefined) this.refuse(index, ARITHMETIC);
    this.refuse({ pos, end: index?.pos ?? pos + name.length }, nameOf("Bash"));
    const declares = flags ?? "";
    const evaluated = this.isEvaluated(name) || declares.includes("i");
    const refusal = declares.includes("n")
      ? nameOf("a reference, declared with -n,")
      : evaluated
        ? ARITHMETIC
        : EXPANDED.has(name)
          ? programOf(`Bash, which expands ${name} once more`, "write it into a file, and its path here")
          : undefined;
    if (value.type === "ArrayValue")
      for (const element of value.elements) this.words.element(element, refusal === undefined ? LIST : { refusal });
    else if (refusal === undefined && /[aA]/.test(declares))
      this.words.word(value, {
        refusal: touching(`would be read as a whole list by ${name}=`, `write ${name}=(\${…})`),
      });
    else this.words.word(value, { refusal });
  }

  private redirection(node: Redirection, isProgram = false): void {
    if (node.descriptor !== undefined) this.refuse(node.descriptor, nameOf("a redirection"));
    // What stands in its lines is no part of the command's range.
    if (node.type === "HereDoc") this.refuse({ pos: node.pos, end: node.end }, HERE_DOCUMENT);
    else if (node.target !== undefined) this.words.word(node.target, { refusal: this.targetRefusal(node, isProgram) });
  }

  private targetRefusal({ type, operator }: Exclude<Redirection, HereDoc>, isProgram: boolean): Refusal | undefined {
    if (type === "Redirect") return operator.endsWith("&") ? DESCRIPTOR : undefined;
    if (isProgram) return programOf("a shell", "give it as an argument: bash -s -- ${…}");
    return this.walked.evaluated.size > 0 ? ARITHMETIC : undefined;
  }

  private test(node: TestExpression): void {
    if (node.type === "TestUnary")
      this.words.word(node.operand, unaryRole(node.operator, node.pos === node.operand.pos));
    else if (node.type === "TestBinary") {
      const { left, right } = binaryRoles(node.operator);
      this.words.word(node.left, left);
      this.words.word(node.right, right);
    } else if (node.type === "TestLogical") for (const one of node.operands) this.test(one);
    else this.test(node.type === "TestNot" ? node.operand : node.expression);
  }
}

/** A list that may be empty would leave the next word to be the command. */
const commandName = (filling: Filling): Refusal | undefined =>
  filling.is === "list" && filling.items.length === 0
    ? unknown("it is an empty list, where a command begins")
    : undefined;

/** What a word that begins with a value comes to, if it is printed without quotes. */
function startOfCommand(text: string): Refusal | undefined {
  if (RESERVED.test(text)) return unknown(`\`${text}\` is a word of Bash's own where a command begins`);
  return ASSIGNS.test(text) ? unknown(`\`${text}\` is an assignment where a command begins`) : undefined;
}
