import { startDemo, startBrowser, signedIn } from "./browser.mjs";
const demo = await startDemo(); const browser = await startBrowser();
const page = await signedIn(browser, demo, "forvaltningsledare-vard");
await page.setViewportSize({ width: 1280, height: 900 });
const shot = async (name) => { await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: true }); console.log(name, page.url(), page.faults.join(";")); };
await page.goto("/objects"); await shot("foa");
await page.locator("svg a", { hasText: "Vårdadministration" }).first().click(); await shot("overview");
await page.locator("main a", { hasText: "Skriv plan" }).first().click(); await shot("begin");
await page.locator("main form button[type=submit]").first().click(); await shot("write");
const at = page.url().split("?")[0];
for (const part of ["goals", "today", "changes", "money"]) { await page.goto(`${at}/${part}`); await shot(`write-${part}`); }
await page.goto("/maintenance-plan"); await page.locator("main table a", { hasText: "Vårddokumentation 2027" }).first().click(); await shot("plan");
const links = await page.locator("a[href*='documents/plan.pdf']").first().getAttribute("href");
const { writeFileSync } = await import("node:fs");
for (const [n, u] of [["plan", links], ["foa", "/objects/documents/foa.pdf?colour=mode"], ["foad", "/objects/documents/foa.docx?colour=plan"]]) { const a = await page.request.get(u); console.log(n, a.status()); writeFileSync(`/tmp/shots/${n}.${n.endsWith("d") ? "docx" : "pdf"}`, await a.body()); }
await page.goto("/objects/plans"); const pp = await page.locator("a[href*='documents/plans.pdf']").first().getAttribute("href"); writeFileSync("/tmp/shots/plans.pdf", await (await page.request.get(pp)).body());
await page.goto("/need"); await page.locator("main table a", { hasText: "Kortare väg" }).first().click(); await shot("need");
await page.goto("/object-survey"); await page.locator("main table a", { hasText: "Hur går det" }).first().click(); await shot("survey");
await page.goto("/objects/outside"); await shot("outside");
await page.goto("/objects"); await page.locator("svg a", { hasText: "Medicintekniskt register" }).first().click(); await page.goto(page.url().replace("overview", "mode")); await shot("mode");
await browser.close(); await demo.stop();
