// @ts-check
// `npm run test:hostile`
import { runRoom } from "../runner/bundle.mjs";

await runRoom("hostile");
