// @ts-check
// Tells what lies of test/hostile are, and judges runs against them: see main.ts.
import { runRoom } from "../../runner/bundle.mjs";

await runRoom("lxc/hostile");
