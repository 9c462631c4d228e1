// Runs before each test file. Modules are shared by the files of a worker, so a hook of a module's own would be that of the first file only.
import { afterAll } from "vitest";
import { removeLeft } from "./left-behind.ts";

afterAll(removeLeft);
