// Every page as people meet it: no barrier (WCAG 2.2 A and AA) in light and dark, no missing word in either language.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage, picture, signedIn, startBrowser, startDemo, violations } from "../browser.mjs";
import { first, kindsOf, visit } from "../visit.mjs";

let demo, browser, page, kinds;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  page = await signedIn(browser, demo, "strateg");
  kinds = await kindsOf(page);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("sec_08_the_sign_in_page_has_no_barrier_and_tells_what_was_wrong", async () => {
  const stranger = await newPage(browser, { baseURL: demo.address });
  const faults = [];
  await visit(stranger, "/sign-in", faults);
  await stranger.fill("#name", "nobody");
  await stranger.fill("[type=password]", "wrong words");
  await stranger.click("main button[type=submit]");
  await stranger.locator("[role=alert]:not([hidden])").waitFor();
  stranger.faults.length = 0; // the browser notes the 422 itself
  faults.push(...(await violations(stranger)));
  await stranger.context().close();
  assert.deepEqual(faults, []);
});

test("every page of the menu has no barrier", async () => {
  await page.goto("/");
  const menu = await page.locator("nav.menu a").evaluateAll((links) => links.map((link) => link.pathname));
  assert.ok(menu.length > 15, `the menu has ${menu.length} entries`);
  const faults = [];
  for (const path of [...menu, "/search?q=avbrott", "/account", "/audit/read"]) await visit(page, path, faults);
  await picture(page, "reader");
  await page.goto("/");
  await picture(page, "home");
  assert.deepEqual(faults, []);
});

test("each tab of an audit, its answer's workbench and an edited record have no barrier", async () => {
  const faults = [];
  await page.goto("/audit");
  const audits = await page.locator("main table a[href*='/audit/']").evaluateAll((links) => links.map((link) => link.pathname));
  const [audit] = audits.filter((path) => /^\/audit\/[0-9a-f-]{36}$/.test(path));
  for (const tab of ["questions", "recommendations", "follow-up", "answers", "documents"]) await visit(page, `${audit}/${tab}`, faults);
  await visit(page, `${await first(page, "answer")}/work`, faults);
  await visit(page, `${await first(page, "measure")}/edit`, faults);
  assert.deepEqual(faults, []);
});

test("pages fit small screens", async () => {
  const small = await signedIn(browser, demo, "strateg", { width: 320 });
  const wide = [];
  for (const path of ["/", "/measure", await first(page, "measure"), "/board/measures", "/audit/read", "/measure/new"]) {
    await small.goto(path);
    const over = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wide.push(`${path} is ${over} pixels too wide`);
  }
  await small.goto("/");
  await picture(small, "home-small");
  await small.context().close();
  assert.deepEqual(wide, []);
});

test("the whole menu, lists and forms speak English when asked", async () => {
  const english = await signedIn(browser, demo, "strateg");
  await english.goto("/language/en?back=/");
  assert.equal(await english.getAttribute("html", "lang"), "en");
  const left = [];
  const swedish = /[åäöÅÄÖ]|\boch\b/;
  for (const path of ["/", "/board/measures", "/board/unfunded", "/audit/read", ...kinds.flatMap((kind) => [`/${kind}`, `/${kind}/new`])]) {
    const answer = await english.goto(path);
    if (answer.status() === 403) continue;
    if ((await english.content()).includes("⟦")) left.push(`${path} lacks a text`);
    const words = await english.locator("h1, nav.menu a, nav.menu h2, main thead th, main legend, main form.form label").allTextContents();
    left.push(...words.filter((word) => swedish.test(word)).map((word) => `${path}: ${word}`));
  }
  await english.context().close();
  assert.deepEqual([...new Set(left)], []);
});

test("sec_10_the_auditor_reads_everything_and_is_offered_no_change", async () => {
  const auditor = await signedIn(browser, demo, "revisor");
  const record = await first(auditor, "measure");
  await auditor.goto(record);
  assert.equal(await auditor.locator(`main a[href^="${record}/edit"]`).count(), 0);
  assert.equal(await auditor.locator("main form[action*='/move/']").count(), 0);
  assert.equal((await auditor.request.get("/measure/new")).status(), 403);
  await auditor.context().close();
});
