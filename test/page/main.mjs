// @ts-check
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { cases } from "./cases.mjs";
import { hostilePage, largePage, ownPage } from "./pages.mjs";

const [only = ""] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "phoenix-page-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => process.exit(1));

const pages = { own: ownPage(work), hostile: hostilePage(work), large: largePage(work) };
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
// Root has no sandbox of its own; what is opened are files that were just made.
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let passed = 0;
let failed = 0;
for (const [name, { of, options = {}, hash = "#/", look }] of Object.entries(cases).filter(([name]) =>
  name.includes(only),
)) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => !request.url().startsWith("file://") && complaints.push(`request: ${request.url()}`));
  try {
    await page.goto(`file://${pages[of]}${hash}`);
    await look(page, pages[of]);
    if (complaints.length > 0) throw new Error(`the browser complains:\n  ${complaints.join("\n  ")}`);
    passed++;
    console.log(`ok: ${name}`);
  } catch (thrown) {
    failed++;
    console.log(`failed: ${name}\n  ${thrown instanceof Error ? thrown.message : thrown}`);
  }
  await context.close();
}
await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
