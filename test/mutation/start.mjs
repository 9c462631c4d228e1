// @ts-check
// `npm run test:mutation`
import { runRoom } from "../runner/bundle.mjs";

await runRoom("mutation");
