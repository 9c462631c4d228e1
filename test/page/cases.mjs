// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bytesOf, HOSTILE } from "./pages.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ of: "own" | "hostile" | "large", hash?: string, options?: object, look: (page: Page, file: string) => Promise<void> }} Case */

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong, one a line. @param {Page} page */
async function violations(page) {
  await page.evaluate(axe);
  return await page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run();
    return violations.map(
      (/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`,
    );
  });
}

/** @param {Page} page */
const isAccessible = async (page) => assert.deepEqual(await violations(page), []);
/** Waits until the page is headed so: what an address names is shown after the key or the click that led there. @param {Page} page @param {string} text */
const isHeaded = async (page, text) => {
  const heading = async () => (await page.locator("h1").innerText()).trim();
  for (const end = Date.now() + 20_000; (await heading()) !== text && Date.now() < end; ) await page.waitForTimeout(50);
  assert.equal(await heading(), text);
};
/** @param {Page} page */
const listed = (page) => page.locator("#list .row .name").allInnerTexts();
/** @param {Page} page */
const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
/** @param {Page} page */
const noSideways = async (page) =>
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
const phone = { viewport: { width: 390, height: 844 } };
const dark = { colorScheme: "dark" };

/** @type {Record<string, Case>} */
export const cases = {
  "search finds a container by a step, says which, and Enter opens it": {
    of: "own",
    async look(page) {
      await page.keyboard.press("/");
      await page.keyboard.type("portainer-ce");
      assert.deepEqual(await listed(page), ["Portainer"]);
      assert.match(await page.locator("#list .why").first().innerText(), /portainer-ce/);
      assert.equal(await page.locator("#count").innerText(), "1 of 7 containers");
      await page.keyboard.press("Enter");
      await isHeaded(page, "910 Portainer");
      await page.keyboard.press("Escape");
      assert.equal((await listed(page)).length, 7);
    },
  },
  "arrows go through what was found, and back to the search": {
    of: "own",
    async look(page) {
      await page.locator("#query").fill("template");
      await page.locator("#query").press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), "#/901");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.evaluate(() => document.activeElement?.id), "query");
    },
  },
  "each node of the picture leads to its container": {
    of: "own",
    async look(page) {
      const nodes = page.locator("svg.tree a");
      assert.equal(await nodes.count(), 7);
      for (let i = 0; i < 7; i++) {
        const name = (await nodes.nth(i).locator("title").textContent())?.split(",")[0];
        await nodes.nth(i).click();
        await isHeaded(page, name);
        await page.goBack();
      }
    },
  },
  "a container's page has facts, steps in words with their lines, commands, exit codes": {
    of: "own",
    hash: "#/910",
    async look(page) {
      const text = await page.locator("main").innerText();
      for (const part of [
        "10.0.0.99/24",
        "32 GiB",
        "Checks that",
        "Verifies that",
        "pct clone 902 910",
        "a step did not verify",
      ])
        assert.ok(text.includes(part), part);
      assert.match(text, /definitions\/910-portainer\.ts:\d+:\d+/);
      assert.equal(await page.title(), "910 Portainer – Container fleet");
      await page.locator(".trail a", { hasText: "BaseTemplateDocker" }).click();
      await isHeaded(page, "902 BaseTemplateDocker");
      await page.keyboard.press("]");
      await isHeaded(page, "903 BaseTemplateDockerGPU");
    },
  },
  "a step leads to its lines in the script, which is the script": {
    of: "own",
    hash: "#/910",
    async look(page) {
      await page.locator("#step-4 a").click();
      assert.match(await page.locator(".line.marked").first().innerText(), /step_4_|# Step 4/);
      const lines = await page.locator(".bash .line").allTextContents();
      const script = readFileSync("dist-scripts/phoenix_hypervisor_setup_910.sh", "utf8");
      assert.equal(lines.join(""), script);
      assert.ok((await page.locator(".bash .keyword").count()) > 100);
    },
  },
  "the address of a line opens the script there, and an unknown container is said to be none": {
    of: "own",
    hash: "#/950/L100",
    async look(page) {
      assert.equal(await page.locator("#L100.marked").count(), 1);
      await page.evaluate(() => {
        location.hash = "#/12345";
      });
      await isHeaded(page, "There is no container 12345");
    },
  },
  "light and dark follow the system, and the switch goes before it": {
    of: "own",
    options: dark,
    async look(page) {
      const night = await ground(page);
      await page.emulateMedia({ colorScheme: "light" });
      const day = await ground(page);
      assert.notEqual(day, night);
      await page.locator("#theme").click();
      await page.locator("#theme").click();
      assert.equal(await ground(page), night);
      await page.reload();
      assert.equal(await ground(page), night);
    },
  },
  "on a phone nothing is wider than the screen, and the search still finds": {
    of: "own",
    options: phone,
    async look(page) {
      await noSideways(page);
      await page.locator("#query").fill("vllmqwen");
      await page.locator("#list a").first().click();
      await isHeaded(page, "950 vllmQwen3Coder");
      await noSideways(page);
    },
  },
  "on paper there is what is read, on white, and nothing to press": {
    of: "own",
    hash: "#/910",
    options: dark,
    async look(page) {
      await page.emulateMedia({ media: "print" });
      assert.equal(await ground(page), "rgb(255, 255, 255)");
      for (const hidden of [".top", "#side", ".tabs", "#script"])
        assert.ok(await page.locator(hidden).isHidden(), hidden);
      assert.ok(await page.locator("#steps").isVisible());
      assert.ok((await page.pdf()).length > 10_000);
    },
  },
  "axe finds nothing on the overview": { of: "own", look: isAccessible },
  "axe finds nothing on the overview in the dark": { of: "own", options: dark, look: isAccessible },
  "axe finds nothing on a container's page": { of: "own", hash: "#/910", look: isAccessible },
  "axe finds nothing on a script in the dark": { of: "own", hash: "#/900/L40", options: dark, look: isAccessible },
  "axe finds nothing on a script in the light": { of: "own", hash: "#/900/L40", look: isAccessible },
  "axe finds nothing on a phone": { of: "own", options: phone, hash: "#/901", look: isAccessible },
  "axe finds nothing on search results": {
    of: "own",
    async look(page) {
      await page.locator("#query").fill("docker");
      await isAccessible(page);
    },
  },
  "hostile texts are shown as they are, and nothing of them runs": {
    of: "hostile",
    async look(page) {
      await isHeaded(page, HOSTILE);
      assert.equal(await page.title(), HOSTILE);
      assert.equal(await page.locator("img").count(), 0);
      await isAccessible(page);
      await page.locator("#query").fill("onerror=");
      assert.equal(await page.locator("#list a").count(), 3);
      await page.locator("#list a").first().click();
      assert.equal(await page.locator("#steps .title", { hasText: "onerror" }).first().innerText(), HOSTILE);
      await page.evaluate(() => {
        location.hash = "#/100/script";
      });
      await page.locator("summary").click();
      assert.ok((await page.locator(".bash").innerText()).includes("onerror="));
      assert.equal(await page.locator("img").count(), 0);
      assert.deepEqual(
        await page.locator("a").evaluateAll((all) => all.filter((one) => !one.getAttribute("href")?.startsWith("#"))),
        [],
      );
    },
  },
  "what waits for a neighbour and mounts a folder is drawn, and said on its page": {
    of: "hostile",
    async look(page) {
      assert.equal(await page.locator("svg.tree .need").count(), 2);
      assert.equal(await page.locator("svg.tree .folder").count(), 1);
      await page.locator('svg.tree a[href="#/102"]').click();
      const text = await page.locator("#facts").innerText();
      assert.match(text, /Waits for\s+101 ct-101/);
      assert.match(text, /\/tank\/media read-only/);
    },
  },
  "a thousand containers are at most 3 MB, and a search through them is answered": {
    of: "large",
    async look(page, file) {
      assert.ok(bytesOf(file) <= 3_000_000, `${bytesOf(file)} bytes`);
      const took = await page.evaluate(() => {
        const query = /** @type {HTMLInputElement} */ (document.getElementById("query"));
        const times = ["r", "registry-141", "listen 80", "10.1.2", "nginx packages", "nowhere"].map((text) => {
          query.value = text;
          const begun = performance.now();
          query.dispatchEvent(new Event("input"));
          return Math.round(performance.now() - begun);
        });
        return times.join(", ");
      });
      const found = await page.evaluate(() => document.querySelectorAll("#list a").length);
      assert.equal(found, 0);
      console.log(`  ${bytesOf(file)} bytes; milliseconds of six searches with their list: ${took}`);
      await page.locator("#query").fill("registry-141");
      assert.deepEqual(await listed(page), ["registry-141"]);
    },
  },
};
