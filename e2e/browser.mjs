// What every browser test needs: the running program, a page as someone, an eye for accessibility.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const out = fileURLToPath(new URL("out/", import.meta.url));
/** The program under test. */
export const program = process.env.STADGA ?? fileURLToPath(new URL("../target/debug/stadga", import.meta.url));

/** Starts `stadga demo` on a free port, in memory. Gives its address, the demo's password, its process and `stop`. */
export async function startDemo() {
  const child = spawn(program, ["demo", "--port", "0", "--log", "error"], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const [address, password] = await new Promise((found, fail) => {
    const failed = (fault) => { clearTimeout(late); fail(fault); };
    const late = setTimeout(() => failed(new Error(`no address within a minute; it said:\n${said}`)), 60_000);
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`stadga demo ended with ${code}; it said:\n${said}`)));
    child.stdout.on("data", (text) => {
      said += text;
      const at = said.match(/(http:\/\/127\.0\.0\.1:\d+)[^]*password "([^"]+)"/);
      if (at) { clearTimeout(late); found(at.slice(1)); }
    });
  });
  const stop = () => new Promise((done) => {
    child.removeAllListeners("exit");
    child.once("exit", done);
    child.kill("SIGINT");
  });
  return { address, password, stop, process: child };
}

/** Starts Debian's Chromium without its talk to the outside. */
export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

/** A new page of its own session. Faults in the console and in scripts are gathered in `page.faults`. */
export async function newPage(browser, { scheme = "light", width = 1366, script = true, baseURL } = {}) {
  const context = await browser.newContext({
    locale: "sv-SE", timezoneId: "Europe/Stockholm", colorScheme: scheme, reducedMotion: "reduce",
    viewport: { width, height: 900 }, javaScriptEnabled: script, acceptDownloads: true, baseURL,
  });
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (said) => { if (said.type() === "error") page.faults.push(said.text()); });
  page.on("pageerror", (fault) => page.faults.push(fault.message));
  return page;
}

/** A page where someone of the demo region has signed in. Paths are within the program: `page.goto("/measure")`. */
export async function signedIn(browser, demo, name, options = {}) {
  const page = await newPage(browser, { ...options, baseURL: demo.address });
  await page.goto("/sign-in");
  await page.fill("#name", name);
  await page.fill("[type=password]", demo.password);
  await page.click("main button[type=submit]");
  if (new URL(page.url()).pathname !== "/") throw new Error(`${name} could not sign in`);
  return page;
}

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Of all rules these look at colours: nothing else is another in the dark. */
const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** The page's violations of all rules of WCAG 2.2 A and AA, in light and in dark: none is the empty list. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = [];
  for (const [colorScheme, runOnly] of [["light", levels], ["dark", colours]]) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await run(page, { runOnly })).map((said) => `${colorScheme}: ${said}`));
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

async function run(page, options) {
  const found = await page.evaluate((options) => globalThis.axe.run({ ...options, resultTypes: ["violations"] }), options);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
    `${id}: ${target.join(" ")}: ${[...any, ...all, ...none].map((check) => check.message).join("; ")}`));
}

/** Keeps a picture of what is seen in e2e/out, for people to look at: where nobody does, none is taken. */
export async function picture(page, name) {
  if (process.env.CI) return;
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`) });
}

/** What a page says. */
export const text = (page) => page.locator("main").innerText();

/** Wide and narrow, in light and dark: no barrier, nothing that sticks out, and a picture of each. */
export async function seen(page, name) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${name} is ${over} pixels too wide at ${width}`);
    assert.deepEqual(await violations(page), [], `${name} ${width}`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-${colorScheme}-${width}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}
