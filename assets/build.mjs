// Gathers what the browser gets into dist/: one style sheet, our script, htmx, the icons and the font.
// The order of the style sheets is the cascade: design system, its tokens, our theme, our layout.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const from = (...path) => join(here, ...path);
const modules = (...path) => from("node_modules", ...path);

const styles = [
  modules("@digdir/designsystemet-css/dist/src/index.css"),
  modules("@digdir/designsystemet-css/dist/theme/designsystemet.css"),
  from("css/theme.css"),
  from("css/shell.css"),
  from("css/parts.css"),
  from("css/list.css"),
  from("css/form.css"),
  from("css/record.css"),
  from("css/reader.css"),
  from("css/board.css"),
  from("css/print.css"),
];

const copies = [
  [from("stadga.js"), "stadga.js"],
  [from("passkey.js"), "passkey.js"],
  [from("icons.svg"), "icons.svg"],
  [from("logo.svg"), "logo.svg"],
  [modules("htmx.org/dist/htmx.min.js"), "htmx.min.js"],
  [modules("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"), "inter-latin.woff2"],
  [modules("@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2"), "inter-latin-ext.woff2"],
];

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
writeFileSync(join(dist, "stadga.css"), styles.map((file) => readFileSync(file, "utf8")).join("\n"));
for (const [source, name] of copies) copyFileSync(source, join(dist, name));

// Not for the browser: the passwords that most people choose, which nobody may choose here.
const passwords = JSON.parse(readFileSync(modules("@zxcvbn-ts/language-common/src/passwords.json"), "utf8"));
writeFileSync(join(dist, ".passwords.txt"), passwords.map((one) => `${one.toLowerCase()}\n`).join(""));
