// Addresses inside the site: under the base it is served from, and in the language of the reader.
import type { Language } from "@open-orders/specs";
import { languages } from "./languages.ts";

const base = import.meta.env.BASE_URL.replace(/\/$/, "");

/** The page of an operation, without base and language. */
export function operationPath(operation: { api: string; operationId: string }): string {
  return `reference/${operation.api}/${operation.operationId}`;
}

/** The address of a page (`""` is the home page), optionally of a place on it. */
export function pageHref(language: Language, page: string, anchor?: string): string {
  const parts = [languages[language].locale, page].filter(Boolean);
  const path = parts.length > 0 ? `${base}/${parts.join("/")}/` : `${base}/`;
  return anchor === undefined ? path : `${path}#${anchor}`;
}

/** The address of a file that all languages share. */
export function fileHref(path: string): string {
  return `${base}/${path}`;
}

/** The same page in another language, from the address of this one. */
export function twinHref(pathname: string, from: Language, to: Language): string {
  const home = pageHref(from, "");
  const page = pathname.startsWith(home) ? pathname.slice(home.length) : "";
  return pageHref(to, page.replace(/\/$/, ""));
}
