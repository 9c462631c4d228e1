/** Counted from 1. */
export interface TemplatePlace {
  readonly line: number;
  readonly column: number;
}

/** A template that cannot be used: why, where in it, and what to do. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  constructor(
    message: string,
    readonly place: TemplatePlace,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** Where a node of a template's tree begins. */
export const placeOf = ({ start }: hbs.AST.SourceLocation): TemplatePlace => ({
  line: start.line,
  column: start.column + 1,
});
