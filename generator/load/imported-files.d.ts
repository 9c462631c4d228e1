/** Files that definitions may import as text; a test holds these to what the bundler is told. */

declare module "*.sh" {
  const text: string;
  export default text;
}

declare module "*.hbs" {
  const text: string;
  export default text;
}

declare module "*.txt" {
  const text: string;
  export default text;
}
