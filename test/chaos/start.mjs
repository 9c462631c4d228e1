// @ts-check
// `npm run test:chaos`
import { runRoom } from "../runner/bundle.mjs";

await runRoom("chaos");
