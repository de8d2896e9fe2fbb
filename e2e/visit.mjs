// What holds for every page, and the way to one page of each kind.
import { violations } from "./browser.mjs";

/** Goes there, and holds the page to what holds for all; `barriers` says whether they are looked for. */
export async function visit(page, path, faults, barriers = true) {
  const answer = await page.goto(path);
  if (answer.status() !== 200) return faults.push(`${path} answered ${answer.status()}`);
  if ((await page.content()).includes("⟦")) faults.push(`${path} lacks a text`);
  const headings = await page.locator("h1").count();
  if (headings !== 1) faults.push(`${path} has ${headings} first headings`);
  if (barriers) faults.push(...(await violations(page)).map((said) => `${path}: ${said}`));
  faults.push(...page.faults.splice(0).map((said) => `${path}: ${said}`));
}

/** The address of the first record in a list. */
export async function first(page, kind) {
  await page.goto(`/${kind}`);
  const links = await page.locator("main table a").evaluateAll((links) => links.map((link) => link.pathname));
  const record = new RegExp(`^/${kind}/[0-9a-f-]{36}$`);
  return links.find((path) => record.test(path));
}

/** The names of all kinds. */
export async function kindsOf(page) {
  const listed = await page.request.get("/api/v1");
  return (await listed.json()).kinds.map((kind) => kind.kind ?? kind.name ?? kind);
}
