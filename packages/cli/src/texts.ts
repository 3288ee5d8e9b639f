// The texts that people read, in the language of LANG.
import en from "../i18n/en.json" with { type: "json" };
import zhCn from "../i18n/zh-CN.json" with { type: "json" };

export type TextKey = keyof typeof en;

/** Gives a text with its values filled in: `say("list.count", { count: 3 })`. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** The texts for an environment. The first variable of POSIX that is set decides. */
export function textsFor(env: NodeJS.ProcessEnv): Say {
  const language = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  const texts: Readonly<Record<TextKey, string>> = language.startsWith("zh") ? zhCn : en;
  return (key, values = {}) =>
    texts[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
