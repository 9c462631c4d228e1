/** `vllmQwen3Coder` to `vllm-qwen3-coder`, as definition files are named. */
export const fileStem = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3-$2$4").toLowerCase();
