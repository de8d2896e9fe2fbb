// What every browser test needs: the running program, a page as someone, an eye for accessibility.
import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const out = fileURLToPath(new URL("out/", import.meta.url));
const program = process.env.STADGA ?? fileURLToPath(new URL("../target/debug/stadga", import.meta.url));

/** Starts `stadga demo` on a free port with fresh data. Gives its address, the demo's sign-ins and `stop`. */
export async function startDemo() {
  const data = mkdtempSync(join(tmpdir(), "stadga-e2e-"));
  const child = spawn(program, ["demo", "--listen", "127.0.0.1:0", "--data", data], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const address = await new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error(`no address within a minute; it said:\n${said}`)), 60_000);
    child.once("exit", (code) => failed(new Error(`stadga demo ended with ${code}; it said:\n${said}`)));
    child.stdout.on("data", (text) => {
      said += text;
      const at = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (at) { clearTimeout(late); found(at[0]); }
    });
  });
  const stop = () => new Promise((done) => {
    child.removeAllListeners("exit");
    child.once("exit", () => { rmSync(data, { recursive: true, force: true }); done(); });
    child.kill("SIGINT");
  });
  return { address, stop, process: child, said: () => said };
}

/** Starts Debian's Chromium without its talk to the outside. */
export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

/** A new page of its own session. Faults in the console and in scripts are gathered in `page.faults`. */
export async function newPage(browser, { scheme = "light", width = 1366, script = true } = {}) {
  const context = await browser.newContext({
    locale: "sv-SE", timezoneId: "Europe/Stockholm", colorScheme: scheme, reducedMotion: "reduce",
    viewport: { width, height: 900 }, javaScriptEnabled: script, acceptDownloads: true,
  });
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (said) => { if (said.type() === "error") page.faults.push(said.text()); });
  page.on("pageerror", (fault) => page.faults.push(fault.message));
  return page;
}

/** The page's violations of WCAG 2.2 A and AA as lines of text: none is the empty list. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
    `${id}: ${target.join(" ")}: ${[...any, ...all, ...none].map((check) => check.message).join("; ")}`));
}

/** Keeps a picture of the whole page in e2e/out. */
export async function picture(page, name) {
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
}
